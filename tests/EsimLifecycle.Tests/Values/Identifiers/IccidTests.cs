using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class IccidTests
{
    public static TheoryData<string, bool, bool> Vectors =>
        new(IdentifierVectors.Of("iccid").Select(vector => (vector.Text(), vector.Is("format"), vector.Is("strict"))));

    private static Arbitrary<string> Texts => Arb.From(IdentifierLaws.Digits(18, 20));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_known_number_is_taken_or_refused_and_is_strict_or_not(string text, bool format, bool strict)
    {
        Iccid.TryParse(text, out var iccid).Should().Be(format);
        iccid.IsStrict.Should().Be(strict);
        iccid.ToString().Should().Be(format ? text.TrimEnd('F') : "");
    }

    [Theory]
    [InlineData("8947010000123456784F")]
    [InlineData("8947010000123456784f")]
    [InlineData("8947010000123456784")]
    public void Padding_does_not_make_another_profile(string text) =>
        Iccid.Parse(text).Should().Be(Iccid.Parse("8947010000123456784")).And.Subject.ToString().Should().Be("8947010000123456784");

    [Fact]
    public void Leading_zeros_count()
    {
        var long20 = Iccid.Parse("01234567890123456789");
        var short19 = Iccid.Parse("1234567890123456789");

        long20.ToString().Should().Be("01234567890123456789");
        long20.Should().NotBe(short19);
        long20.Number.Should().NotBe(short19.Number);
        Iccid.Parse("000000000000000000").ToString().Should().Be("000000000000000000");
        Iccid.Parse("99999999999999999999").ToString().Should().Be("99999999999999999999");
    }

    [Theory]
    [InlineData("00000000000000000000")]
    [InlineData("18988211000000530082")]
    public void A_right_check_digit_without_89_is_not_strict(string text) => Iccid.Parse(text).IsStrict.Should().BeFalse();

    [Theory]
    [InlineData("87123123456889019", "*18 to 20 digits*found 17 digits.")]
    [InlineData("898521000000000000001", "*18 to 20 digits*found 21 digits.")]
    [InlineData("89860468152080349618F", "*18 to 20 digits*padded with F to 20*found 20 digits, padded to 21.")]
    [InlineData("8988211000000530082FF", "*found 19 digits, padded to 21.")]
    [InlineData("898821100000053008fff", "*found 18 digits, padded to 21.")]
    [InlineData("89882110000005300FFF", "*found 17 digits, padded to 20.")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", "*found 0 digits, padded to 20.")]
    [InlineData("", "*found 0 digits.")]
    [InlineData("F8947010000123456784", "*found U+0046 at position 1 of 20.")]
    [InlineData("8947010000 12345678", "*found U+0020 at position 11 of 19.")]
    [InlineData("8947010000123456784\0", "*found U+0000 at position 20 of 20.")]
    [InlineData("894701000012345678٤", "*found U+0664 at position 19 of 19.")]
    public void A_refusal_tells_what_was_wrong_and_what_was_expected(string text, string message)
    {
        FluentActions.Invoking(() => Iccid.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
        Iccid.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Changing_one_digit_of_a_strict_number_makes_it_not_strict() =>
        Prop.ForAll(
            Arb.From(from position in Gen.Choose(2, 18) from step in Gen.Choose(1, 9) select (position, step)),
            change => !Iccid.Parse(IdentifierLaws.ChangeDigit("8944476500001944011", change.position, change.step)).IsStrict)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Shorter_numbers_come_first_and_the_default_before_all() =>
        IdentifierLaws.AreAscending<Iccid>(default, Iccid.Parse("894310817000000003"), Iccid.Parse("894310817000000004"), Iccid.Parse("0000000000000000000"));

    [Fact]
    public void Masked_it_shows_the_last_four_digits() =>
        $"{Iccid.Parse("8947010000123456784F"):M}".Should().Be("***************6784");

    [Fact]
    public void It_is_its_text() => IdentifierLaws.IsItsText<Iccid>(Texts);

    [Fact]
    public void Its_formats_agree() => IdentifierLaws.FormatsAgree<Iccid>(Texts);

    [Fact]
    public void Parse_and_TryParse_agree_on_any_text() => IdentifierLaws.ParsersAgree<Iccid>(Texts);

    [Fact]
    public void The_default_is_an_empty_text_and_never_throws()
    {
        IdentifierLaws.DefaultIsEmpty<Iccid>();
        default(Iccid).IsStrict.Should().BeFalse();
    }
}
