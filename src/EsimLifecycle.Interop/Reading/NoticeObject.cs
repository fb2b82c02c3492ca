using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EsimLifecycle.Interop;

/// <summary>A JSON object of a payload, with its path.</summary>
/// <remarks>
/// Names are found in any case. A null counts as absent. A property that occurs twice is a fault when it is read; properties that are not
/// read may be anything. A fault is reported to the reader, and everything read after it is absent.
/// </remarks>
internal readonly struct NoticeObject(NoticeReader reader, JsonElement value, string path)
{
    private const int MaxShown = 40;

    public string PathOf(string name) => $"{path}.{name}";

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Returns a text, or a number or Boolean as it was written.</summary>
    public string? Text(string name) => Find(name) is { } found ? TextOf(found, PathOf(name)) : null;

    public string Require(string name)
    {
        if (Text(name) is { } text)
            return text;
        Fail(NoticeFaultCode.Missing, name, "nothing", "a text");
        return "";
    }

    public NoticeObject? Object(string name)
    {
        if (Find(name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Object)
            return new NoticeObject(reader, found, PathOf(name));
        Fail(NoticeFaultCode.WrongKind, name, Describe(found), "an object");
        return null;
    }

    /// <summary>Returns the kind of a value; that of null if there is none.</summary>
    public JsonValueKind Kind(string name) => Find(name)?.ValueKind ?? JsonValueKind.Null;

    public bool IsObject(string name) => Kind(name) == JsonValueKind.Object;

    public bool IsScalar(string name) => Kind(name) is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    /// <summary>
    /// Reads each object of a list to its notices; empty if there is no list. A fault in one is told by a notice in its place, and hides
    /// none of the others.
    /// </summary>
    /// <param name="name">The name of the list.</param>
    /// <param name="topic">The topic of the notice about a fault.</param>
    /// <param name="read">Reads an object.</param>
    public List<PlatformNotice> Each(string name, string topic, Func<NoticeObject, IEnumerable<PlatformNotice>> read)
    {
        var source = reader;
        return EachItem(name, topic, (item, at) =>
        {
            if (item.ValueKind == JsonValueKind.Object)
                return read(new NoticeObject(source, item, at));
            source.Fail(NoticeFaultCode.WrongKind, at, Describe(item), "an object");
            return [];
        });
    }

    /// <summary>Reads each profile named in a list to its notice, as <see cref="Each"/> does.</summary>
    public List<PlatformNotice> EachSubject(string name, string topic)
    {
        var self = this;
        return EachItem(name, topic, (item, at) => [NoticeSubject.Of(self.IdentifierOf(item, at), at, null).Notice(topic)]);
    }

    /// <summary>Returns a text without what surrounds it; null if nothing is left, as platforms also write that there is none.</summary>
    public string? Filled(string name) => Text(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Returns a whole number from 0 on, written as a number or as a text.</summary>
    public long? Count(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count;
        Fail(NoticeFaultCode.Unreadable, name, Quote(text), $"a whole number from 0 to {long.MaxValue}");
        return null;
    }

    /// <summary>Returns an amount of data in bytes, rounded down, from a number of units.</summary>
    public long? Bytes(string name, long unit = 1)
    {
        if (Text(name) is not { } text)
            return null;
        if (text.Length <= MaxShown
            && decimal.TryParse(text.AsSpan().Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
            && amount >= 0
            && amount <= MaxBytes / unit)
        {
            return (long)(amount * unit);
        }

        Fail(NoticeFaultCode.Unreadable, name, Quote(text), $"an amount from 0 to {MaxBytes / unit}");
        return null;
    }

    public Instant? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (NoticeTimes.Read(text) is { } instant)
            return instant;
        Fail(NoticeFaultCode.Unreadable, name, Quote(text), NoticeTimes.Expected);
        return null;
    }

    /// <summary>Returns the profile and the device that are named here.</summary>
    public NoticeSubject Subject(string iccid = "iccid", string eid = "eid") =>
        NoticeSubject.Of(Identifier(iccid), PathOf(iccid), Identifier(eid));

    /// <summary>Returns the text of an ICCID or an EID; null if there is none, or an empty one.</summary>
    public string? Identifier(string name) =>
        Find(name) is { } found && IdentifierOf(found, PathOf(name)) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => value.GetRawText(),
    };

    /// <summary>Shortens a text for a message to its beginning, without anything that would start a new line in a log.</summary>
    public static string Shorten(string text)
    {
        var shown = text.AsSpan(0, Math.Min(text.Length, MaxShown)).ToArray();
        foreach (ref var letter in shown.AsSpan())
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029')
                letter = '?';
        }

        return text.Length > MaxShown ? $"{new string(shown)}…" : new string(shown);
    }

    public static string Quote(string text) => $"'{Shorten(text)}'";

    // A pebibyte, as in RecordUsage.
    private const long MaxBytes = 1L << 50;

    private void Fail(NoticeFaultCode code, string name, string found, string expected) => reader.Fail(code, PathOf(name), found, expected);

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        if (reader.Fault is not null)
            return found;
        foreach (var property in value.EnumerateObject())
        {
            if (!IsNamed(JsonMarshal.GetRawUtf8PropertyName(property), name))
                continue;
            if (found is not null)
                Fail(NoticeFaultCode.Repeated, name, "it twice", "it once");
            found = property.Value;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>
    /// Determines whether a name as it was written equals <paramref name="name"/> in any case; the only escapes that can occur in one of
    /// our names are codes.
    /// </summary>
    private static bool IsNamed(ReadOnlySpan<byte> raw, string name)
    {
        foreach (var letter in name)
        {
            if (raw.IsEmpty)
                return false;
            int read = raw[0];
            var length = 1;
            if (read == '\\')
            {
                if (raw.Length < 6
                    || raw[1] != 'u'
                    || !ushort.TryParse(raw[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    return false;
                }

                (read, length) = (code, 6);
            }

            if (char.ToUpperInvariant((char)read) != char.ToUpperInvariant(letter))
                return false;
            raw = raw[length..];
        }

        return raw.IsEmpty;
    }

    private List<(JsonElement Item, string Path)> Items(string name)
    {
        var items = new List<(JsonElement, string)>();
        if (Find(name) is not { } found)
            return items;
        if (found.ValueKind != JsonValueKind.Array)
        {
            Fail(NoticeFaultCode.WrongKind, name, Describe(found), "a list");
            return items;
        }

        foreach (var item in found.EnumerateArray())
        {
            if (items.Count == NoticeLimits.MaxNotices)
            {
                Fail(NoticeFaultCode.TooMany, name, $"more than {NoticeLimits.MaxNotices} items", $"at most {NoticeLimits.MaxNotices}");
                break;
            }

            items.Add((item, $"{path}.{name}[{items.Count}]"));
        }

        return items;
    }

    private List<PlatformNotice> EachItem(string name, string topic, Func<JsonElement, string, IEnumerable<PlatformNotice>> read)
    {
        var notices = new List<PlatformNotice>();
        foreach (var (item, at) in Items(name))
        {
            notices.AddRange(reader.Isolate(topic, () => read(item, at)));
            reader.Limit(notices.Count);
        }

        return notices;
    }

    private string? TextOf(JsonElement found, string at)
    {
        if (found.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return found.GetRawText();
        if (found.ValueKind != JsonValueKind.String)
        {
            reader.Fail(NoticeFaultCode.WrongKind, at, Describe(found), "a text");
            return null;
        }

        try
        {
            return found.GetString();
        }
        catch (InvalidOperationException)
        {
            reader.Fail(NoticeFaultCode.Unreadable, at, "half of a surrogate pair", "a text");
            return null;
        }
    }

    private string? IdentifierOf(JsonElement found, string at)
    {
        if (found.ValueKind != JsonValueKind.Number)
            return TextOf(found, at);
        reader.Fail(
            NoticeFaultCode.IdentifierIsNumber,
            at,
            "a JSON number, in which the last digits of so long a number are lost on the way",
            "the digits as a text");
        return null;
    }
}
