using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class EidTests
{
    private const string Example = "89049032123451234512345678901235";

    public static TheoryData<string, bool> Vectors => new(IdentifierVectors.Of("eid").Select(vector => (vector.Text(), vector.Is("valid"))));

    // The last two digits of an EID are chosen so that the whole leaves 1.
    private static Arbitrary<string> Texts => Arb.From(IdentifierLaws.Digits(30, 30).Select(digits =>
    {
        var remainder = (digits + "00").Aggregate(0, (sum, digit) => ((sum * 10) + digit - '0') % 97);
        return $"{digits}{(98 - remainder) % 97:00}";
    }));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_known_number_is_taken_or_refused(string text, bool valid)
    {
        Eid.TryParse(text, out var eid).Should().Be(valid);
        eid.ToString().Should().Be(valid ? text : "");
    }

    [Fact]
    public void Leading_zeros_are_kept() =>
        Eid.Parse("00000000000000000000000000000098").ToString().Should().Be("00000000000000000000000000000098");

    [Theory]
    [InlineData("8904903212345123451234567890123", "*32 digits*found 31 digits.")]
    [InlineData("890490321234512345123456789012350", "*32 digits*found 33 digits.")]
    [InlineData("8904903212345123451234567890123F", "*found U+0046 at position 32 of 32.")]
    [InlineData("89049032123451234512345678901234", "*leave 1*97*these leave 0: a digit is wrong.")]
    [InlineData("00000000000000000000000000000000", "*these leave 0: a digit is wrong.")]
    public void A_refusal_tells_what_was_wrong_and_what_was_expected(string text, string message)
    {
        FluentActions.Invoking(() => Eid.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
        Eid.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Any_one_wrong_digit_is_found_out() =>
        Prop.ForAll(
            Arb.From(from position in Gen.Choose(0, 31) from step in Gen.Choose(1, 9) select (position, step)),
            change => !Eid.TryParse(IdentifierLaws.ChangeDigit(Example, change.position, change.step), out _))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void They_are_ordered_by_their_digits_and_the_default_comes_first() =>
        IdentifierLaws.AreAscending(default, Eid.Parse("00000000000000000000000000000098"), Eid.Parse(Example), Eid.Parse("89086030202200000022000023022943"));

    [Fact]
    public void Masked_it_shows_the_last_four_digits() => $"{Eid.Parse(Example):M}".Should().Be("****************************1235");

    [Fact]
    public void It_is_its_text() => IdentifierLaws.IsItsText<Eid>(Texts);

    [Fact]
    public void Its_formats_agree() => IdentifierLaws.FormatsAgree<Eid>(Texts);

    [Fact]
    public void Parse_and_TryParse_agree_on_any_text() => IdentifierLaws.ParsersAgree<Eid>(Texts);

    [Fact]
    public void The_default_is_an_empty_text_and_never_throws() => IdentifierLaws.DefaultIsEmpty<Eid>();
}
