using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The secret by which a history's personal values are replaced by pseudonyms: 32 random bytes, drawn anew by the host for each history.
/// </summary>
/// <remarks>
/// <para>Draw it with <c>RandomNumberGenerator.GetBytes(HistorySalt.Size)</c>, keep it beside the history and as well guarded, and forget it when
/// the history is erased: devices and numbers are few enough to try all of them, so that only who lacks the salt can't find out who a pseudonym
/// was.</para>
/// <para>The default value is none: <see cref="IsNone"/>. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<HistorySalt>))]
[DebuggerDisplay("{IsNone ? \"none\" : \"********\",nq}")]
public readonly record struct HistorySalt : IParsable<HistorySalt>
{
    /// <summary>The number of bytes: 32.</summary>
    public const int Size = Bytes32.Size;

    private readonly Bytes32 _bytes;

    /// <summary>Creates a salt from random bytes.</summary>
    /// <exception cref="ArgumentException">There are not <see cref="Size"/> of them, or all are zero.</exception>
    public HistorySalt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || !bytes.ContainsAnyExcept((byte)0))
            throw new ArgumentException($"A history's salt has {Size} random bytes, but found {bytes.Length}{(bytes.Length == Size ? " that are all zero" : "")}.", nameof(bytes));
        _bytes = new Bytes32(bytes);
    }

    /// <summary>Gets whether this is the default value.</summary>
    public bool IsNone => _bytes == default;

    /// <summary>Parses a salt of 64 digits in base 16, in lower case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not one; the message gives the reason without repeating the text.</exception>
    public static HistorySalt Parse(string s) => TryParse(s, out var salt) ? salt : new(Bytes32.Parse(s, "A history's salt"));

    /// <summary>Tries to parse a salt of 64 digits in base 16, in lower case; false if the text is not one.</summary>
    public static bool TryParse(string? s, out HistorySalt result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var valid = HexText.TryRead(s, bytes) && bytes.ContainsAnyExcept((byte)0);
        result = valid ? new HistorySalt(bytes) : default;
        return valid;
    }

    /// <summary>Returns the 64 digits; empty for the default value.</summary>
    public override string ToString() => IsNone ? "" : _bytes.ToString();

    static HistorySalt IParsable<HistorySalt>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<HistorySalt>.TryParse(string? s, IFormatProvider? provider, out HistorySalt result) => TryParse(s, out result);

    internal void CopyTo(Span<byte> bytes) => _bytes.CopyTo(bytes);
}
