namespace EsimLifecycle;

/// <summary>
/// A request to unbind the subscription's profile from a device. A cancellation that waited only for this closes the subscription at once.
/// </summary>
/// <remarks>
/// <para>If the policy requires more proof than the caller's statement (<see cref="DevicePolicy.Proof"/>), and always for a lost device,
/// the unbinding is only requested: the deletion of the profile is ordered, and the device counts as bound until
/// <see cref="AttestUnbound"/>, a notice of the deletion, or the time after which the deletion is assumed. Giving the same command again
/// changes nothing.</para>
/// <para>Counts as a change of devices, unless a cancellation is open, because the customer has to be able to leave.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/>, <see cref="RefusalCode.ProfileDeletionForbidden"/>,
/// <see cref="RefusalCode.DeviceTooManyChanges"/> (not if devices have to be unbound before a cancellation is requested), and with
/// <see cref="RefusalCode.SubscriptionClosed"/> after closing, which unbinds every device.</para>
/// </remarks>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record UnbindDevice(Eid Device) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.UnbindDevice)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (Bindings.FindToChange(ref decision, Device) is not { } binding)
            return;
        var isLeaving = decision.State.Status.IsPendingCancel();
        if (Bindings.IsUnderWay(ref decision, binding))
            return;
        if (binding.IsDeletionForbidden)
            decision.Refuse(Refusals.ProfileDeletionForbidden(Device));
        if (!isLeaving && decision.Policy.Devices.UnbindingDue != UnbindingDue.BeforeRequest)
            Bindings.CheckChanges(ref decision);
        if (!decision.HasRefusals)
            Bindings.Leave(ref decision, binding, isCounted: !isLeaving);
    }

    internal override Facts ListFacts() => new(("device", Device));

    private static void Offer(ref CommandOffer offer) => offer.AddDevices(static device => new UnbindDevice(device));

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Device);
}

/// <summary>The unbinding of a device was requested. The device counts as bound until there is proof.</summary>
public sealed record DeviceUnbindRequested : LifecycleEvent
{
    /// <summary>Gets the EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    /// <summary>Gets the instant from which the device is assumed to be unbound, if no proof has come.</summary>
    public required Instant AssumedUnboundAt { get; init; }

    /// <summary>
    /// Gets a value indicating whether the profile was reported enabled, and so has to be disabled before it is deleted.
    /// </summary>
    public bool DisableFirst { get; init; }

    /// <summary>Gets how many of the latest changes of devices count, this one among them; 0 if it is none that counts.</summary>
    public int ChangesCounted { get; init; }

    internal override Facts ListFacts() => new(("device", Device), ("assumedUnboundAt", AssumedUnboundAt));

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        draft.Devices = draft.Devices.SetItem(
            index,
            draft.Devices[index] with { Status = BindingStatus.UnbindRequested, AssumedUnboundAt = AssumedUnboundAt });
        draft.DeviceHistory = draft.DeviceHistory.Count(At, ChangesCounted);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.RemoveProfile(Device, DisableFirst);
}

/// <summary>The profile was unbound from a device.</summary>
public sealed record DeviceUnbound : LifecycleEvent
{
    /// <summary>Gets the EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    /// <summary>Gets the proof of the unbinding.</summary>
    public required UnbindingProof Proof { get; init; }

    /// <summary>Gets the evidence for it, as a reference to data that the host keeps; none if none was given.</summary>
    public PersonalReference Evidence { get; init; }

    /// <summary>
    /// Gets a value indicating whether the profile was reported enabled, and so has to be disabled before it is deleted.
    /// </summary>
    public bool DisableFirst { get; init; }

    /// <summary>Gets how many of the latest changes of devices count, this one among them; 0 if it is none that counts.</summary>
    public int ChangesCounted { get; init; }

    internal override Facts ListFacts() => new(("device", Device), ("proof", Proof), ("evidence", Evidence));

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        var binding = draft.Devices[index];
        var profile = binding.Profile;
        draft.Devices = draft.Devices.RemoveAt(index);
        var isOwn = Proof == UnbindingProof.ProfileDeleted && binding is { Status: BindingStatus.Bound, LostAt: null };
        var unbound = new UnboundProfile(Device, profile, At, Proof) { IsCustomersOwn = isOwn };
        draft.DeviceHistory = draft.DeviceHistory.Add(unbound, wasDownloaded: profile is null or { State: ProfileState.Unknown }).Count(At, ChangesCounted);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Proof != UnbindingProof.ProfileDeleted)
            outbox.RemoveProfile(Device, DisableFirst);
    }
}
