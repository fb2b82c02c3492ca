using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads JoyTel's RSP+ notifications about the progress of a profile.</summary>
/// <remarks>
/// <para>The notification wraps a step in the form of ES2+ (<see cref="Es2Plus"/>), on a device. JoyTel's number of the eSIM, <c>cid</c>, is in
/// <see cref="PlatformNotice.Order"/>; where it is an ICCID, it names the profile. Set the meaning of the points beyond the standard's in
/// <see cref="NoticeOptions.Points"/>. A notification whose <c>resultCode</c> is not 000 is information.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class JoyTel
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
        if (!body.Has("resultCode") || body.Object("data") is not { } data)
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a notification of JoyTel, with its resultCode and data");
            return;
        }

        var (cid, transaction) = (data.Identifier("cid"), body.Filled("transId"));
        var subject = data.Subject(Iccid.TryParse(cid?.Trim(), out _) ? "cid" : "iccid");
        reader.Add(data.Has("notificationPointId") && body.Text("resultCode")?.Trim() == "000"
            ? Es2Plus.ReadProgress("joytel", reader.Options.Points ?? Es2PlusPoints.Standard, data, subject) with { Order = cid, Transaction = transaction }
            : subject.Notice("answer") with { Order = cid, Transaction = transaction, OccurredAt = body.Time("finishTime"), StatusText = body.Text("resultMesg") });
    }
}
