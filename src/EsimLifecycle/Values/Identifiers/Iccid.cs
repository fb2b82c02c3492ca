using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The number of a profile (ICCID), as on a SIM card: 18 to 20 digits (ITU-T E.118, GSMA SGP.22).</summary>
/// <remarks>
/// <para>Trailing <c>F</c>s, which pad the number on the card to its 20 places, are dropped: with and without them it is the same
/// profile. Leading zeros count.</para>
/// <para>Only the format is checked, because many cards in use fail the check digit; use <see cref="IsStrict"/> where that matters.</para>
/// <para>The default value is no ICCID: its text is empty, and <see cref="Parse(string)"/> never gives it. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<Iccid>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
[SuppressMessage("Design", "CA1036", Justification = "An order to sort by, not a quantity: < would mean nothing.")]
public readonly record struct Iccid : IComparable<Iccid>, IParsable<Iccid>, IFormattable
{
    private const int MinDigits = 18;
    private const int MaxDigits = 20;

    private Iccid(UInt128 number) => Number = number;

    /// <summary>The digits with a 1 in front, so that leading zeros and the length count; 0 for the default value.</summary>
    internal UInt128 Number { get; }

    /// <summary>
    /// Gets whether the number also begins with 89 (telecommunications) and ends in the right Luhn check digit (ITU-T E.118).
    /// </summary>
    public bool IsStrict
    {
        get
        {
            var digits = Write(stackalloc char[MaxDigits + 1]);
            return digits.StartsWith("89") && PassesLuhn(digits);
        }
    }

    /// <summary>Parses an ICCID of 18 to 20 digits, with or without <c>F</c> padding to at most 20 places.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not an ICCID; the message gives the reason without repeating the text.</exception>
    public static Iccid Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var result)
            ? result
            : throw new FormatException(
                $"An ICCID has {MinDigits} to {MaxDigits} digits and may be padded with F to {MaxDigits}, but found {Describe(s)}.");
    }

    /// <summary>
    /// Tries to parse an ICCID of 18 to 20 digits, with or without <c>F</c> padding to at most 20 places; false if the text is not one.
    /// </summary>
    public static bool TryParse(string? s, out Iccid result)
    {
        result = default;
        var digits = WithoutPadding(s);
        if (digits.Length < MinDigits || s!.Length > MaxDigits || !IdentifierText.IsDigits(digits))
            return false;

        Span<char> number = stackalloc char[digits.Length + 1];
        number[0] = '1';
        digits.CopyTo(number[1..]);
        result = new Iccid(UInt128.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Compares by length, then by digits; shorter numbers come first, and the default value before all.</summary>
    public int CompareTo(Iccid other) => Number.CompareTo(other.Number);

    /// <summary>Returns all the digits, without padding; empty for the default value.</summary>
    public override string ToString() => Write(stackalloc char[MaxDigits + 1]).ToString();

    /// <summary>
    /// Returns the digits, either all of them (<c>G</c>, or null) or masked for logs (<c>M</c>): all but the last four are replaced by
    /// stars.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is not one of these.</exception>
    public string ToString(string? format) => IdentifierText.Format(Write(stackalloc char[MaxDigits + 1]), format);

    static Iccid IParsable<Iccid>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Iccid>.TryParse(string? s, IFormatProvider? provider, out Iccid result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    private static ReadOnlySpan<char> WithoutPadding(ReadOnlySpan<char> text) => text.TrimEnd("Ff");

    private static string Describe(string text)
    {
        var digits = WithoutPadding(text);
        var found = IdentifierText.DescribeDigits(digits);
        return digits.Length < text.Length ? $"{found}, padded to {text.Length}" : found;
    }

    // Of the digits before the check digit every second one, from the right, counts double, with its own digits summed.
    internal static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var fromRight = 0; fromRight < digits.Length; fromRight++)
        {
            var digit = digits[^(fromRight + 1)] - '0';
            var weighted = fromRight % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }

    private Span<char> Write(Span<char> buffer)
    {
        if (Number == 0)
            return [];
        Number.TryFormat(buffer, out var written, default, CultureInfo.InvariantCulture);
        return buffer[1..written];
    }
}
