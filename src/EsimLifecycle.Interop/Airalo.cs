using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads Airalo's webhooks, and its responses about orders, usage and refunds.</summary>
/// <remarks>
/// <para>A usage response is a counter in units of 1,048,576 bytes (a package of 2 GB has 2,048), of all that was bought for the eSIM: only
/// <see cref="PlatformNotice.For"/> a subscription does it have a command. It does not name its eSIM: set the requested one in
/// <see cref="NoticeOptions.Iccid"/>. Times without a zone are UTC.</para>
/// <para>The webhooks about an asynchronous order, with a notice per eSIM, about data that runs low, which only has percentages, and about
/// the credit limit are information. Refund requests are information too, because people at Airalo review them; money has moved only when
/// it has been paid.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Airalo
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Reads the body of a webhook, of a response, or of a refund request. Returns false if it can't be read.</summary>
    /// <param name="utf8Json">The body, as received.</param>
    /// <param name="notices">The notice, or one notice per eSIM to be refunded; empty if false is returned.</param>
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
        if (body.Has("iccids"))
        {
            var reason = body.Text("reason");
            foreach (var notice in body.EachSubject("iccids", "refund request"))
                reader.Add(notice with { StatusText = reason });
        }
        else if (body.Has("level"))
        {
            reader.Add(body.Subject().Notice("low") with
            {
                StatusText = body.Text("level"),
                LeftPercent = body.Count("remaining_percentage"),
            });
        }
        else if (body.Has("data") && body.Object("data") is { } data)
        {
            if (data.Has("refund_id"))
                reader.Add(data.Subject().Notice("refund") with { Order = data.Text("refund_id"), OccurredAt = data.Time("created_at") });
            else if (data.Has("sims") || data.Has("request_id"))
                reader.Add(ReadOrder(body, data));
            else
                reader.Add(ReadUsage(reader.Options, data));
        }
        else if (body.Has("message") && body.Has("remaining"))
        {
            reader.Add(new PlatformNotice { Topic = "credit limit", StatusText = body.Text("message") });
        }
        else
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "data, a level, a message or iccids of Airalo");
        }
    }

    private static List<PlatformNotice> ReadOrder(NoticeObject body, NoticeObject data)
    {
        var order = new PlatformNotice
        {
            Topic = "order",
            Order = data.Filled("code") ?? data.Filled("id"),
            Transaction = data.Filled("request_id") ?? body.Filled("request_id"),
            OccurredAt = data.Time("created_at") ?? data.Time("accepted_at"),
        };
        var sims = data.Each("sims", "order", sim =>
        {
            var subject = sim.Subject();
            return [order with { Iccid = subject.Iccid, IccidText = subject.IccidText }];
        });
        return sims.Count > 0 ? sims : [order];
    }

    private static PlatformNotice ReadUsage(NoticeOptions options, NoticeObject data)
    {
        var subject = data.Subject().OrAsked(options);
        var status = data.Require("status");
        var notice = subject.Notice("usage") with
        {
            Status = Words.StatusOf(status),
            StatusText = status,
            ExpiresAt = data.Time("expired_at"),
            TotalBytes = data.Bytes("total", Megabyte),
            LeftBytes = data.Bytes("remaining", Megabyte),
        };
        return notice.CountsUsage(subject, data.PathOf("remaining"));
    }
}
