using System.Text;
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
    public static void IsItsText<T>(Arbitrary<string> texts) where T : struct, ISpanParsable<T>, IEquatable<T> =>
        Prop.ForAll(texts, texts, (left, right) =>
        {
            T one = Parse<T>(left), same = T.Parse(left.AsSpan(), null), other = Parse<T>(right);
            return one.ToString() == left
                && one.Equals(same)
                && one.GetHashCode() == same.GetHashCode()
                && one.Equals(other) == (left == right);
        }).QuickCheckThrowOnFailure();

    /// <summary>As a string and in a buffer it is the same, whole or masked; a buffer that is too short stays untouched; another format is an error.</summary>
    public static void FormatsAgree<T>(Arbitrary<string> texts) where T : struct, ISpanParsable<T>, ISpanFormattable
    {
        Prop.ForAll(texts, text =>
        {
            var value = Parse<T>(text);
            foreach (var format in new[] { null, "", "G", "g", "M", "m" })
            {
                var expected = format is "M" or "m" ? Masked(text) : text;
                char[] buffer = new char[text.Length], tooShort = new char[text.Length - 1];
                if (value.ToString(format, null) != expected
                    || !value.TryFormat(buffer, out var written, format, null) || new string(buffer, 0, written) != expected
                    || value.TryFormat(tooShort, out written, format, null) || written != 0 || tooShort.Any(c => c != 0))
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

        var any = Parse<T>(texts.Generator.Sample(1).Single());
        FluentActions.Invoking(() => any.ToString("X", null)).Should().Throw<FormatException>().WithMessage("*G (whole) or M (masked)*'X'*");
        FluentActions.Invoking(() => any.TryFormat(new char[200], out _, "GG", null)).Should().Throw<FormatException>().WithMessage("*'GG'*");
    }

    /// <summary>As UTF-8 it is the same text.</summary>
    public static void BytesAgree<T>(Arbitrary<string> texts) where T : struct, ISpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable =>
        Prop.ForAll(texts, text =>
        {
            var value = Parse<T>(text);
            byte[] whole = new byte[text.Length], masked = new byte[text.Length], tooShort = new byte[text.Length - 1];
            return value.TryFormat(whole, out var written, default, null) && written == text.Length
                && Encoding.UTF8.GetString(whole) == text
                && value.TryFormat(masked, out written, "M", null) && written == text.Length
                && Encoding.UTF8.GetString(masked) == value.ToString("M", null)
                && !value.TryFormat(tooShort, out written, "M", null) && written == 0 && tooShort.All(b => b == 0);
        }).QuickCheckThrowOnFailure();

    /// <summary>Where <c>TryParse</c> says no, <c>Parse</c> throws a <see cref="FormatException"/>; otherwise both give the same.</summary>
    public static void ParsersAgree<T>(Arbitrary<string> texts) where T : struct, ISpanParsable<T>, IEquatable<T>
    {
        var nearMisses = from text in texts.Generator
                         from position in Gen.Choose(0, text.Length - 1)
                         from character in Gen.Elements(' ', '0', '9', 'F', '$', '+', '\0', '\ud800')
                         from replaced in Gen.Choose(0, 1)
                         select text.Remove(position, replaced).Insert(position, character.ToString());
        var anything = ArbMap.Default.GeneratorFor<string>().Where(text => text is not null);

        Prop.ForAll(Arb.From(Gen.OneOf(texts.Generator, nearMisses, anything)), text =>
        {
            var taken = TryParse<T>(text, out var tried);
            var takenAsSpan = T.TryParse(text.AsSpan(), null, out var triedAsSpan);
            return taken == takenAsSpan && tried.Equals(triedAsSpan) && Parsed(text).Equals(taken ? tried : null);
        }).QuickCheckThrowOnFailure();

        TryParse<T>(null, out var none).Should().BeFalse();
        none.Should().Be(default(T));
        FluentActions.Invoking(() => Parse<T>(null!)).Should().Throw<ArgumentNullException>();

        static T? Parsed(string text)
        {
            try
            {
                return Parse<T>(text);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    /// <summary>The default is an empty text in every format.</summary>
    public static void DefaultIsEmpty<T>() where T : struct, ISpanFormattable, IEquatable<T>
    {
        var none = default(T);

        none.ToString().Should().BeEmpty();
        none.ToString("G", null).Should().BeEmpty();
        none.ToString("M", null).Should().BeEmpty();
        none.TryFormat([], out var written, "M", null).Should().BeTrue();
        written.Should().Be(0);
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

    // Asked of a T that is ISpanParsable, Parse and TryParse would mean those of a span, for a string too.
    private static T Parse<T>(string text) where T : IParsable<T> => T.Parse(text, null);

    private static bool TryParse<T>(string? text, out T result) where T : struct, IParsable<T> => T.TryParse(text, null, out result);

    private static string Masked(string text)
    {
        var shown = Math.Min(4, text.Length / 2);
        return new string('*', text.Length - shown) + text[^shown..];
    }
}
