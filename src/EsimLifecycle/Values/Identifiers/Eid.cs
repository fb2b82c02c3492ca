using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The identifier of an eUICC, the chip in a device that holds profiles: 32 digits, which as one number leave the remainder 1 when divided
/// by 97 (GSMA SGP.02, SGP.29).
/// </summary>
/// <remarks>
/// The default value is no EID: its text is empty, and <see cref="Parse(string)"/> never gives it. Thread-safe: it never changes.
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<Eid>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
[SuppressMessage("Design", "CA1036", Justification = "An order to sort by, not a quantity: < would mean nothing.")]
public readonly record struct Eid : IComparable<Eid>, IParsable<Eid>, IFormattable
{
    private const int Digits = 32;
    private const int Modulus = 97;

    private Eid(UInt128 number) => Number = number;

    /// <summary>The digits as one number; 0, which no EID is, for the default value.</summary>
    internal UInt128 Number { get; }

    /// <summary>Parses an EID of 32 digits, including its check digits.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not an EID; the message gives the reason without repeating the text.</exception>
    public static Eid Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (!TryReadNumber(s, out var number))
            throw new FormatException($"An EID has {Digits} digits, but found {IdentifierText.DescribeDigits(s)}.");
        if (number % Modulus != 1)
        {
            throw new FormatException(
                $"The {Digits} digits of an EID leave 1 when divided by {Modulus}, but these leave {number % Modulus}: a digit is wrong.");
        }

        return new Eid(number);
    }

    /// <summary>Tries to parse an EID of 32 digits, including its check digits; false if the text is not one.</summary>
    public static bool TryParse(string? s, out Eid result)
    {
        var valid = TryReadNumber(s, out var number) && number % Modulus == 1;
        result = valid ? new Eid(number) : default;
        return valid;
    }

    /// <summary>Compares by digits; the default value comes before all.</summary>
    public int CompareTo(Eid other) => Number.CompareTo(other.Number);

    /// <summary>Returns all 32 digits; empty for the default value.</summary>
    public override string ToString() => Write(stackalloc char[Digits]).ToString();

    /// <summary>
    /// Returns the digits, either all of them (<c>G</c>, or null) or masked for logs (<c>M</c>): all but the last four are replaced by
    /// stars.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is not one of these.</exception>
    public string ToString(string? format) => IdentifierText.Format(Write(stackalloc char[Digits]), format);

    static Eid IParsable<Eid>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Eid>.TryParse(string? s, IFormatProvider? provider, out Eid result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    private static bool TryReadNumber(ReadOnlySpan<char> text, out UInt128 number)
    {
        number = 0;
        return text.Length == Digits
            && IdentifierText.IsDigits(text)
            && UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private Span<char> Write(Span<char> buffer)
    {
        if (Number == 0)
            return [];
        Number.TryFormat(buffer, out var written, "D32", CultureInfo.InvariantCulture);
        return buffer[..written];
    }
}
