using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads the output of lpac, a local profile assistant: the eUICC's list of notifications, and its list of profiles.</summary>
/// <remarks>
/// <para>lpac never names the eUICC: set the one that it runs on in <see cref="NoticeOptions.Device"/>. Without it the numbers of the
/// notifications mean nothing and are omitted. lpac does not report any times either.</para>
/// <para>An eUICC holds profiles of several carriers: set the subscription's in <see cref="NoticeOptions.Iccid"/>, and notices about the
/// others are information; or compare <see cref="PlatformNotice.Iccid"/> yourself.</para>
/// <para>A deleted profile is not in the list of profiles; its notification is listed until it is removed.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Lpac
{
    /// <summary>Reads one line of lpac's output. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The line, as received.</param>
    /// <param name="notices">One notice per notification or profile, in lpac's order; empty if false is returned.</param>
    /// <param name="fault">The reason why the line can't be read; null if it can.</param>
    /// <param name="options">Additional information from the host: the eUICC on which lpac runs.</param>
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
