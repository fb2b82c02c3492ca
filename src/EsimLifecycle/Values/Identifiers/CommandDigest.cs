using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A fingerprint of a command's content, which tells a redelivery from another command under the same id: 16 digits in base 16, in lower case.</summary>
/// <remarks>
/// <para>It guards against mistakes, not against forgery. Personal data: who has a guess at what a command said can try it.</para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<CommandDigest>))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct CommandDigest : IParsable<CommandDigest>
{
    private const int Digits = 16;

    internal CommandDigest(long value) => Value = value;

    internal long Value { get; }

    /// <summary>Parses a fingerprint of 16 digits in base 16, in lower case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static CommandDigest Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var result) ? result : throw new FormatException($"A command's digest has {Digits} digits in base 16, in lower case, but found {s.Length} characters.");
    }

    /// <summary>Tries to parse a fingerprint of 16 digits in base 16, in lower case; false if the text is not one.</summary>
    public static bool TryParse(string? s, out CommandDigest result)
    {
        Span<byte> bytes = stackalloc byte[Digits / 2];
        var valid = HexText.TryRead(s, bytes);
        result = valid ? new CommandDigest(BinaryPrimitives.ReadInt64BigEndian(bytes)) : default;
        return valid;
    }

    /// <summary>Returns the 16 digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    static CommandDigest IParsable<CommandDigest>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CommandDigest>.TryParse(string? s, IFormatProvider? provider, out CommandDigest result) => TryParse(s, out result);
}
