using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>The names that the host gives: they are the same but for their type.</summary>
public class OpaqueTextTests
{
    private static Arbitrary<string> Texts => Arb.From(
        from characters in Gen.Choose('!', '~').Select(code => (char)code).ArrayOf(128)
        from length in Gen.Choose(1, 128)
        select new string(characters, 0, length));

    [Theory]
    [InlineData("sub-1")]
    [InlineData("urn:uuid:4f0c7a5e-0000-4000-8000-000000000001")]
    [InlineData("kyc/2026+a=b@store_7.pdf")]
    public void A_text_is_kept_as_it_is(string text)
    {
        new SubscriptionId(text).ToString().Should().Be(text);
        new CommandId(text).ToString().Should().Be(text);
        new Reference(text).ToString().Should().Be(text);
        new PersonalReference(text).ToString().Should().Be(text);
        new Reference(text).IsNone.Should().BeFalse();
        new PersonalReference(text).IsNone.Should().BeFalse();
    }

    [Fact]
    public void Equality_is_by_every_character_and_its_case()
    {
        new Reference("a").Should().Be(Reference.Parse("a"));
        new Reference("a").Should().NotBe(new Reference("A"));
        new Reference("a").Text.Should().Be("a");
    }

    [Theory]
    [InlineData("", "*1 to 128 characters*found 0 characters.*")]
    [InlineData(" a", "*found U+0020 at position 1 of 2.*")]
    [InlineData("a b", "*found U+0020 at position 2 of 3.*")]
    [InlineData("a\u007f", "*found U+007F at position 2 of 2.*")]
    [InlineData("é", "*printable ASCII*found U+00E9 at position 1 of 1.*")]
    public void A_refusal_tells_what_was_wrong_and_what_was_expected(string text, string message)
    {
        FluentActions.Invoking(() => new SubscriptionId(text)).Should().Throw<ArgumentException>().WithMessage("A SubscriptionId" + message);
        FluentActions.Invoking(() => new CommandId(text)).Should().Throw<ArgumentException>().WithMessage("A CommandId" + message);
        FluentActions.Invoking(() => new Reference(text)).Should().Throw<ArgumentException>().WithMessage("A Reference" + message);
        FluentActions.Invoking(() => new PersonalReference(text)).Should().Throw<ArgumentException>().WithMessage("A PersonalReference" + message);
        FluentActions.Invoking(() => SubscriptionId.Parse(text)).Should().Throw<FormatException>().WithMessage("A SubscriptionId" + message);
        FluentActions.Invoking(() => CommandId.Parse(text)).Should().Throw<FormatException>().WithMessage("A CommandId" + message);
        FluentActions.Invoking(() => Reference.Parse(text)).Should().Throw<FormatException>().WithMessage("A Reference" + message);
        FluentActions.Invoking(() => PersonalReference.Parse(text)).Should().Throw<FormatException>().WithMessage("A PersonalReference" + message);
    }

    [Fact]
    public void It_has_at_most_128_characters()
    {
        Reference.TryParse(new string('x', 128), out _).Should().BeTrue();
        Reference.TryParse(new string('x', 129), out _).Should().BeFalse();
    }

    [Fact]
    public void A_null_is_an_error_of_the_caller()
    {
        FluentActions.Invoking(() => new SubscriptionId(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new CommandId(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new Reference(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Masked_it_shows_the_last_four_characters_or_half_of_a_short_one()
    {
        $"{new SubscriptionId("sub-8f2c"):M}".Should().Be("****8f2c");
        $"{new CommandId("sub-1"):M}".Should().Be("***-1");
        $"{new Reference("x"):M}".Should().Be("*");
    }

    [Fact]
    public void It_is_its_text()
    {
        IdentifierLaws.IsItsText<SubscriptionId>(Texts);
        IdentifierLaws.IsItsText<CommandId>(Texts);
        IdentifierLaws.IsItsText<Reference>(Texts);
        IdentifierLaws.IsItsText<PersonalReference>(Texts);
    }

    [Fact]
    public void Its_formats_agree()
    {
        IdentifierLaws.FormatsAgree<SubscriptionId>(Texts);
        IdentifierLaws.FormatsAgree<CommandId>(Texts);
        IdentifierLaws.FormatsAgree<Reference>(Texts);
        IdentifierLaws.FormatsAgree<PersonalReference>(Texts);
    }

    [Fact]
    public void Parse_and_TryParse_agree_on_any_text()
    {
        IdentifierLaws.ParsersAgree<SubscriptionId>(Texts);
        IdentifierLaws.ParsersAgree<CommandId>(Texts);
        IdentifierLaws.ParsersAgree<Reference>(Texts);
        IdentifierLaws.ParsersAgree<PersonalReference>(Texts);
    }

    [Fact]
    public void The_default_is_none_and_never_throws()
    {
        IdentifierLaws.DefaultIsEmpty<SubscriptionId>();
        IdentifierLaws.DefaultIsEmpty<CommandId>();
        IdentifierLaws.DefaultIsEmpty<Reference>();
        IdentifierLaws.DefaultIsEmpty<PersonalReference>();
        (default(SubscriptionId).IsNone && default(CommandId).IsNone && default(Reference).IsNone).Should().BeTrue();
        (default(SubscriptionId).Text + default(CommandId).Text + default(Reference).Text).Should().BeEmpty();
    }
}
