using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// What a device needs to download a profile, as it stands in a QR code: <c>1$address$matching id</c>, then optionally the OID of the SM-DP+ and
/// a 1 where a confirmation code is required, such as <c>1$smdp.example.com$04386-AGYFT$$1</c> (GSMA SGP.22, section 4.1).
/// </summary>
/// <remarks>
/// <para>A prefix <c>LPA:</c>, in any case, is dropped. The code then has at most 255 characters, printable ASCII without spaces.
/// Fields beyond the fifth, which later versions of SGP.22 add, are kept in the text and not looked at.</para>
/// <para>Whoever knows the matching id can take the profile: format it with <c>M</c> for logs.</para>
/// <para>Equal when the texts without the prefix are equal, in case too. The default value is no code: all its texts are empty, and
/// <see cref="Parse(string)"/> never gives it. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<ActivationCode>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct ActivationCode : ISpanParsable<ActivationCode>, ISpanFormattable, IUtf8SpanFormattable
{
    private const string Prefix = "LPA:";
    private const int MaxLength = 255;

    private readonly string? _text;

    private ActivationCode(string text) => _text = text;

    /// <summary>The code without prefix; empty for the default value.</summary>
    internal string Text => _text ?? "";

    /// <summary>The host name of the server that has the profile.</summary>
    public string SmDpAddress => Field(1).ToString();

    /// <summary>What the server knows the profile by; may be empty, where the server knows it by the EID.</summary>
    public string MatchingId => Field(2).ToString();

    /// <summary>The object identifier that the server must prove to have; empty where the code has none.</summary>
    public string Oid => Field(3).ToString();

    /// <summary>Whether the user must also type a confirmation code: the fifth field is 1.</summary>
    public bool ConfirmationCodeRequired => Field(4) is "1";

    /// <summary>The text for a QR code: the code with the prefix <c>LPA:</c>; empty for the default value.</summary>
    public string QrText => _text is null ? "" : Prefix + _text;

    /// <summary>Reads an activation code, with or without <c>LPA:</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">It is not one; the message tells why, without repeating it.</exception>
    public static ActivationCode Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static ActivationCode Parse(ReadOnlySpan<char> s)
    {
        var code = WithoutPrefix(s);
        return Fault(code) switch
        {
            Wrong.Nothing => new ActivationCode(code.ToString()),
            Wrong.Length => throw new FormatException($"An activation code has at most {MaxLength} characters, but found {code.Length}."),
            Wrong.Character => throw new FormatException(
                $"An activation code is printable ASCII without spaces, but found {IdentifierText.DescribeVisible(code)}."),
            Wrong.Format => throw new FormatException($"An activation code begins with its format, 1$, but found '{code[..Math.Min(2, code.Length)]}'."),
            Wrong.Address => throw new FormatException("An activation code has the host name of an SM-DP+ after 1$, but there it is empty."),
            _ => throw new FormatException("An activation code is 1$address$matching id, but found no $ after the address."),
        };
    }

    /// <summary>Reads an activation code, with or without <c>LPA:</c>; false where it is not one.</summary>
    public static bool TryParse(string? s, out ActivationCode result) => TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string, out ActivationCode)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out ActivationCode result)
    {
        var code = WithoutPrefix(s);
        var valid = Fault(code) == Wrong.Nothing;
        result = valid ? new ActivationCode(code.ToString()) : default;
        return valid;
    }

    /// <summary>The whole code, without <c>LPA:</c>; empty for the default value. For a QR code take <see cref="QrText"/>.</summary>
    public override string ToString() => Text;

    /// <summary>
    /// The code: whole (<c>G</c>, or null), or as is fit for a log (<c>M</c>): up to the matching id, and that with stars for all but its last four
    /// characters; of one shorter than eight, half is shown.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is another.</exception>
    public string ToString(string? format) => IdentifierText.IsMasked(format) ? Masked() : Text;

    /// <summary>Writes the code, as <see cref="ToString(string)"/> does; false where it does not fit.</summary>
    /// <exception cref="FormatException"><paramref name="format"/> is neither empty, <c>G</c> nor <c>M</c>.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
    {
        var text = IdentifierText.IsMasked(format) ? Masked() : Text;
        return IdentifierText.TryFormat(text, destination, out charsWritten, default);
    }

    /// <inheritdoc cref="TryFormat(Span{char}, out int, ReadOnlySpan{char})"/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default)
    {
        Span<char> text = stackalloc char[MaxLength];
        _ = TryFormat(text, out var length, format); // it always fits: no code is longer
        return IdentifierText.TryFormat(text[..length], utf8Destination, out bytesWritten, default);
    }

    static ActivationCode IParsable<ActivationCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ActivationCode>.TryParse(string? s, IFormatProvider? provider, out ActivationCode result) => TryParse(s, out result);

    static ActivationCode ISpanParsable<ActivationCode>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<ActivationCode>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ActivationCode result) =>
        TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten, format);

    private enum Wrong
    {
        Nothing,
        Length,
        Character,
        Format,
        Address,
        MatchingId,
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;

    private static Wrong Fault(ReadOnlySpan<char> code)
    {
        if (code.Length > MaxLength)
            return Wrong.Length;
        if (!IdentifierText.IsVisible(code))
            return Wrong.Character;
        if (!code.StartsWith("1$"))
            return Wrong.Format;
        return code[2..].IndexOf('$') switch
        {
            0 => Wrong.Address,
            < 0 => Wrong.MatchingId,
            _ => Wrong.Nothing,
        };
    }

    private ReadOnlySpan<char> Field(int index)
    {
        var rest = Text.AsSpan();
        foreach (var field in rest.Split('$'))
        {
            if (index-- == 0)
                return rest[field];
        }

        return [];
    }

    private string Masked() => _text is null ? "" : $"1${Field(1)}${IdentifierText.Format(Field(2), "M")}";
}
