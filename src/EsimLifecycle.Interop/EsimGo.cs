using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads eSIM Go's notifications, and its responses about an eSIM and its bundles.</summary>
/// <remarks>
/// <para><c>esim.deleted</c>, which deactivates the eSIM for good, reports the profile as deleted; <c>esim.deletion_scheduled</c>, sent a
/// week before, is information. Usage alerts and the list of bundles are usage counters; if several bundles are counted at once, none of
/// them can be identified as the subscription's, and there is no command. Bundles without a limit are information. A list of bundles does
/// not name its eSIM: set the requested one in <see cref="NoticeOptions.Iccid"/>.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class EsimGo
{
    /// <summary>Reads the body of a notification or of a response. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The body, as received.</param>
    /// <param name="notices">The notice, or one notice per bundle; empty if false is returned.</param>
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
        if (body.Has("event"))
            reader.Add(ReadEvent(body));
        else if (body.Has("alertType"))
            reader.Add(ReadAlert(body));
        else if (body.Has("bundles"))
            ReadBundles(reader, body);
        else if (body.Has("profileStatus"))
            reader.Add(ReadProfile(body));
        else
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "an event, an alertType, bundles or a profileStatus of eSIM Go");
    }

    private static PlatformNotice ReadEvent(NoticeObject body)
    {
        var subject = body.Subject();
        var topic = body.Require("event");
        var notice = subject.Notice(topic) with { OccurredAt = body.Time("date"), StatusText = topic };
        notice = notice with { Id = Meaning.Named("esim-go", topic, notice.Iccid, notice.OccurredAt?.ToUnixTimeMilliseconds()) };
        return Words.Bare(topic) switch
        {
            "ESIM.DELETED" => (notice with { ProfileText = topic, Profile = ProfileState.Deleted }).ReportsProfile(subject, body.PathOf("event")),
            "ESIM.DELETIONSCHEDULED" => notice with { Status = PlatformStatus.DeletionScheduled },
            _ => notice,
        };
    }

    private static PlatformNotice ReadAlert(NoticeObject body)
    {
        var subject = body.Subject();
        var notice = subject.Notice(body.Require("alertType"));
        if (body.Object("bundle") is not { } bundle)
            return notice;
        notice = WithData(notice, bundle) with
        {
            Order = bundle.Text("id"),
            OccurredAt = body.Time("date"),
            ExpiresAt = bundle.Time("endTime"),
            Status = PlatformStatus.InUse,
        };
        return notice.ReportsUsage(subject, bundle.PathOf("remainingQuantity"));
    }

    private static void ReadBundles(NoticeReader reader, NoticeObject body)
    {
        var subject = body.Subject();
        var assigned = new List<(PlatformNotice Notice, string Path)>();
        var counters = 0;
        foreach (var bundle in body.Objects("bundles"))
        {
            foreach (var assignment in bundle.Objects("assignments"))
            {
                var state = assignment.Text("bundleState");
                var notice = WithData(subject.Notice("bundle"), assignment) with
                {
                    Order = assignment.Text("id"),
                    Status = Words.StatusOf(state),
                    StatusText = state,
                    ExpiresAt = assignment.Time("endTime"),
                };
                assigned.Add((notice, assignment.PathOf("remainingQuantity")));
                counters += IsCounted(notice) ? 1 : 0;
            }
        }

        foreach (var (notice, path) in assigned)
        {
            reader.Add(!IsCounted(notice) ? notice
                : counters == 1 ? notice.ReportsUsage(subject, path)
                : notice with { WhyNot = new NoticeFault(NoticeFaultCode.Ambiguous, path, $"one of {counters} counters", "the only bundle in use") });
        }
    }

    private static bool IsCounted(PlatformNotice notice) =>
        notice.Status is PlatformStatus.InUse or PlatformStatus.UsedUp && notice.TotalBytes is not null;

    /// <summary>Adds the total and the remaining data, if the bundle is measured in data and has a limit.</summary>
    private static PlatformNotice WithData(PlatformNotice notice, NoticeObject bundle)
    {
        var isData = bundle.Text("callTypeGroup") is not { } group || Words.Bare(group) == "DATA";
        return isData && Words.Bare(bundle.Text("unlimited")) != "TRUE"
            ? notice with { TotalBytes = bundle.Bytes("initialQuantity"), LeftBytes = bundle.Bytes("remainingQuantity") }
            : notice;
    }

    private static PlatformNotice ReadProfile(NoticeObject body)
    {
        var subject = body.Subject();
        var text = body.Text("profileStatus");
        return (subject.Notice("profile") with { ProfileText = text, Profile = Words.ProfileOf(text) })
            .ReportsProfile(subject, body.PathOf("profileStatus"));
    }
}
