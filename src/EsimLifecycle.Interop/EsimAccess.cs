using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads eSIM Access's webhooks.</summary>
/// <remarks>
/// <para><c>SMDP_EVENT</c> and <c>ESIM_STATUS</c> report the profile's state in <c>smdpStatus</c>; <c>esimStatus</c>, the status of the
/// plan, accompanies it and changes nothing by itself. An event without <c>notifyStatus</c> is in progress and counts; a failed one does
/// not.</para>
/// <para><c>DATA_USAGE</c> is a usage counter. <c>ORDER_STATUS</c> confirms a provisioning: order with
/// <see cref="ProvisionService.Provisioning"/> as the <c>transactionId</c>, or put your own reference into the command.
/// <c>VALIDITY_USAGE</c> and <c>CHECK_HEALTH</c> are information, as is every unknown topic.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class EsimAccess
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
        if (!body.Has("notifyType"))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a webhook of eSIM Access, with its notifyType");
            return;
        }

        var topic = body.Require("notifyType");
        if (body.Object("content") is not { } content)
        {
            reader.Fail(NoticeFaultCode.Missing, body.PathOf("content"), "nothing", "an object");
            return;
        }

        var subject = content.Subject();
        var notice = subject.Notice(topic) with
        {
            Id = Meaning.Named("esim-access", body.Text("notifyId")),
            OccurredAt = body.Time("eventGenerateTime"),
            Order = content.Text("orderNo"),
            Transaction = content.Text("transactionId"),
        };
        reader.Add(Words.Bare(topic) switch
        {
            "SMDPEVENT" or "ESIMSTATUS" => ReadProfile(notice, subject, content),
            "ORDERSTATUS" => ReadOrder(notice, content),
            "DATAUSAGE" => ReadUsage(notice, subject, content),
            "VALIDITYUSAGE" => notice with { ExpiresAt = content.Time("expiredTime") },
            _ => WithStatus(notice, content, content.Has("esimStatus") ? "esimStatus" : "orderStatus"),
        });
    }

    private static PlatformNotice WithStatus(PlatformNotice notice, NoticeObject content, string name)
    {
        var text = content.Text(name);
        return notice with { StatusText = text, Status = Words.StatusOf(text) };
    }

    private static PlatformNotice ReadProfile(PlatformNotice notice, NoticeSubject subject, NoticeObject content)
    {
        var profile = content.Text("smdpStatus");
        notice = WithStatus(notice, content, "esimStatus") with
        {
            ProfileText = profile,
            Profile = Words.ProfileOf(profile),
            OccurredAt = content.Time("timestamp") ?? notice.OccurredAt,
            Sequence = content.Count("seqNumber"),
        };
        var outcome = content.Text("notifyStatus");
        if (profile is null || Words.IsExecuted(outcome) is false)
            return notice;
        return outcome is not null && Words.IsExecuted(outcome) is null
            ? notice with { WhyNot = Meaning.Unknown(content.PathOf("notifyStatus"), outcome, "Executed-Success or Failed") }
            : notice.ReportsProfile(subject, content.PathOf("smdpStatus"));
    }

    private static PlatformNotice ReadOrder(PlatformNotice notice, NoticeObject content)
    {
        notice = WithStatus(notice, content, "orderStatus");
        var path = content.PathOf("orderStatus");
        return notice switch
        {
            { Status: PlatformStatus.Ordered } => notice,
            { Status: PlatformStatus.Unknown } => notice with
            {
                WhyNot = Meaning.Unknown(path, notice.StatusText ?? "", "a status of an order, such as GOT_RESOURCE"),
            },
            _ when Reference.TryParse(notice.Transaction, out var provisioning) => notice with
            {
                Command = new ReportProvisioning(provisioning)
                {
                    Failed = notice.Status is PlatformStatus.Cancelled or PlatformStatus.Revoked,
                    OccurredAt = notice.OccurredAt,
                },
            },
            _ => notice with
            {
                WhyNot = new NoticeFault(
                    notice.Transaction is null ? NoticeFaultCode.Missing : NoticeFaultCode.Unreadable,
                    content.PathOf("transactionId"),
                    notice.Transaction is null ? "nothing" : "another text",
                    "the host's reference of what was ordered: 1 to 128 printable ASCII characters without spaces"),
            },
        };
    }

    private static PlatformNotice ReadUsage(PlatformNotice notice, NoticeSubject subject, NoticeObject content)
    {
        notice = notice with
        {
            TotalBytes = content.Bytes("totalVolume"),
            LeftBytes = content.Bytes("remain"),
            OccurredAt = content.Time("lastUpdateTime") ?? notice.OccurredAt,
        };
        return content.Bytes("orderUsage") is { } used
            ? notice.ReportsUsage(subject, used)
            : notice.ReportsUsage(subject, content.PathOf("remain"));
    }
}
