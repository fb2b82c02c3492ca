using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads what lpac, a local profile assistant, prints: the eUICC's list of notifications, and its list of profiles.</summary>
/// <remarks>
/// <para>lpac never names the eUICC: say which it runs on in <see cref="NoticeOptions.Device"/>; without it the notifications' numbers mean nothing and
/// are left out. Nor does it say when anything happened.</para>
/// <para>An eUICC holds profiles of several carriers: say which is the subscription's in <see cref="NoticeOptions.Iccid"/>, and what is told of the others
/// is information; or compare <see cref="PlatformNotice.Iccid"/> yourself.</para>
/// <para>A profile that was deleted is not in the list of profiles; its notification is, as long as nobody removes it.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Lpac
{
    /// <summary>Reads one line that lpac printed.</summary>
    /// <param name="utf8Json">The line, as it came.</param>
    /// <param name="notices">A notice for each notification or profile, in lpac's order; none where false is returned.</param>
    /// <param name="fault">Why it can't be read; null where it can.</param>
    /// <param name="options">On which eUICC lpac runs.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        out ValueList<PlatformNotice> notices,
        [NotNullWhen(false)] out NoticeFault? fault,
        NoticeOptions? options = null) =>
        NoticeReader.TryRead(utf8Json, options, Read, out notices, out fault);

    private static void Read(NoticeReader reader, NoticeObject line)
    {
        if (line.Object("payload") is not { } payload || Words.Bare(line.Text("type")) != "LPA")
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a line of lpac, of the type lpa and with its payload");
            return;
        }

        if (payload.Count("code") is not 0)
        {
            reader.Fail(NoticeFaultCode.Unrecognised, payload.PathOf("code"), NoticeObject.Quote(payload.Text("code") ?? ""), "0: lpac has done it");
            return;
        }

        foreach (var item in payload.Objects("data"))
            reader.Add(ReadItem(reader.Options, item));
    }

    private static PlatformNotice ReadItem(NoticeOptions options, NoticeObject item)
    {
        var name = item.Has("profileManagementOperation") ? "profileManagementOperation" : "profileState";
        var subject = item.Subject();
        var text = item.Require(name);
        var notice = subject.Notice(name == "profileState" ? "profile" : text) with
        {
            ProfileText = text,
            Profile = Words.ProfileOf(text),
            Sequence = item.Count("seqNumber"),
        };
        if (options.Iccid is { } own && notice.Iccid is { } other && other != own)
            return notice;
        return (notice with { Id = Meaning.Named("lpac", notice.Device, notice.Sequence) }).ReportsProfile(subject, item.PathOf(name));
    }
}
