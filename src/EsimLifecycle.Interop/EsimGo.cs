using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads eSIM Go's notifications, and its responses about an eSIM and its bundles.</summary>
/// <remarks>
/// <para><c>esim.deleted</c>, which deactivates the eSIM for good, reports the profile as deleted; <c>esim.deletion_scheduled</c>, sent a
/// week before, is information. <c>Released</c> means that the profile is not installed: in a notification, and in an eSIM's details
/// beside the time of its first installation, that it was deleted from the device.</para>
/// <para>Usage alerts and the list of bundles are counters, each of a bundle: only <see cref="PlatformNotice.For"/> a subscription do they
/// have a command, and never if several bundles are counted at once. Quantities are in bytes, in version 2 of the alerts in units of
/// 1,000,000. Bundles without a limit are information. A list of bundles does not name its eSIM: set the requested one in
/// <see cref="NoticeOptions.Iccid"/>.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class EsimGo
{
    private const long Megabyte = 1_000_000;

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
            Order = NumberOf(bundle),
            OccurredAt = body.Time("date"),
            StartedAt = bundle.Time("startTime"),
            ExpiresAt = bundle.Time("endTime"),
            Status = PlatformStatus.InUse,
        };
        notice = notice with
        {
            // The counter of one bundle of one eSIM never says the same twice with another meaning.
            Id = Meaning.Named("esim-go", Words.Bare(notice.Topic), notice.Iccid, notice.Order ?? bundle.Filled("name"), notice.StartedAt?.ToUnixTimeSeconds(), notice.LeftBytes),
        };
        return notice.CountsUsage(subject, bundle.PathOf("remainingQuantity"));
    }

    private static string? NumberOf(NoticeObject bundle) => bundle.Filled("id") ?? bundle.Filled("reference") ?? bundle.Filled("assignmentReference");

    private static void ReadBundles(NoticeReader reader, NoticeObject body)
    {
        var subject = body.Subject().OrAsked(reader.Options);
        var bundles = body.Each("bundles", "bundle", bundle => bundle.Each("assignments", "bundle", assignment => [ReadBundle(subject, assignment)]));

        // One that can't be read may be in use as well.
        var counters = bundles.Count(notice => notice.IsCounter || notice.WhyNot is not null);
        foreach (var notice in bundles)
        {
            reader.Add(notice is { IsCounter: true, WhyNot: { Code: NoticeFaultCode.Ambiguous } why } && counters > 1
                ? notice.IsAmbiguous(why.Path, $"one of {counters} counters", "the only bundle in use")
                : notice);
        }
    }

    private static PlatformNotice ReadBundle(NoticeSubject subject, NoticeObject assignment)
    {
        var state = assignment.Text("bundleState");
        var notice = WithData(subject.Notice("bundle"), assignment) with
        {
            Order = NumberOf(assignment),
            Status = Words.StatusOf(state),
            StatusText = state,
            StartedAt = assignment.Time("startTime"),
            ExpiresAt = assignment.Time("endTime"),
        };
        return notice.Status is PlatformStatus.InUse or PlatformStatus.UsedUp
            ? notice.CountsUsage(subject, assignment.PathOf("remainingQuantity"))
            : notice;
    }

    /// <summary>Adds the total and the remaining data, if the bundle is measured in data and has a limit.</summary>
    private static PlatformNotice WithData(PlatformNotice notice, NoticeObject bundle)
    {
        var isData = bundle.Text("callTypeGroup") is not { } group || Words.Bare(group) == "DATA";
        if (!isData || Words.Bare(bundle.Text("unlimited")) == "TRUE")
            return notice;

        // Version 2 of the alerts counts in megabytes. No bundle is as small as a megabyte, and none as large as a million of them.
        var unit = bundle.Bytes("initialQuantity") < Megabyte ? Megabyte : 1;
        return notice with { TotalBytes = bundle.Bytes("initialQuantity", unit), LeftBytes = bundle.Bytes("remainingQuantity", unit) };
    }

    private static PlatformNotice ReadProfile(NoticeObject body)
    {
        var text = body.Text("profileStatus");
        var date = body.Time("date");
        var subject = body.Subject();
        if (body.Object("device") is { } device)
            subject = NoticeSubject.Of(subject.IccidText, subject.Path, device.Identifier("eid"));
        var state = Words.ProfileOf(text);
        if (state == ProfileState.Released && (date is not null || body.Filled("firstInstalledDateTime") is not (null or "0")))
            state = ProfileState.Deleted;
        return (subject.Notice("profile") with
        {
            Id = Meaning.Named("esim-go", "profile", subject.Iccid, Words.Bare(text), date?.ToUnixTimeMilliseconds()),
            OccurredAt = date,
            ProfileText = text,
            Profile = state,
            IsReleasedWhenDeleted = true,
        }).ReportsProfile(subject, body.PathOf("profileStatus"));
    }
}
