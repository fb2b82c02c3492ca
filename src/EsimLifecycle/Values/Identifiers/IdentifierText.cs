using System.Text;

namespace EsimLifecycle;

/// <summary>What all identifiers share: the two formats, and how a fault is told without repeating the text, which may be private.</summary>
internal static class IdentifierText
{
    private const int MostShown = 4;

    /// <summary>Whether <paramref name="format"/> asks for the masked text; none, or <c>G</c>, is the whole one.</summary>
    public static bool IsMasked(ReadOnlySpan<char> format) => format switch
    {
        "" or "G" or "g" => false,
        "M" or "m" => true,
        _ => throw new FormatException($"An identifier is formatted with G (whole) or M (masked), but found '{format}'."),
    };

    /// <summary>Stars for all but the last four characters, or for the first half of a text shorter than eight.</summary>
    public static void Mask(Span<char> text) => text[..(text.Length - Math.Min(MostShown, text.Length / 2))].Fill('*');

    /// <summary><paramref name="text"/> in the asked format, as a string.</summary>
    public static string Format(ReadOnlySpan<char> text, ReadOnlySpan<char> format)
    {
        if (!IsMasked(format))
            return text.ToString();
        Span<char> masked = stackalloc char[text.Length];
        text.CopyTo(masked);
        Mask(masked);
        return masked.ToString();
    }

    /// <summary>Writes <paramref name="text"/> in the asked format; false, and nothing written, where it does not fit.</summary>
    public static bool TryFormat(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format)
    {
        var masked = IsMasked(format);
        charsWritten = 0;
        if (!text.TryCopyTo(destination))
            return false;
        charsWritten = text.Length;
        if (masked)
            Mask(destination[..charsWritten]);
        return true;
    }

    /// <summary>The same as UTF-8; identifiers are ASCII, so a character is a byte.</summary>
    public static bool TryFormat(Span<char> text, Span<byte> destination, out int bytesWritten, ReadOnlySpan<char> format)
    {
        var masked = IsMasked(format);
        bytesWritten = 0;
        if (text.Length > destination.Length)
            return false;
        if (masked)
            Mask(text);
        Ascii.FromUtf16(text, destination, out bytesWritten);
        return true;
    }

    /// <summary>Whether there are only the digits 0 to 9.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether there is only printable ASCII, and no space.</summary>
    public static bool IsVisible(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>What a text has that should be digits, for a message.</summary>
    public static string DescribeDigits(ReadOnlySpan<char> text) => Describe(text, text.IndexOfAnyExceptInRange('0', '9'), "digits");

    /// <summary>What a text has that should be visible characters, for a message.</summary>
    public static string DescribeVisible(ReadOnlySpan<char> text) => Describe(text, text.IndexOfAnyExceptInRange('!', '~'), "characters");

    // The one offending character is told by its code: it may be invisible, or half of a pair.
    private static string Describe(ReadOnlySpan<char> text, int bad, string unit) =>
        bad < 0 ? $"{text.Length} {unit}" : $"U+{(int)text[bad]:X4} at position {bad + 1} of {text.Length}";
}
