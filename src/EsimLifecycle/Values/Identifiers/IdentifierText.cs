namespace EsimLifecycle;

/// <summary>Formats and error descriptions shared by all identifiers; a description never repeats the text, which may be private.</summary>
internal static class IdentifierText
{
    private const int MaxShown = 4;

    /// <summary>
    /// The text whole (<c>G</c>, or none), or masked (<c>M</c>): with stars for all but the last four characters, or for the first half of a text
    /// shorter than eight.
    /// </summary>
    public static string Format(ReadOnlySpan<char> text, string? format)
    {
        switch (format)
        {
            case null or "" or "G" or "g":
                return text.ToString();
            case "M" or "m":
                var hidden = text.Length - Math.Min(MaxShown, text.Length / 2);
                return string.Concat(new string('*', hidden), text[hidden..]);
            default:
                throw new FormatException($"An identifier is formatted with G (whole) or M (masked), but found '{format}'.");
        }
    }

    /// <summary>Determines whether the text consists only of the digits 0 to 9.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Determines whether the text consists only of printable ASCII, without spaces.</summary>
    public static bool IsVisible(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>Describes, for a message, how a text fails to be digits.</summary>
    public static string DescribeDigits(ReadOnlySpan<char> text) => Describe(text, text.IndexOfAnyExceptInRange('0', '9'), "digits");

    /// <summary>Describes, for a message, how a text fails to be visible characters.</summary>
    public static string DescribeVisible(ReadOnlySpan<char> text) => Describe(text, text.IndexOfAnyExceptInRange('!', '~'), "characters");

    // The one offending character is told by its code: it may be invisible, or half of a pair.
    private static string Describe(ReadOnlySpan<char> text, int bad, string unit) =>
        bad < 0 ? $"{text.Length} {unit}" : $"U+{(int)text[bad]:X4} at position {bad + 1} of {text.Length}";
}
