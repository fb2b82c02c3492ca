using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads Telna's webhooks.</summary>
/// <remarks>
/// <para>A step of a profile has the form of ES2+ (<see cref="Es2Plus"/>), with points of Telna's own: <see cref="Es2PlusPoints.Telna"/>,
/// unless <see cref="NoticeOptions.Points"/> gives others.</para>
/// <para><c>PACKAGE_DATA_USAGE_ALERT</c> counts the data of a package: only <see cref="PlatformNotice.For"/> a subscription does it have a
/// command. Any other event is information.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Telna
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
        if (body.Has("notificationPointId"))
            reader.Add(Es2Plus.ReadProgress("telna", reader.Options.Points ?? Es2PlusPoints.Telna, body, body.Subject()));
        else if (body.Has("eventName"))
            reader.Add(ReadEvent(body));
        else
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a webhook of Telna, with its eventName or notificationPointId");
    }

    private static PlatformNotice ReadEvent(NoticeObject body)
    {
        var topic = body.Require("eventName");
        var occurredAt = body.Time("eventTimestamp");
        if (body.Object("eventDetails") is not { } details)
            return new PlatformNotice { Topic = topic, OccurredAt = occurredAt };
        var subject = details.Object("sim") is { } sim ? sim.Subject() : details.Subject();
        var package = details.Object("package");
        var notice = subject.Notice(topic) with
        {
            OccurredAt = occurredAt,
            Order = package?.Filled("id"),
        };
        notice = notice with { Id = Meaning.Named("telna", Words.Bare(topic), notice.Iccid, notice.Order, occurredAt?.ToUnixTimeMilliseconds()) };
        if (Words.Bare(topic) != "PACKAGEDATAUSAGEALERT" || package is not { } counted)
            return notice;
        var (total, used) = (counted.Bytes("packageTotalBytes"), counted.Bytes("packageUsedBytes"));
        return (notice with { TotalBytes = total, LeftBytes = total >= used ? total - used : null })
            .CountsUsage(subject, counted.PathOf("packageUsedBytes"), used);
    }
}
