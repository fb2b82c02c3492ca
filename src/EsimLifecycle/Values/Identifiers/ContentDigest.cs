using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The SHA-256 digest of a content that the host keeps, by which it can be shown later that the content is the same (FIPS 180-4).</summary>
/// <remarks>
/// <para>Written as 64 hexadecimal digits in lower case; read in either case.</para>
/// <para>The default value is no digest: its text is empty, and <see cref="Parse(string)"/> never gives it. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<ContentDigest>))]
public readonly record struct ContentDigest : IParsable<ContentDigest>
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ContentDigest(ReadOnlySpan<byte> digest)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(digest);
        _low = BinaryPrimitives.ReadUInt128BigEndian(digest[(SHA256.HashSizeInBytes / 2)..]);
    }

    internal (UInt128 High, UInt128 Low) Parts => (_high, _low);

    /// <summary>Computes the digest of a content.</summary>
    /// <param name="content">The content: a message as it was sent, a letter as it was scanned.</param>
    public static ContentDigest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return new ContentDigest(digest);
    }

    /// <summary>Parses a digest: 64 hexadecimal digits.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a digest.</exception>
    public static ContentDigest Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var result) ? result : throw new FormatException($"A SHA-256 digest has {Digits} hexadecimal digits, but found {Describe(s)}.");
    }

    /// <summary>Tries to parse a digest; false if the text is not 64 hexadecimal digits.</summary>
    public static bool TryParse(string? s, out ContentDigest result)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var isValid = s?.Length == Digits && Convert.FromHexString(s, digest, out _, out _) == System.Buffers.OperationStatus.Done;
        result = isValid ? new ContentDigest(digest) : default;
        return isValid;
    }

    /// <summary>Returns the 64 digits in lower case; empty for the default value.</summary>
    public override string ToString() => this == default ? "" : FormattableString.Invariant($"{_high:x32}{_low:x32}");

    static ContentDigest IParsable<ContentDigest>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ContentDigest>.TryParse(string? s, IFormatProvider? provider, out ContentDigest result) => TryParse(s, out result);

    private static string Describe(string text) => text.Length != Digits ? $"{text.Length} characters" : "a character that is none";
}
