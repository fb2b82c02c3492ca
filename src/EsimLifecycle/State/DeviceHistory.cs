namespace EsimLifecycle;

/// <summary>The device history: profiles on devices that are not bound, and the times of earlier changes.</summary>
internal sealed record DeviceHistory
{
    /// <summary>The maximum number of profiles on unbound devices that are remembered: 16.</summary>
    public const int MaxUnbound = 16;

    /// <summary>Gets the history before any change.</summary>
    public static DeviceHistory None { get; } = new();

    /// <summary>
    /// Gets the profiles on devices that are not bound, or no longer bound, oldest first; at most <see cref="MaxUnbound"/>.
    /// </summary>
    public ValueList<UnboundProfile> Unbound { get; init; }

    /// <summary>
    /// Gets the times at which devices were bound, unbound or replaced, as many as the policy counted then, oldest first; at most <see
    /// cref="DevicePolicy.MaxChangesCounted"/>.
    /// </summary>
    public ValueList<Instant> Changes { get; init; }

    /// <summary>Gets whether a profile was downloaded to a device that may no longer be bound.</summary>
    public bool WasDownloaded { get; init; }

    /// <summary>Returns the history with one change more.</summary>
    /// <param name="change">The time of the change.</param>
    /// <param name="counted">How many of the latest changes count; 0 if none do, and then none is kept.</param>
    internal DeviceHistory Count(Instant change, int counted) => counted == 0 ? this : this with { Changes = Changes.AddCapped(change, counted) };

    internal DeviceHistory Add(UnboundProfile profile, bool wasDownloaded = false) =>
        this with { Unbound = Unbound.AddCapped(profile, MaxUnbound), WasDownloaded = WasDownloaded || wasDownloaded };

    internal DeviceHistory Set(int index, UnboundProfile profile) => this with { Unbound = Unbound.SetItem(index, profile) };

    internal DeviceHistory Remove(int index) => index < 0 ? this : this with { Unbound = Unbound.RemoveAt(index) };

    internal int IndexOf(Eid device) => Unbound.IndexOf(device, static (profile, device) => profile.Device == device);

    /// <summary>Returns the index of the profile with that ICCID, on any device or on none.</summary>
    internal int IndexOf(Iccid iccid)
    {
        for (var i = Unbound.Count - 1; i >= 0; i--)
        {
            if (Unbound[i].Profile?.Iccid == iccid)
                return i;
        }

        return -1;
    }

    /// <summary>Returns the index of the profile without a known device whose ICCID is this one, or is unknown on either side.</summary>
    internal int IndexOfNowhere(Iccid? iccid) => Unbound.IndexOf(
        iccid,
        static (profile, iccid) => profile.Device is null && (iccid is null || profile.Profile?.Iccid is not { } known || known == iccid));
}

/// <summary>A profile on a device that is not bound, or no longer bound.</summary>
/// <param name="Device">The EID of the device's eUICC; null if no notice named it.</param>
/// <param name="Profile">The latest report about the profile; null if there was none.</param>
/// <param name="UnboundAt">The time at which the device was unbound; null if it was never bound.</param>
/// <param name="Proof">The proof of unbinding; null if the device was never bound.</param>
/// <param name="SeenAgainAt">
/// The time of the latest sign of activity after the profile should have been deleted; null if there was none.
/// </param>
internal sealed record UnboundProfile(
    Eid? Device = null,
    ProfileSummary? Profile = null,
    Instant? UnboundAt = null,
    UnbindingProof? Proof = null,
    Instant? SeenAgainAt = null)
{
    /// <summary>Gets whether the customer deleted the profile, and nobody had asked for that: it may be installed again.</summary>
    public bool IsCustomersOwn { get; init; }
}
