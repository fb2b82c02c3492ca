namespace EsimLifecycle;

/// <summary>What is remembered of devices beside those that are bound.</summary>
internal sealed record DeviceHistory
{
    /// <summary>The most profiles on devices that are not bound that are remembered: 16.</summary>
    public const int MaxUnbound = 16;

    /// <summary>The most changes that are remembered, and so the most that a policy can count: 100.</summary>
    public const int MaxChanges = DevicePolicy.MaxChangesCounted;

    /// <summary>Nothing happened yet.</summary>
    public static DeviceHistory None { get; } = new();

    /// <summary>The profiles on devices that are not bound, or no longer, oldest first; at most <see cref="MaxUnbound"/>.</summary>
    public ValueList<UnboundProfile> Unbound { get; init; }

    /// <summary>When devices were bound, unbound or replaced, oldest first, as far as that counts; at most <see cref="MaxChanges"/>.</summary>
    public ValueList<Instant> Changes { get; init; }

    /// <summary>Whether a profile was downloaded to a device that may not be bound any more.</summary>
    public bool WasDownloaded { get; init; }

    internal DeviceHistory Count(Instant change) => this with { Changes = Changes.AddCapped(change, MaxChanges) };

    internal DeviceHistory Add(UnboundProfile profile) => this with { Unbound = Unbound.AddCapped(profile, MaxUnbound) };

    internal DeviceHistory Set(int index, UnboundProfile profile) => this with { Unbound = Unbound.SetItem(index, profile) };

    internal DeviceHistory Remove(int index) => index < 0 ? this : this with { Unbound = Unbound.RemoveAt(index) };

    internal int IndexOf(Eid device) => Unbound.IndexOf(device, static (profile, device) => profile.Device == device);

    /// <summary>The profile with that ICCID, on any device or on none.</summary>
    internal int IndexOf(Iccid iccid)
    {
        for (var i = Unbound.Count - 1; i >= 0; i--)
        {
            if (Unbound[i].Profile?.Iccid == iccid)
                return i;
        }

        return -1;
    }

    /// <summary>The profile of which no device is known and whose ICCID is this one, or unknown on either side.</summary>
    internal int IndexOfNowhere(Iccid? iccid) => Unbound.IndexOf(
        iccid,
        static (profile, iccid) => profile.Device is null && (iccid is null || profile.Profile?.Iccid is not { } known || known == iccid));
}

/// <summary>A profile on a device that is not bound: not yet, or no longer.</summary>
/// <param name="Device">The EID of the device's eUICC; null where no notice named it.</param>
/// <param name="Profile">What was last reported of it; null where nothing was.</param>
/// <param name="UnboundAt">When the device was unbound; null if it was never bound.</param>
/// <param name="Proof">By what that was known; null if it was never bound.</param>
/// <param name="SeenAgainAt">When it last gave a sign of life, after it should have been gone; null if it gave none.</param>
internal sealed record UnboundProfile(
    Eid? Device = null,
    ProfileSummary? Profile = null,
    Instant? UnboundAt = null,
    UnbindingProof? Proof = null,
    Instant? SeenAgainAt = null);
