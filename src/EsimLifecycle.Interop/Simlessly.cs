using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads the notifications of Simlessly's (Redtea Mobile's) SM-DP+.</summary>
/// <remarks>
/// <para><c>PROFILE_EVENT_NOTIFICATION</c> reports what was done to a profile on a device, in <c>notificationType</c>, if it succeeded; a
/// failure changes nothing, and is information with its text. Any other type is information.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Simlessly
{
    /// <summary>Reads the body of a notification. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The body, as received.</param>
    /// <param name="notices">The single notice; empty if false is returned.</param>
    /// <param name="fault">The reason why the body can't be read; null if it can.</param>
    /// <param name="options">Additional information from the host.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        out ValueList<PlatformNotice> notices,
        [NotNullWhen(false)] out NoticeFault? fault,
        NoticeOptions? options = null) =>
        NoticeReader.TryRead(utf8Json, options, Read, out notices, out fault);

    private static void Read(NoticeReader reader, NoticeObject body)
    {
        if (!body.Has("type"))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a notification of Simlessly, with its type");
            return;
        }

        var subject = body.Subject();
        var topic = body.Require("type");
        var step = body.Text("notificationType");
        var outcome = body.Object("notificationStatus");
        var status = outcome?.Text("status");
        var occurredAt = body.Time("timestamp");
        var notice = subject.Notice(topic) with
        {
            Id = Meaning.Named("simlessly", Words.Bare(topic), subject.Iccid, Words.Bare(step), Words.Bare(status), occurredAt?.ToUnixTimeMilliseconds()),
            OccurredAt = occurredAt,
            StatusText = status,
            ProfileText = step,
        };
        if (Words.Bare(topic) == "PROFILEEVENTNOTIFICATION")
            notice = ReadEvent(notice, subject, body, Words.Bare(status));
        reader.Add(notice);
    }

    private static PlatformNotice ReadEvent(PlatformNotice notice, NoticeSubject subject, NoticeObject body, string status) => status switch
    {
        "SUCCESS" => (notice with { Profile = Words.ProfileOf(notice.ProfileText) }).ReportsProfile(subject, body.PathOf("notificationType")),
        "FAIL" or "FAILED" or "FAILURE" or "ERROR" => notice,
        _ => notice with { WhyNot = Meaning.Unknown(body.PathOf("notificationStatus.status"), notice.StatusText ?? "", "SUCCESS or FAILED") },
    };
}
