namespace EsimLifecycle;

/// <summary>Unbinds the subscription's profile from a device. Where that was the last thing a cancellation waited for, it closes at once.</summary>
/// <remarks>
/// <para>Where the policy asks for more proof than the caller's word (<see cref="DevicePolicy.Proof"/>), and always for a lost device, the unbinding is only
/// requested: the profile is to be deleted, and the device counts as bound until <see cref="AttestUnbound"/>, a notice of the deletion, or the time
/// after which the deletion is assumed. The same again changes nothing.</para>
/// <para>Counts as a change of devices, unless a cancellation is open: then the customer has to be able to leave.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/>, <see cref="RefusalCode.ProfileDeletionForbidden"/>,
/// <see cref="RefusalCode.DeviceTooManyChanges"/> (not where devices have to be unbound before a cancellation is requested), and with
/// <see cref="RefusalCode.SubscriptionClosed"/> after closing, which unbinds every device.</para>
/// </remarks>
/// <param name="Device">The EID of its eUICC.</param>
public sealed record UnbindDevice(Eid Device) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.UnbindDevice) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

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

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Device);
}

/// <summary>A device is to be unbound, and counts as bound until there is proof.</summary>
public sealed record DeviceUnbindRequested : LifecycleEvent
{
    /// <summary>The EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    /// <summary>When it is assumed to be unbound, if no proof has come.</summary>
    public required Instant AssumedUnboundAt { get; init; }

    /// <summary>Whether the profile was reported enabled, and so has to be disabled before it is deleted.</summary>
    public bool DisableFirst { get; init; }

    /// <summary>Whether it counts as a change of devices.</summary>
    public bool IsCounted { get; init; }

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        draft.Devices = draft.Devices.SetItem(
            index,
            draft.Devices[index] with { Status = BindingStatus.UnbindRequested, AssumedUnboundAt = AssumedUnboundAt });
        if (IsCounted)
            draft.DeviceHistory = draft.DeviceHistory.Count(At);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.RemoveProfile(Device, DisableFirst);
}

/// <summary>The profile is no longer bound on a device.</summary>
public sealed record DeviceUnbound : LifecycleEvent
{
    /// <summary>The EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    /// <summary>By what that is known.</summary>
    public required UnbindingProof Proof { get; init; }

    /// <summary>The evidence for it, as a reference to what the host keeps; none where none was given.</summary>
    public Reference Evidence { get; init; }

    /// <summary>Whether the profile was reported enabled, and so has to be disabled before it is deleted.</summary>
    public bool DisableFirst { get; init; }

    /// <summary>Whether it counts as a change of devices.</summary>
    public bool IsCounted { get; init; }

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        var profile = draft.Devices[index].Profile;
        draft.Devices = draft.Devices.RemoveAt(index);
        var history = draft.DeviceHistory.Add(new UnboundProfile(Device, profile, At, Proof));
        if (profile is null or { State: ProfileState.Unknown })
            history = history with { WasDownloaded = true };
        draft.DeviceHistory = IsCounted ? history.Count(At) : history;
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Proof != UnbindingProof.ProfileDeleted)
            outbox.RemoveProfile(Device, DisableFirst);
    }
}
