using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>What holds for every identifier, over generated texts of its kind.</summary>
internal static class IdentifierLaws
{
    public static Gen<string> Digits(int least, int most) =>
        from digits in Gen.Choose('0', '9').Select(code => (char)code).ArrayOf(most)
        from length in Gen.Choose(least, most)
        select new string(digits, 0, length);

    public static string ChangeDigit(string digits, int position, int step)
    {
        var changed = digits.ToCharArray();
        changed[position] = (char)('0' + ((changed[position] - '0' + step) % 10));
        return new string(changed);
    }

    /// <summary>The text comes back whole, and two are equal when their texts are.</summary>
    public static void IsItsText<T>(Arbitrary<string> texts) where T : struct, IParsable<T>, IEquatable<T> =>
        Prop.ForAll(texts, texts, (left, right) =>
        {
            T one = T.Parse(left, null), same = T.Parse(left, null), other = T.Parse(right, null);
            return one.ToString() == left
                && one.Equals(same)
                && one.GetHashCode() == same.GetHashCode()
                && one.Equals(other) == (left == right);
        }).QuickCheckThrowOnFailure();

    /// <summary>It is written whole or masked; another format is an error.</summary>
    public static void FormatsAgree<T>(Arbitrary<string> texts) where T : struct, IParsable<T>, IFormattable
    {
        Prop.ForAll(texts, text =>
        {
            var value = T.Parse(text, null);
            return new[] { null, "", "G", "g" }.All(whole => value.ToString(whole, null) == text)
                && new[] { "M", "m" }.All(masked => value.ToString(masked, null) == Masked(text));
        }).QuickCheckThrowOnFailure();

        var any = T.Parse(texts.Generator.Sample(1).Single(), null);
        FluentActions.Invoking(() => any.ToString("X", null)).Should().Throw<FormatException>().WithMessage("*G (whole) or M (masked)*'X'*");
    }

    /// <summary>Where <c>TryParse</c> says no, <c>Parse</c> throws a <see cref="FormatException"/>; otherwise both give the same.</summary>
    public static void ParsersAgree<T>(Arbitrary<string> texts) where T : struct, IParsable<T>, IEquatable<T>
    {
        var nearMisses = from text in texts.Generator
                         from position in Gen.Choose(0, text.Length - 1)
                         from character in Gen.Elements(' ', '0', '9', 'F', '$', '+', '\0', '\ud800')
                         from replaced in Gen.Choose(0, 1)
                         select text.Remove(position, replaced).Insert(position, character.ToString());
        var anything = ArbMap.Default.GeneratorFor<string>().Where(text => text is not null);

        Prop.ForAll(Arb.From(Gen.OneOf(texts.Generator, nearMisses, anything)), text =>
        {
            var taken = T.TryParse(text, null, out var tried);
            return Parsed(text).Equals(taken ? tried : null);
        }).QuickCheckThrowOnFailure();

        T.TryParse(null, null, out var none).Should().BeFalse();
        none.Should().Be(default(T));
        FluentActions.Invoking(() => T.Parse(null!, null)).Should().Throw<ArgumentNullException>();

        static T? Parsed(string text)
        {
            try
            {
                return T.Parse(text, null);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    /// <summary>The default is an empty text in every format.</summary>
    public static void DefaultIsEmpty<T>() where T : struct, IFormattable, IEquatable<T>
    {
        var none = default(T);

        none.ToString().Should().BeEmpty();
        none.ToString("G", null).Should().BeEmpty();
        none.ToString("M", null).Should().BeEmpty();
        none.Equals(new T()).Should().BeTrue();
        none.GetHashCode().Should().Be(new T().GetHashCode());
    }

    /// <summary>The values are given from the first to the last.</summary>
    public static void AreAscending<T>(params T[] ascending) where T : IComparable<T>
    {
        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
                Math.Sign(ascending[i].CompareTo(ascending[j])).Should().Be(Math.Sign(i - j));
        }
    }

    private static string Masked(string text)
    {
        var shown = Math.Min(4, text.Length / 2);
        return new string('*', text.Length - shown) + text[^shown..];
    }
}
