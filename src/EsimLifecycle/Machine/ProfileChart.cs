using S = EsimLifecycle.ProfileState;
using T = EsimLifecycle.ProfileTrigger;

namespace EsimLifecycle;

/// <summary>The state chart of a profile: at the platform as in GSMA SGP.22 (3.1.6), then on the device (3.2, 3.3).</summary>
/// <remarks>
/// Notices may be lost. A notice that skips some steps of the chart is therefore accepted; one that no steps lead to is recorded as a
/// conflict.
/// </remarks>
public static class ProfileChart
{
    /// <summary>Gets the chart; it does not contain <see cref="ProfileState.Unknown"/>.</summary>
    public static StateChart<S, T> Instance { get; } = new("Profile", S.Available, Enum.GetNames<T>(), machine =>
    {
        machine.Configure(S.Available)
            .PermitOneOf(T.DownloadOrder, S.Allocated, S.Linked);
        machine.Configure(S.Allocated)
            .PermitOneOf(T.ConfirmOrder, S.Confirmed, S.Released)
            .PermitOneOf(T.CancelOrder, S.Available, S.Unavailable);
        machine.Configure(S.Linked)
            .PermitOneOf(T.ConfirmOrder, S.Confirmed, S.Released)
            .PermitOneOf(T.CancelOrder, S.Available, S.Unavailable);
        machine.Configure(S.Confirmed)
            .Permit(T.ReleaseProfile, S.Released)
            .PermitOneOf(T.CancelOrder, S.Available, S.Unavailable);
        machine.Configure(S.Released)
            .Ignore(T.ReleaseProfile)
            .PermitOneOf(T.Download, S.Downloaded, S.Error)
            .PermitOneOf(T.CancelOrder, S.Available, S.Unavailable);
        machine.Configure(S.Downloaded)
            .PermitOneOf(T.Install, S.Installed, S.Error);
        machine.Configure(S.Error)
            .PermitOneOf(T.Reclaim, S.Available, S.Unavailable);
        machine.Configure(S.Installed)
            .Permit(T.Enable, S.Enabled)
            .Permit(T.Delete, S.Deleted);
        machine.Configure(S.Enabled)
            .Permit(T.Disable, S.Disabled);
        machine.Configure(S.Disabled)
            .Permit(T.Enable, S.Enabled)
            .Permit(T.Delete, S.Deleted);
        machine.Configure(S.Unavailable);
        machine.Configure(S.Deleted);
    });

    // For each state the set, a bit for each, of those that some steps lead to.
    private static readonly ulong[] Reached = FindReached();

    /// <summary>
    /// Determines whether a profile last known in one state can be in another by now, with any unreported steps in between.
    /// </summary>
    internal static bool CanFollow(ProfileState from, ProfileState to) => from == S.Unknown || ((Reached[(int)from] >> (int)to) & 1) != 0;

    private static ulong[] FindReached()
    {
        var reached = new ulong[Enum.GetValues<S>().Length];
        for (var grows = true; grows;)
        {
            grows = false;
            foreach (var edge in Instance.Edges)
            {
                ref var set = ref reached[(int)edge.From];
                var wider = set | (1UL << (int)edge.To) | reached[(int)edge.To];
                grows |= wider != set;
                set = wider;
            }
        }

        return reached;
    }
}

/// <summary>A trigger that moves a profile along an edge of <see cref="ProfileChart"/>.</summary>
public enum ProfileTrigger
{
    /// <summary>The carrier orders the profile, for one device or for any (ES2+ DownloadOrder).</summary>
    DownloadOrder,

    /// <summary>The carrier confirms the order, and releases the profile immediately or later (ES2+ ConfirmOrder).</summary>
    ConfirmOrder,

    /// <summary>The carrier releases the profile for download (ES2+ ReleaseProfile).</summary>
    ReleaseProfile,

    /// <summary>The carrier cancels the order, which is not possible after the download (ES2+ CancelOrder).</summary>
    CancelOrder,

    /// <summary>A device downloads the profile, or fails to.</summary>
    Download,

    /// <summary>The device installs the profile, or fails to.</summary>
    Install,

    /// <summary>The platform reclaims a profile whose download or installation failed.</summary>
    Reclaim,

    /// <summary>The profile is enabled.</summary>
    Enable,

    /// <summary>The profile is disabled.</summary>
    Disable,

    /// <summary>The profile is deleted from the device. An enabled profile has to be disabled first.</summary>
    Delete,
}
