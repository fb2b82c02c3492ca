using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads ConnectedYou's webhooks.</summary>
/// <remarks>
/// <para><c>PROFILE_LIFECYCLE</c> reports the state of a profile on a device. Any other event is information.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class ConnectedYou
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
        if (!body.Has("event_type"))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a webhook of ConnectedYou, with its event_type");
            return;
        }

        var subject = body.Subject();
        var topic = body.Require("event_type");
        var status = body.Text("status");
        var occurredAt = body.Time("event_timestamp");
        var notice = subject.Notice(topic) with
        {
            Id = Meaning.Named("connectedyou", Words.Bare(topic), subject.Iccid, Words.Bare(status), occurredAt?.ToUnixTimeMilliseconds()),
            OccurredAt = occurredAt,
        };
        reader.Add(Words.Bare(topic) == "PROFILELIFECYCLE"
            ? (notice with { ProfileText = status, Profile = Words.ProfileOf(status) }).ReportsProfile(subject, body.PathOf("status"))
            : notice with { StatusText = status });
    }
}
