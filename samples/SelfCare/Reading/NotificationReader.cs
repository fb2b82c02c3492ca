using System.Text;
using EsimLifecycle.Interop;

namespace SelfCare;

/// <summary>
/// Reads a platform's raw notification: <c>{ "do": "Notification", "from", "payload", "device", "iccid", "by", "commandId" }</c>, and what it means.
/// </summary>
internal static class NotificationReader
{
    public const string Name = "Notification";

    private static readonly Dictionary<string, Reader> Readers = new()
    {
        ["es2plus"] = Es2Plus.TryRead,
        ["es2plus-cmi"] = ReadCmi,
        ["1global"] = OneGlobal.TryRead,
        ["airalo"] = Airalo.TryRead,
        ["connectedyou"] = ConnectedYou.TryRead,
        ["esim-access"] = EsimAccess.TryRead,
        ["esim-go"] = EsimGo.TryRead,
        ["giga-store"] = GigaStore.TryRead,
        ["joytel"] = JoyTel.TryRead,
        ["lpac"] = Lpac.TryRead,
        ["roamify"] = Roamify.TryRead,
        ["simlessly"] = Simlessly.TryRead,
        ["telna"] = Telna.TryRead,
    };

    private delegate bool Reader(ReadOnlySpan<byte> utf8Json, out ValueList<PlatformNotice> notices, out NoticeFault? fault, NoticeOptions? options = null);

    /// <summary>One thing for each notice: a command by the platform, or information only. Time passes also where there is no notice.</summary>
    /// <param name="fields">What is left of the object; afterwards nothing is.</param>
    /// <param name="id">The command's id where neither the object nor the notice has one.</param>
    public static List<Incoming> Read(JsonFields fields, string id)
    {
        fields.Take("do");
        var by = CallerReader.TryTake(fields) ?? Caller.System;
        var given = MessageReader.TakeId(fields);
        var from = fields.Take("from");
        var payload = fields.Take("payload");
        var options = new NoticeOptions
        {
            Device = fields.TryTake("device") is { } device ? ReadDevice(device) : null,
            Iccid = fields.TryTake("iccid") is { } iccid ? ReadIccid(iccid) : null,
        };
        fields.End("at, about, do, from, payload, device, iccid, by and commandId");

        var notices = ReadNotices(from, payload, options);
        if (given is not null && notices.Count > 1)
            throw payload.Fault($"found {notices.Count} notices; expected one, where a commandId is given");
        var incoming = new List<Incoming>();
        foreach (var notice in notices)
        {
            var own = notice.Id.IsNone ? new CommandId(incoming.Count == 0 ? id : $"{id}.{incoming.Count + 1}") : notice.Id;
            incoming.Add(new Incoming(null, Notification: new Notification(from.ToText(), notice, by, given ?? own)));
        }

        return incoming.Count > 0 ? incoming : [new Incoming(null, new Notification(from.ToText(), null, by, new CommandId(id)))];
    }

    private static ValueList<PlatformNotice> ReadNotices(JsonAt from, JsonAt payload, NoticeOptions options)
    {
        if (!Readers.TryGetValue(from.ToText(), out var read))
            throw from.Fault($"found '{from.ToText()}'; expected one of {string.Join(", ", Readers.Keys)}");
        if (!read(Encoding.UTF8.GetBytes(payload.Value.GetRawText()), out var notices, out var fault, options))
            throw At(payload, fault!);
        if (notices.Count > 0 && notices.All(notice => notice.WhyNot is { Code: not (NoticeFaultCode.Ambiguous or NoticeFaultCode.Missing) }))
            throw At(payload, notices[0].WhyNot!);
        return notices;
    }

    private static BadInputException At(JsonAt payload, NoticeFault fault) =>
        (payload with { Path = payload.Path + fault.Path.TrimStart('$') }).Fault($"found {fault.Found}; expected {fault.Expected}");

    private static bool ReadCmi(ReadOnlySpan<byte> utf8Json, out ValueList<PlatformNotice> notices, out NoticeFault? fault, NoticeOptions? options) =>
        Es2Plus.TryRead(utf8Json, out notices, out fault, options! with { Points = Es2PlusPoints.Cmi });

    private static Eid ReadDevice(JsonAt json) =>
        Eid.TryParse(json.ToText(), out var device) ? device : throw json.Fault("found another text; expected an EID");

    private static Iccid ReadIccid(JsonAt json) =>
        Iccid.TryParse(json.ToText(), out var iccid) ? iccid : throw json.Fault("found another text; expected an ICCID");
}
