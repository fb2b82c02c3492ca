using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle.Interop;

/// <summary>
/// An activation code for the download of a profile, as a QR code contains it: <c>1$address$matching id</c>, then optionally the OID of the
/// SM-DP+ and a 1 if a confirmation code is required, such as <c>1$smdp.example.com$04386-AGYFT$$1</c> (GSMA SGP.22, section 4.1).
/// </summary>
/// <remarks>
/// <para>A prefix <c>LPA:</c>, in any case, is dropped. The code then has at most 255 characters, printable ASCII without spaces. Fields
/// beyond the fifth, which later versions of SGP.22 add, are kept in the text and not interpreted.</para>
/// <para>The matching id is a secret: anyone who knows it can take the profile. Use the format <c>M</c> for logs.</para>
/// <para>Two codes are equal if their texts without the prefix are equal, including case. The default value is no code: all its texts are
/// empty, and <see cref="Parse(string)"/> never returns it. Thread-safe: it is immutable.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<ActivationCode>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct ActivationCode : IParsable<ActivationCode>, IFormattable
{
    private const string Prefix = "LPA:";
    private const int MaxLength = 255;
    private const int MaxLabel = 63;
    private const int MaxShown = 4;

    private static readonly SearchValues<char> InLabel =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly string? _text;

    private ActivationCode(string text) => _text = text;

    /// <summary>Gets the code without prefix; empty for the default value.</summary>
    private string Text => _text ?? "";

    /// <summary>Gets the host name of the server that has the profile.</summary>
    public string SmDpAddress => Field(1).ToString();

    /// <summary>Gets the identifier by which the server knows the profile; may be empty if the server knows it by the EID.</summary>
    public string MatchingId => Field(2).ToString();

    /// <summary>Gets the object identifier that the server must prove to have; empty if the code has none.</summary>
    public string Oid => Field(3).ToString();

    /// <summary>Gets whether the user must also enter a confirmation code: the fifth field is 1.</summary>
    public bool ConfirmationCodeRequired => Field(4) is "1";

    /// <summary>Gets the text for a QR code: the code with the prefix <c>LPA:</c>; empty for the default value.</summary>
    public string QrText => _text is null ? "" : Prefix + _text;

    /// <summary>Reads an activation code, with or without <c>LPA:</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not an activation code; the message tells why, without repeating it.</exception>
    public static ActivationCode Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var code = WithoutPrefix(s);
        return Fault(code) switch
        {
            Wrong.Nothing => new ActivationCode(code.ToString()),
            Wrong.Length => throw new FormatException($"An activation code has at most {MaxLength} characters, but found {code.Length}."),
            Wrong.Character => throw new FormatException(
                $"An activation code is printable ASCII without spaces, but found {Describe(code)}."),
            Wrong.Format => throw new FormatException($"An activation code begins with its format, 1$, but found '{code[..Math.Min(2, code.Length)]}'."),
            Wrong.NoAddress => throw new FormatException("An activation code has the host name of an SM-DP+ after 1$, but there it is empty."),
            Wrong.Address => throw new FormatException(
                "An activation code has the host name of an SM-DP+ after 1$, such as smdp.example.com, but found another text, such as a URL."),
            _ => throw new FormatException("An activation code is 1$address$matching id, but found no $ after the address."),
        };
    }

    /// <summary>Reads an activation code, with or without <c>LPA:</c>; returns false if the text is not one.</summary>
    public static bool TryParse(string? s, out ActivationCode result)
    {
        var code = WithoutPrefix(s);
        var valid = Fault(code) == Wrong.Nothing;
        result = valid ? new ActivationCode(code.ToString()) : default;
        return valid;
    }

    /// <summary>Returns the whole code, without <c>LPA:</c>; empty for the default value. For a QR code use <see cref="QrText"/>.</summary>
    public override string ToString() => Text;

    /// <summary>
    /// Formats the code: in full (<c>G</c>, or null), or masked for a log (<c>M</c>), which ends with the matching id and replaces all but
    /// its last four characters with asterisks; of a matching id shorter than eight characters, half is shown.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is another format.</exception>
    public string ToString(string? format) => format switch
    {
        null or "" or "G" or "g" => Text,
        "M" or "m" => Masked(),
        _ => throw new FormatException($"An activation code is formatted with G (whole) or M (masked), but found '{format}'."),
    };

    static ActivationCode IParsable<ActivationCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ActivationCode>.TryParse(string? s, IFormatProvider? provider, out ActivationCode result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    private enum Wrong
    {
        Nothing,
        Length,
        Character,
        Format,
        NoAddress,
        Address,
        MatchingId,
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;

    private static Wrong Fault(ReadOnlySpan<char> code)
    {
        if (code.Length > MaxLength)
            return Wrong.Length;
        if (IndexOfInvisible(code) >= 0)
            return Wrong.Character;
        if (!code.StartsWith("1$"))
            return Wrong.Format;
        return code[2..].IndexOf('$') switch
        {
            0 => Wrong.NoAddress,
            < 0 => Wrong.MatchingId,
            var end => IsHostName(code.Slice(2, end)) ? Wrong.Nothing : Wrong.Address,
        };
    }

    // RFC 1123, section 2.1: labels of letters, digits and hyphens, which neither begin nor end with a hyphen.
    private static bool IsHostName(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(InLabel))
                return false;
        }

        return true;
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

    private string Masked()
    {
        var id = Field(2);
        var hidden = id.Length - Math.Min(MaxShown, id.Length / 2);
        return _text is null ? "" : $"1${Field(1)}${new string('*', hidden)}{id[hidden..]}";
    }

    private static int IndexOfInvisible(ReadOnlySpan<char> code) => code.IndexOfAnyExceptInRange('!', '~');

    // By its number: it may be invisible, or half of a pair.
    private static string Describe(ReadOnlySpan<char> code)
    {
        var bad = IndexOfInvisible(code);
        return $"U+{(int)code[bad]:X4} at position {bad + 1} of {code.Length}";
    }
}
