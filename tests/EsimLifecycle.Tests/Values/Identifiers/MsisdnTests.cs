using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class MsisdnTests
{
    private static Arbitrary<string> Texts =>
        Arb.From(from first in Gen.Choose(1, 9) from rest in IdentifierLaws.Digits(0, 14) select $"+{first}{rest}");

    [Theory]
    [InlineData("+6281234567890")]
    [InlineData("+639171234567")]
    [InlineData("+999999999999999")]
    [InlineData("+1")]
    public void A_number_in_international_form_is_taken_as_it_is(string text) => Msisdn.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("6281234567890", "*+ and 1 to 15 digits*found no + at the start.")]
    [InlineData("", "*found no + at the start.")]
    [InlineData("+", "*found after the + 0 digits.")]
    [InlineData("+081234567890", "*the first not 0*found a first digit 0.")]
    [InlineData("+1234567890123456", "*found after the + 16 digits.")]
    [InlineData("+62 81234567890", "*found after the + U+0020 at position 3 of 14.")]
    [InlineData("+6281234567890\0", "*found after the + U+0000 at position 14 of 14.")]
    public void A_refusal_tells_what_was_wrong_and_what_was_expected(string text, string message)
    {
        FluentActions.Invoking(() => Msisdn.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
        Msisdn.TryParse(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("+6281234567890", "**********7890")]
    [InlineData("+1234", "***34")]
    public void Masked_it_shows_the_last_four_characters_or_half_of_a_short_one(string text, string masked) =>
        $"{Msisdn.Parse(text):M}".Should().Be(masked);

    [Fact]
    public void It_is_its_text() => IdentifierLaws.IsItsText<Msisdn>(Texts);

    [Fact]
    public void Its_formats_agree() => IdentifierLaws.FormatsAgree<Msisdn>(Texts);

    [Fact]
    public void Parse_and_TryParse_agree_on_any_text() => IdentifierLaws.ParsersAgree<Msisdn>(Texts);

    [Fact]
    public void The_default_is_an_empty_text_and_never_throws() => IdentifierLaws.DefaultIsEmpty<Msisdn>();
}
