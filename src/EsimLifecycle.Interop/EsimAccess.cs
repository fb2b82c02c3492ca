using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads eSIM Access's webhooks, and its answers to queries.</summary>
/// <remarks>
/// <para><c>SMDP_EVENT</c> and <c>ESIM_STATUS</c> report the profile's state in <c>smdpStatus</c>; <c>esimStatus</c>, the status of the
/// plan, accompanies it and changes nothing by itself. An event without <c>notifyStatus</c> counts, but for <c>DOWNLOAD</c>, which is under
/// way and information until its outcome is told; a failed one does not count.</para>
/// <para><c>DATA_USAGE</c> counts the data of an order, which a top-up continues: only <see cref="PlatformNotice.For"/> a subscription does
/// it have a command. A query's answer has two notices for each eSIM, its profile and its counter; an answer without success is
/// information, with the reason in <see cref="PlatformNotice.StatusText"/>. <c>ORDER_STATUS</c> confirms a provisioning: order with
/// <see cref="ProvisionService.Provisioning"/> as the <c>transactionId</c>, or put your own reference into the command.
/// <c>VALIDITY_USAGE</c> and <c>CHECK_HEALTH</c> are information, as is every unknown topic.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class EsimAccess
{
    /// <summary>Reads the body of a webhook or of an answer. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The body, as received.</param>
    /// <param name="notices">The notice, or two per eSIM of a query's answer; empty if false is returned.</param>
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
        if (body.Has("notifyType"))
            ReadWebhook(reader, body);
        else if (body.Has("success"))
            ReadAnswer(reader, body);
        else
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a webhook of eSIM Access, with its notifyType, or an answer");
    }

    private static void ReadWebhook(NoticeReader reader, NoticeObject body)
    {
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

    private static void ReadAnswer(NoticeReader reader, NoticeObject body)
    {
        if (Words.Bare(body.Text("success")) != "TRUE")
            reader.Add(new PlatformNotice { Topic = "error", StatusText = body.Filled("errorMsg") ?? body.Filled("errorCode") });
        else if (!body.IsObject("obj") || body.Object("obj") is not { } answer)
            reader.Add(new PlatformNotice { Topic = "answer" });
        else if (answer.Has("esimList"))
            reader.Add(answer.Each("esimList", "profile", ReadEsim));
        else if (answer.Has("esimUsageList"))
            reader.Add(answer.Each("esimUsageList", "usage", esim => [ReadEsimUsage(esim.Subject().OrAsked(reader.Options), esim)]));
        else
            reader.Add(answer.Subject().Notice("answer") with { Order = answer.Filled("orderNo"), Transaction = answer.Filled("transactionId") });
    }

    /// <summary>Reads an eSIM of a query's answer: its profile as it is now, and the counter of its plan.</summary>
    private static IEnumerable<PlatformNotice> ReadEsim(NoticeObject esim)
    {
        var subject = esim.Subject();
        var notice = WithStatus(subject.Notice("profile"), esim, "esimStatus") with
        {
            Order = esim.Filled("orderNo"),
            Transaction = esim.Filled("transactionId"),
            ExpiresAt = esim.Time("expiredTime"),
        };
        yield return ReadState(notice, subject, esim, executed: null);
        if (!esim.Has("orderUsage"))
            yield break;
        var total = esim.Bytes("totalVolume");
        var used = esim.Bytes("orderUsage");
        var usage = (notice with { Topic = "usage", StartedAt = esim.Time("activateTime"), TotalBytes = total, LeftBytes = total >= used ? total - used : null })
            .CountsUsage(subject, esim.PathOf("orderUsage"), used);
        yield return usage is { WhyNot.Code: NoticeFaultCode.Ambiguous } && esim.Filled("dataType") is { } kind and not "1"
            ? usage.IsAmbiguous(esim.PathOf("orderUsage"), $"a counter of a plan of data type {NoticeObject.Quote(kind)}", "one of data in total")
            : usage;
    }

    private static PlatformNotice ReadEsimUsage(NoticeSubject subject, NoticeObject esim) =>
        (subject.Notice("usage") with { OccurredAt = esim.Time("lastUpdateTime"), TotalBytes = esim.Bytes("totalData") })
        .CountsUsage(subject, esim.PathOf("dataUsage"), esim.Bytes("dataUsage"));

    private static PlatformNotice WithStatus(PlatformNotice notice, NoticeObject content, string name)
    {
        var text = content.Text(name);
        return notice with { StatusText = text, Status = Words.StatusOf(text) };
    }

    private static PlatformNotice ReadProfile(PlatformNotice notice, NoticeSubject subject, NoticeObject content)
    {
        notice = WithStatus(notice, content, "esimStatus") with
        {
            OccurredAt = content.Time("timestamp") ?? notice.OccurredAt,
            Sequence = content.Count("seqNumber"),
        };
        var outcome = content.Filled("notifyStatus");
        var executed = Words.IsExecuted(outcome);
        return outcome is null || executed is not null ? ReadState(notice, subject, content, executed) : notice with { WhyNot = Meaning.Unknown(content.PathOf("notifyStatus"), outcome, "Executed-Success or Failed") };
    }

    private static PlatformNotice ReadState(PlatformNotice notice, NoticeSubject subject, NoticeObject content, bool? executed)
    {
        var text = content.Filled("smdpStatus");

        // The name of the step, until its outcome is told.
        var isUnderWay = executed is not true && Words.Bare(text) == "DOWNLOAD";
        notice = notice with { ProfileText = text, Profile = isUnderWay ? ProfileState.Unknown : Words.ProfileOf(text) };
        return text is null || isUnderWay || executed is false ? notice : notice.ReportsProfile(subject, content.PathOf("smdpStatus"));
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
        return notice.CountsUsage(subject, content.PathOf(content.Has("orderUsage") ? "orderUsage" : "remain"), content.Bytes("orderUsage"));
    }
}
