using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>The payloads in <c>Notifications/</c>, and the platforms' readers.</summary>
internal static class Notifications
{
    public delegate bool Reader(ReadOnlySpan<byte> utf8Json, out ValueList<PlatformNotice> notices, out NoticeFault? fault, NoticeOptions? options = null);

    public static IReadOnlyList<Reader> Readers { get; } =
    [
        Es2Plus.TryRead, EsimAccess.TryRead, EsimGo.TryRead, Airalo.TryRead, Lpac.TryRead,
        ConnectedYou.TryRead, Simlessly.TryRead, JoyTel.TryRead, Telna.TryRead, Roamify.TryRead, OneGlobal.TryRead, GigaStore.TryRead,
    ];

    /// <summary>Every payload of every file: its file, its place in it, and the reader it is for.</summary>
    public static IReadOnlyList<(string File, int Index, Reader Read, byte[] Utf8)> All { get; } =
    [
        .. Of("es2plus-sgp22.json", Es2Plus.TryRead),
        .. Of("es2plus-cmi.json", Es2Plus.TryRead),
        .. Of("esimaccess-webhooks.json", EsimAccess.TryRead),
        .. Of("esimgo.json", EsimGo.TryRead),
        .. Of("airalo.json", Airalo.TryRead),
        .. Of("lpac.json", Lpac.TryRead),
        .. Of("other-platforms.json", null),
    ];

    /// <summary>A payload of a file, where wanted with something changed.</summary>
    public static byte[] Payload(string file, int index, Action<JsonObject>? change = null)
    {
        var payload = JsonNode.Parse(All.Single(each => each.File == file && each.Index == index).Utf8)!.AsObject();
        change?.Invoke(payload);
        return Encoding.UTF8.GetBytes(payload.ToJsonString());
    }

    public static IReadOnlyList<PlatformNotice> ReadAll(Reader read, byte[] utf8, NoticeOptions? options = null)
    {
        read(utf8, out var notices, out var fault, options).Should().BeTrue("{0}", fault);
        fault.Should().BeNull();
        return [.. notices];
    }

    public static PlatformNotice Read(Reader read, byte[] utf8, NoticeOptions? options = null) => ReadAll(read, utf8, options).Should().ContainSingle().Subject;

    public static PlatformNotice Read(Reader read, string json, NoticeOptions? options = null) => Read(read, Encoding.UTF8.GetBytes(json), options);

    public static NoticeFault Fail(Reader read, byte[] utf8)
    {
        read(utf8, out var notices, out var fault).Should().BeFalse();
        notices.Should().BeEmpty();
        return fault!;
    }

    public static NoticeFault Fail(Reader read, string json) => Fail(read, Encoding.UTF8.GetBytes(json));

    public static Reader ReaderOf(string platform) => platform switch
    {
        "es2plus" => Es2Plus.TryRead,
        "esim-access" => EsimAccess.TryRead,
        "esim-go" => EsimGo.TryRead,
        "airalo" => Airalo.TryRead,
        "lpac" => Lpac.TryRead,
        "connectedyou" => ConnectedYou.TryRead,
        "simlessly" => Simlessly.TryRead,
        "joytel" => JoyTel.TryRead,
        "telna" => Telna.TryRead,
        "roamify" => Roamify.TryRead,
        "1global" => OneGlobal.TryRead,
        "giga-store" => GigaStore.TryRead,
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No such platform."),
    };

    private static IEnumerable<(string, int, Reader, byte[])> Of(string file, Reader? read)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Interop", "Notifications");
        var samples = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, file))).GetProperty("samples");
        return samples.EnumerateArray().Select((sample, index) => (
            file, index, read ?? ReaderOf(sample.GetProperty("platform").GetString()!), Encoding.UTF8.GetBytes(BodyOf(sample).GetRawText())));
    }

    // ES2+ goes both ways, and its samples say which; the others are the bodies themselves.
    private static JsonElement BodyOf(JsonElement sample) =>
        sample.TryGetProperty("body", out var body) ? body
        : sample.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object ? response
        : sample;
}
