using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace EsimLifecycle.Interop;

/// <summary>Reads one payload and collects its notices; the first fault that is not of one item of a list discards all of them.</summary>
internal sealed class NoticeReader
{
    private readonly List<PlatformNotice> _notices = [];

    private NoticeReader(NoticeOptions options) => Options = options;

    /// <summary>Reads a payload in the form that one platform sends.</summary>
    public delegate void Shape(NoticeReader reader, NoticeObject payload);

    public NoticeOptions Options { get; }

    public NoticeFault? Fault { get; private set; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        NoticeOptions? options,
        Shape shape,
        out ValueList<PlatformNotice> notices,
        [NotNullWhen(false)] out NoticeFault? fault)
    {
        notices = default;
        var reader = new NoticeReader(options ?? NoticeOptions.None);
        if (reader.Parse(utf8Json) is { } payload)
            shape(reader, payload);
        fault = reader.Fault;
        if (fault is not null)
            return false;
        notices = ValueList.Create(reader._notices);
        return true;
    }

    public void Add(PlatformNotice notice)
    {
        Limit(_notices.Count + 1);
        if (Fault is null)
            _notices.Add(notice);
    }

    public void Add(IEnumerable<PlatformNotice> notices)
    {
        foreach (var notice in notices)
            Add(notice);
    }

    /// <summary>Refuses more notices than one payload may have.</summary>
    public void Limit(int count)
    {
        if (count > NoticeLimits.MaxNotices)
            Fail(NoticeFaultCode.TooMany, "$", $"more than {NoticeLimits.MaxNotices} notices", $"at most {NoticeLimits.MaxNotices}");
    }

    /// <summary>Reads a part of the payload whose fault is not the payload's: a notice tells it.</summary>
    public IReadOnlyList<PlatformNotice> Isolate(string topic, Func<IEnumerable<PlatformNotice>> read)
    {
        if (Fault is not null)
            return [];
        List<PlatformNotice> notices = [.. read()];
        if (Fault is not { Code: not NoticeFaultCode.TooMany } fault)
            return notices;
        Fault = null;
        return [new PlatformNotice { Topic = topic, WhyNot = fault }];
    }

    /// <summary>Reports a fault. Only the first one is kept, and anything read after it does not count.</summary>
    public void Fail(NoticeFaultCode code, string path, string found, string expected) => Fault ??= new NoticeFault(code, path, found, expected);

    private NoticeObject? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > NoticeLimits.MaxBytes)
        {
            Fail(NoticeFaultCode.TooLarge, "$", $"{utf8.Length} bytes", $"at most {NoticeLimits.MaxBytes}");
            return null;
        }

        // RFC 8259, section 8.1: a reader may ignore the mark that some editors put before a text.
        if (utf8.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        if (!Utf8.IsValid(utf8))
        {
            Fail(NoticeFaultCode.NotJson, "$", "bytes that are not UTF-8", "JSON in UTF-8");
            return null;
        }

        if (IsTooDeep(utf8))
        {
            Fail(NoticeFaultCode.TooDeep, "$", $"more than {NoticeLimits.MaxLevels} levels", $"at most {NoticeLimits.MaxLevels}");
            return null;
        }

        try
        {
            var root = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = NoticeLimits.MaxLevels });
            if (root.ValueKind == JsonValueKind.Object)
                return new NoticeObject(this, root, "$");
            Fail(NoticeFaultCode.Unrecognised, "$", NoticeObject.Describe(root), "an object");
        }
        catch (JsonException e)
        {
            Fail(NoticeFaultCode.NotJson, "$", $"no JSON from line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} on", "JSON");
        }

        return null;
    }

    /// <summary>Determines whether brackets outside of texts are nested too deep, before any object is built from them.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var (depth, isText) = (0, false);
        for (var i = 0; i < utf8.Length; i++)
        {
            switch (utf8[i])
            {
                case (byte)'"':
                    isText = !isText;
                    break;
                case (byte)'\\' when isText:
                    i++;
                    break;
                case (byte)'{' or (byte)'[' when !isText:
                    if (++depth > NoticeLimits.MaxLevels)
                        return true;
                    break;
                case (byte)'}' or (byte)']' when !isText:
                    depth--;
                    break;
            }
        }

        return false;
    }
}
