using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Interop;

/// <summary>Reads the webhook of DENT's Giga Store about the state of an eSIM, and an eSIM of its API.</summary>
/// <remarks>
/// <para>The state is that of the profile now. <c>RELEASED</c>, not installed on a device, is said also of a profile that was deleted:
/// <see cref="PlatformNotice.For"/> a subscription that knows it as installed, it means deleted.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class GigaStore
{
    /// <summary>Reads the body of a webhook or of an answer. Returns false if it can't be read.</summary>
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
        var name = body.Has("profileState") ? "profileState" : "state";
        if (!body.Has("iccid") || !body.Has(name))
        {
            reader.Fail(NoticeFaultCode.Unrecognised, "$", "another object", "an eSIM of Giga Store, with its iccid and profileState");
            return;
        }

        var subject = body.Subject();
        var text = body.Require(name);
        reader.Add((subject.Notice("profile") with { ProfileText = text, Profile = Words.ProfileOf(text), IsReleasedWhenDeleted = true })
            .ReportsProfile(subject, body.PathOf(name)));
    }
}
