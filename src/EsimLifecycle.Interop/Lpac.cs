using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EsimLifecycle.Interop;

/// <summary>Reads the output of lpac, a local profile assistant: the eUICC's notifications and profiles, and the answer to a download.</summary>
/// <remarks>
/// <para>lpac's lists never name the eUICC: set the one that it runs on in <see cref="NoticeOptions.Device"/>. Without it the numbers of the
/// notifications mean nothing and are omitted. lpac does not report any times either.</para>
/// <para>An eUICC holds profiles of several carriers: set the subscription's in <see cref="NoticeOptions.Iccid"/>, and notices about the
/// others are information; or compare <see cref="PlatformNotice.Iccid"/> yourself. A notice that names no profile is nobody's.</para>
/// <para>A deleted profile is not in the list of profiles; its notification is listed until it is removed.</para>
/// <para>The answer to a download reports the profile as installed. An error, whose function and reason are in
/// <see cref="PlatformNotice.StatusText"/>, the progress of a command and any other answer are information.</para>
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
        var type = Words.Bare(line.Text("type"));
        if (line.Object("payload") is not { } payload || !(type == "LPA" || (type == "PROGRESS" && payload.Has("message"))))
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a line of lpac, of the type lpa and with its payload");
        else if (type == "LPA" && !payload.Has("code"))
            reader.Fail(NoticeFaultCode.Unrecognised, payload.PathOf("code"), "nothing", "0: lpac has done it, or another number: it has not");
        else if (type == "PROGRESS" || payload.Text("code")?.Trim() != "0")
            reader.Add(ReadMessage(payload, type == "PROGRESS" ? "progress" : "error"));
        else if (payload.IsObject("data") && payload.Object("data") is { } data)
            reader.Add(ReadAnswer(reader.Options, data));
        else if (payload.Kind("data") is JsonValueKind.Array or JsonValueKind.Null)
            reader.Add(payload.Each("data", "item", item => [ReadItem(reader.Options, item)]));
        else
            reader.Add(ReadMessage(payload, "answer"));
    }

    /// <summary>Reads what was done or failed, and why.</summary>
    private static PlatformNotice ReadMessage(NoticeObject payload, string topic)
    {
        var message = payload.Text("message");
        var data = payload.IsScalar("data") ? payload.Filled("data") : null;
        return new PlatformNotice { Topic = topic, StatusText = data is null ? message : $"{message}: {data}" };
    }

    private static PlatformNotice ReadAnswer(NoticeOptions options, NoticeObject data)
    {
        if (!data.Has("seqNumber"))
            return data.Subject(eid: "eidValue").Notice("answer");
        var subject = data.Subject() with { Device = options.Device };
        var error = data.Filled("errorReason");
        var notice = subject.Notice("download") with { StatusText = error, Sequence = data.Count("seqNumber") };
        return Words.Bare(error) is "" or "UNKNOWN" or "UNDEFINED"
            ? Report(options, notice with { ProfileText = "download", Profile = ProfileState.Installed }, subject, data.PathOf("seqNumber"))
            : notice;
    }

    private static PlatformNotice ReadItem(NoticeOptions options, NoticeObject item)
    {
        var name = item.Has("profileManagementOperation") ? "profileManagementOperation" : "profileState";
        var subject = item.Subject() with { Device = options.Device };
        var text = item.Require(name);
        return Report(
            options,
            subject.Notice(name == "profileState" ? "profile" : text) with
            {
                ProfileText = text,
                Profile = Words.ProfileOf(text),
                Sequence = item.Count("seqNumber"),
            },
            subject,
            item.PathOf(name));
    }

    /// <summary>Makes the notice report its state, unless it is another profile's, or nobody's: an eUICC has several.</summary>
    private static PlatformNotice Report(NoticeOptions options, PlatformNotice notice, NoticeSubject subject, string path)
    {
        if (options.Iccid is { } own && notice.Iccid is { } other && other != own)
            return notice;
        notice = notice with { Id = Meaning.Named("lpac", notice.Device, notice.Sequence) };
        return subject.Iccid is null && subject.WhyNot(isNeeded: false) is null
            ? notice with { WhyNot = subject.Nameless }
            : notice.ReportsProfile(subject, path);
    }
}
