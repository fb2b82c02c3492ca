using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads Roamify's webhooks about eSIMs.</summary>
/// <remarks>
/// <para>A <c>status</c> event reports the profile as installed or as deleted from the device. The other statuses are the plan's, and
/// information, as are events of usage and any other event.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Roamify
{
    /// <summary>Reads the body of a webhook. Returns false if it can't be read.</summary>
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
        if (!body.Has("event_category") || !body.Has("event_type"))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a webhook of Roamify, with its event_category and event_type");
            return;
        }

        // The first version had no object for the data.
        var data = body.Object("data") ?? body;
        var subject = data.Subject();
        var topic = $"{body.Require("event_category")}.{body.Require("event_type")}";
        var status = data.Text("status");
        var notice = subject.Notice(topic) with
        {
            OccurredAt = data.Time("timestamp"),
            Order = data.Filled("esim_id"),
            Transaction = data.Filled("reference_id"),
            StatusText = status,
            Status = Words.StatusOf(status),
            StartedAt = data.Time("start"),
            ExpiresAt = data.Time("end"),
        };
        notice = notice with
        {
            Id = Meaning.Named("roamify", Words.Bare(topic), notice.Iccid, Words.Bare(status), notice.OccurredAt?.ToUnixTimeMilliseconds()),
        };
        reader.Add(Words.Bare(topic) == "ESIM.STATUS" && Words.ProfileOf(status) is ProfileState.Installed or ProfileState.Deleted
            ? (notice with { ProfileText = status, Profile = Words.ProfileOf(status) }).ReportsProfile(subject, data.PathOf("status"))
            : notice);
    }
}
