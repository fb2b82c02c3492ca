using EsimLifecycle.Interop;
using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class ActivationCodeTests
{
    public static TheoryData<string, bool> Vectors =>
        new(IdentifierVectors.Of("activationCode").Select(vector => (vector.Text(), vector.Is("valid"))));

    private static Arbitrary<string> Texts => Arb.From(
        from address in Gen.Elements("smdp.example.com", "SMDP.GSMA.COM", "h")
        from matchingId in Gen.Elements("", "X", "04386-AGYFT-A74Y8-3F815")
        from rest in Gen.Elements("", "$", "$1.3.6.1.4.1.31746", "$$1", "$1.3.6.1.4.1.31746$1", "$$$$later")
        select $"1${address}${matchingId}{rest}");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_known_code_is_taken_or_refused(string text, bool valid)
    {
        ActivationCode.TryParse(text, out var code).Should().Be(valid);
        code.ToString().Should().Be(valid ? text.Replace("LPA:", "") : "");
    }

    [Theory]
    [InlineData("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815", "SMDP.GSMA.COM", "04386-AGYFT-A74Y8-3F815", "", false)]
    [InlineData("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$$1", "SMDP.GSMA.COM", "04386-AGYFT-A74Y8-3F815", "", true)]
    [InlineData("1$SMDP.GSMA.COM$04386-AGYFT$1.3.6.1.4.1.31746$1", "SMDP.GSMA.COM", "04386-AGYFT", "1.3.6.1.4.1.31746", true)]
    [InlineData("1$SMDP.GSMA.COM$$1.3.6.1.4.1.31746", "SMDP.GSMA.COM", "", "1.3.6.1.4.1.31746", false)]
    [InlineData("1$smdp.example.com$", "smdp.example.com", "", "", false)]
    [InlineData("1$smdp.example.com$X$$0", "smdp.example.com", "X", "", false)]
    [InlineData("1$smdp.example.com$X$$1$later$1", "smdp.example.com", "X", "", true)]
    public void Its_fields_are_read(string text, string address, string matchingId, string oid, bool confirmation)
    {
        var code = ActivationCode.Parse(text);

        code.SmDpAddress.Should().Be(address);
        code.MatchingId.Should().Be(matchingId);
        code.Oid.Should().Be(oid);
        code.ConfirmationCodeRequired.Should().Be(confirmation);
    }

    [Theory]
    [InlineData("h")]
    [InlineData("rsp-0001.oberthur.net")]
    [InlineData("xn--smdp-xyz.example.com")]
    [InlineData("3.example")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012.com")]
    public void Its_address_is_any_host_name(string address) => ActivationCode.Parse($"1${address}$X").SmDpAddress.Should().Be(address);

    [Theory]
    [InlineData("1$smdp.example.com$X")]
    [InlineData("LPA:1$smdp.example.com$X")]
    [InlineData("lpa:1$smdp.example.com$X")]
    public void The_prefix_is_dropped_and_stands_again_in_the_QR_code(string text)
    {
        var code = ActivationCode.Parse(text);

        code.Should().Be(ActivationCode.Parse("1$smdp.example.com$X"));
        code.ToString().Should().Be("1$smdp.example.com$X");
        code.QrText.Should().Be("LPA:1$smdp.example.com$X");
    }

    [Fact]
    public void It_has_at_most_255_characters_without_the_prefix()
    {
        var longest = "1$smdp.example.com$".PadRight(255, 'X');

        ActivationCode.Parse("LPA:" + longest).ToString().Should().Be(longest);
        FluentActions.Invoking(() => ActivationCode.Parse(longest + "X")).Should().Throw<FormatException>().WithMessage("*at most 255*found 256.");
    }

    [Theory]
    [InlineData("LPA:2$smdp.example.com$X", "*begins with its format, 1$*found '2$'.")]
    [InlineData("", "*found ''.")]
    [InlineData("LPA:LPA:1$smdp.example.com$X", "*found 'LP'.")]
    [InlineData("1$$X", "*host name*empty.")]
    [InlineData("LPA:1$https://smdp.example.com$ABC", "*host name*such as a URL.")]
    [InlineData("1$smdp.example.com/path$X", "*host name*")]
    [InlineData("1$smdp.example.com:443$X", "*host name*")]
    [InlineData("1$user@smdp.example.com$X", "*host name*")]
    [InlineData("1$.$X", "*host name*")]
    [InlineData("1$-$X", "*host name*")]
    [InlineData("1$smdp..example.com$X", "*host name*")]
    [InlineData("1$.example.com$X", "*host name*")]
    [InlineData("1$smdp.example.com.$X", "*host name*")]
    [InlineData("1$-smdp.example.com$X", "*host name*")]
    [InlineData("1$smdp-.example.com$X", "*host name*")]
    [InlineData("1$smdp_1.example.com$X", "*host name*")]
    [InlineData("1$*.example.com$X", "*host name*")]
    [InlineData("1$0123456789012345678901234567890123456789012345678901234567890123.com$X", "*host name*")]
    [InlineData("1$smdp.example.com", "*1$address$matching id*no $ after the address.")]
    [InlineData("1$", "*no $ after the address.")]
    [InlineData("1$smdp.example.com$X Y", "*without spaces*found U+0020 at position 21 of 22.")]
    [InlineData("1$smdp.example.com$X\n", "*found U+000A at position 21 of 21.")]
    [InlineData("1$smdp.exämple.com$X", "*found U+00E4 at position 10 of 20.")]
    public void A_refusal_tells_what_was_wrong_and_what_was_expected(string text, string message)
    {
        FluentActions.Invoking(() => ActivationCode.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
        ActivationCode.TryParse(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$1.3.6.1.4.1.31746$1", "1$SMDP.GSMA.COM$*******************F815")]
    [InlineData("1$h$X1", "1$h$*1")]
    [InlineData("1$h$X", "1$h$*")]
    [InlineData("1$h$$$1", "1$h$")]
    public void Masked_it_hides_all_but_the_address_and_the_end_of_the_matching_id(string text, string masked) =>
        ActivationCode.Parse(text).ToString("M").Should().Be(masked);

    [Fact]
    public void It_is_its_text() => IdentifierLaws.IsItsText<ActivationCode>(Texts);

    [Fact]
    public void Parse_and_TryParse_agree_on_any_text() => IdentifierLaws.ParsersAgree<ActivationCode>(Texts);

    [Fact]
    public void The_default_is_an_empty_text_and_never_throws()
    {
        IdentifierLaws.DefaultIsEmpty<ActivationCode>();
        var none = default(ActivationCode);
        (none.SmDpAddress + none.MatchingId + none.Oid + none.QrText + none).Should().BeEmpty();
        none.ConfirmationCodeRequired.Should().BeFalse();
    }
}
