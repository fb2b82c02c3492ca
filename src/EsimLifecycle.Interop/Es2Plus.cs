using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EsimLifecycle.Interop;

/// <summary>Reads the requests that an SM-DP+ sends by ES2+ (GSMA SGP.22, 5.3) about the progress of a profile's download.</summary>
/// <remarks>
/// <para><c>HandleDownloadProgressInfo</c>, and <c>HandleNotification</c> in its place from version 3 on, is information by the letter of
/// the standard, and yet the only signal of the installation for hosts that get no other. Which point reports which state is configurable: <see cref="NoticeOptions.Points"/>. Only an executed point,
/// with or without a warning, reports a state; a failure changes nothing, because the profile may be downloaded again, and is information
/// with its text.</para>
/// <para>Other requests, and responses to them, are information.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Es2Plus
{
    /// <summary>The topic of a notice about the progress of a download.</summary>
    public const string ProgressTopic = "HandleDownloadProgressInfo";

    /// <summary>The topic of a notice about an event of a profile, from version 3 of SGP.22 on.</summary>
    public const string NotificationTopic = "HandleNotification";

    /// <summary>Reads the body of a request or of a response. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The body, as received.</param>
    /// <param name="notices">The single notice; empty if false is returned.</param>
    /// <param name="fault">The reason why the body can't be read; null if it can.</param>
    /// <param name="options">Additional information from the host, and the meaning of the points.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        out ValueList<PlatformNotice> notices,
        [NotNullWhen(false)] out NoticeFault? fault,
        NoticeOptions? options = null) =>
        NoticeReader.TryRead(utf8Json, options, Read, out notices, out fault);

    private static void Read(NoticeReader reader, NoticeObject body)
    {
        var header = body.Object("header");
        var points = reader.Options.Points ?? Es2PlusPoints.Standard;
        if (body.Has("notificationPointId"))
            reader.Add(ReadProgress("es2plus", points, body, body.Subject()));
        else if (body.Has("notificationEvent"))
            reader.Add(ReadStep("es2plus", points, body, body.Subject(), NotificationTopic, "notificationEvent", "notificationEventStatus"));
        else if (header?.Object("functionExecutionStatus") is { } answer)
            reader.Add(ReadAnswer(body.Has("iccid") ? body : header.Value, answer));
        else if (header is { } request && request.Has("functionRequesterIdentifier"))
            reader.Add(body.Subject().Notice("request") with { Transaction = request.Text("functionCallIdentifier") });
        else
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a request or an answer of ES2+, with its header");
    }

    /// <summary>Reads a step of a download, or what a vendor sends in the form of one.</summary>
    internal static PlatformNotice ReadProgress(string platform, Es2PlusPoints points, NoticeObject body, NoticeSubject subject) =>
        ReadStep(platform, points, body, subject, ProgressTopic, "notificationPointId", "notificationPointStatus");

    private static PlatformNotice ReadStep(
        string platform, Es2PlusPoints points, NoticeObject body, NoticeSubject subject, string topic, string number, string outcomeName)
    {
        var point = body.Count(number);
        var outcome = body.Object(outcomeName);
        var status = outcome?.Require("status");
        var state = point is { } known ? points[known] : ProfileState.Unknown;
        var executed = Words.IsExecuted(status);
        var notice = subject.Notice(topic) with
        {
            OccurredAt = body.Time("timeStamp"),
            Transaction = body.Object("header")?.Text("functionCallIdentifier"),
            StatusText = status,
            ProfileText = point?.ToString(CultureInfo.InvariantCulture),
        };
        notice = notice with { Id = Meaning.Named(platform, notice.Iccid, point, Words.Bare(status), notice.OccurredAt?.ToUnixTimeMilliseconds()) };
        if (outcome is null)
        {
            var path = body.PathOf(outcomeName);
            return notice with { WhyNot = new NoticeFault(NoticeFaultCode.Missing, path, "nothing", "an object with a status") };
        }

        if (executed is null)
        {
            const string Expected = "Executed-Success, Executed-WithWarning, Failed or Expired";
            return notice with { WhyNot = Meaning.Unknown(outcome.Value.PathOf("status"), status ?? "", Expected) };
        }

        if (executed is false || (state == ProfileState.Unknown && point is >= 1 and <= 4))
            return notice;
        return (notice with { Profile = state }).ReportsProfile(subject, body.PathOf(number));
    }

    private static PlatformNotice ReadAnswer(NoticeObject about, NoticeObject answer) =>
        about.Subject().Notice("answer") with { StatusText = answer.Require("status") };
}
