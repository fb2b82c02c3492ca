using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The digest of a sealed record: SHA-256 (FIPS 180-4), as 64 digits in base 16, in lower case.</summary>
/// <remarks>The default value has only zeros: the digest before the first record. Thread-safe: it never changes.</remarks>
[JsonConverter(typeof(TextJsonConverter<RecordDigest>))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct RecordDigest : IParsable<RecordDigest>
{
    private readonly Bytes32 _bytes;

    internal RecordDigest(ReadOnlySpan<byte> bytes) => _bytes = new Bytes32(bytes);

    /// <summary>Gets whether this is the default value, which comes before the first record.</summary>
    public bool IsNone => _bytes == default;

    /// <summary>Parses a digest of 64 digits in base 16, in lower case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static RecordDigest Parse(string s) => new(Bytes32.Parse(s, "A record's digest"));

    /// <summary>Tries to parse a digest of 64 digits in base 16, in lower case; false if the text is not one.</summary>
    public static bool TryParse(string? s, out RecordDigest result)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Size];
        var valid = HexText.TryRead(s, bytes);
        result = valid ? new RecordDigest(bytes) : default;
        return valid;
    }

    /// <summary>Returns the 64 digits.</summary>
    public override string ToString() => _bytes.ToString();

    static RecordDigest IParsable<RecordDigest>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RecordDigest>.TryParse(string? s, IFormatProvider? provider, out RecordDigest result) => TryParse(s, out result);

    internal static RecordDigest Of(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Size];
        SHA256.HashData(text, bytes);
        return new RecordDigest(bytes);
    }
}
