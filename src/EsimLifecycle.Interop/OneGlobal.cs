using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads the details of a SIM from the Connect API of 1GLOBAL (Truphone).</summary>
/// <remarks>
/// <para>The status is that of the profile now. <c>Released</c>, ready to be installed, is said also of a profile that was deleted from the
/// device: <see cref="PlatformNotice.For"/> a subscription that knows it as installed, it means deleted. <c>Unavailable</c> means deleted
/// from the device in the platform's older documents, and deactivated in its newer ones: it is <see cref="NoticeFaultCode.Ambiguous"/>.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class OneGlobal
{
    /// <summary>Reads the body of an answer. Returns false if it can't be read.</summary>
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
        if (!body.Has("iccid") || !body.Has("status"))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "a SIM of 1GLOBAL, with its iccid and status");
            return;
        }

        var subject = body.Subject();
        var text = body.Require("status");
        var modifiedAt = body.Time("last_modified");
        var notice = subject.Notice("profile") with
        {
            Id = Meaning.Named("1global", subject.Iccid, Words.Bare(text), modifiedAt?.ToUnixTimeMilliseconds()),
            OccurredAt = modifiedAt,
            ProfileText = text,
            Profile = Words.ProfileOf(text),
            IsReleasedWhenDeleted = true,
        };
        reader.Add(notice.Profile == ProfileState.Unavailable
            ? (notice with { Profile = ProfileState.Unknown }).IsAmbiguous(body.PathOf("status"), "Unavailable: deleted from the device, or deactivated", "Released, Downloaded or Installed")
            : notice.ReportsProfile(subject, body.PathOf("status")));
    }
}
