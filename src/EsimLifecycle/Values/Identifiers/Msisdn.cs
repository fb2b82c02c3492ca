using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A telephone number in international form: <c>+</c> and 1 to 15 digits, the first not 0 (ITU-T E.164).</summary>
/// <remarks>
/// <para>Spaces, hyphens and national forms are refused. Whether the country and the number exist is not checked.</para>
/// <para>The default value is no number: its text is empty, and <see cref="Parse(string)"/> never gives it. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<Msisdn>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct Msisdn : IParsable<Msisdn>, IFormattable
{
    private const int MaxDigits = 15;

    private readonly ulong _number;

    private Msisdn(ulong number) => _number = number;

    /// <summary>The digits as one number; 0, which no telephone number is, for the default value.</summary>
    internal UInt128 Number => _number;

    /// <summary>Parses a telephone number such as <c>+6281234567890</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">
    /// The text is not such a number; the message gives the reason without repeating the text.
    /// </exception>
    public static Msisdn Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var result)
            ? result
            : throw new FormatException($"A telephone number is + and 1 to {MaxDigits} digits, the first not 0, but found {Describe(s)}.");
    }

    /// <summary>Tries to parse a telephone number such as <c>+6281234567890</c>; false if the text is not one.</summary>
    public static bool TryParse(string? s, out Msisdn result)
    {
        result = default;
        if (s is not ['+', >= '1' and <= '9', ..] || s.Length > MaxDigits + 1 || !IdentifierText.IsDigits(s.AsSpan(1)))
            return false;
        result = new Msisdn(ulong.Parse(s.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Returns <c>+</c> and all the digits; empty for the default value.</summary>
    public override string ToString() => Write(stackalloc char[MaxDigits + 1]).ToString();

    /// <summary>
    /// Returns the number, either whole (<c>G</c>, or null) or masked for logs (<c>M</c>): all but the last four characters are replaced by
    /// stars, or the first half of a number shorter than eight.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is not one of these.</exception>
    public string ToString(string? format) => IdentifierText.Format(Write(stackalloc char[MaxDigits + 1]), format);

    static Msisdn IParsable<Msisdn>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Msisdn>.TryParse(string? s, IFormatProvider? provider, out Msisdn result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    private static string Describe(ReadOnlySpan<char> text) => text switch
    {
        ['+', '0', ..] => "a first digit 0",
        ['+', ..] => $"after the + {IdentifierText.DescribeDigits(text[1..])}",
        _ => "no + at the start",
    };

    private Span<char> Write(Span<char> buffer)
    {
        if (_number == 0)
            return [];
        buffer[0] = '+';
        _number.TryFormat(buffer[1..], out var written, default, CultureInfo.InvariantCulture);
        return buffer[..(written + 1)];
    }
}
