using S = EsimLifecycle.ProfileState;
using T = EsimLifecycle.ProfileTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a profile: at the platform as GSMA SGP.22 has it (3.1.6), then on the device (3.2, 3.3).</summary>
/// <remarks>
/// Notices may be lost, so one that skips some steps of the chart is believed; one that no steps lead to is recorded as a conflict.
/// </remarks>
public static class ProfileChart
{
    /// <summary>Gets the chart; <see cref="ProfileState.Unknown"/> is not in it.</summary>
    public static StateChart<S, T> Instance { get; } = new(S.Available, machine =>
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

    /// <summary>Whether a profile last known in one state can be in another by now, whatever was not reported in between.</summary>
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

/// <summary>What moves a profile along an edge of <see cref="ProfileChart"/>.</summary>
public enum ProfileTrigger
{
    /// <summary>The carrier orders it, for a device or for any (ES2+ DownloadOrder).</summary>
    DownloadOrder,

    /// <summary>The carrier confirms the order, and releases it at once or not (ES2+ ConfirmOrder).</summary>
    ConfirmOrder,

    /// <summary>The carrier releases it for download (ES2+ ReleaseProfile).</summary>
    ReleaseProfile,

    /// <summary>The carrier takes the order back, which can't be done after the download (ES2+ CancelOrder).</summary>
    CancelOrder,

    /// <summary>A device downloads it, or fails to.</summary>
    Download,

    /// <summary>The device installs it, or fails to.</summary>
    Install,

    /// <summary>The platform takes back what failed.</summary>
    Reclaim,

    /// <summary>It is switched on.</summary>
    Enable,

    /// <summary>It is switched off.</summary>
    Disable,

    /// <summary>It is deleted from the device. One that is enabled has to be disabled before.</summary>
    Delete,
}
