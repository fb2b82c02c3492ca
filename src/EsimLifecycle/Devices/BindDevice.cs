namespace EsimLifecycle;

/// <summary>Binds the subscription's profile on a device.</summary>
/// <remarks>
/// The same device again changes nothing. Refused with <see cref="RefusalCode.DeviceLimit"/>, with
/// <see cref="RefusalCode.DeviceWhileCancelling"/> while a cancellation is open, and with <see cref="RefusalCode.StatusNotPermitted"/> while suspended.
/// </remarks>
/// <param name="Device">The EID of its eUICC.</param>
/// <param name="DeviceKind">What kind of device it is.</param>
/// <param name="Label">What the customer calls it, as a reference to what the host keeps.</param>
public sealed record BindDevice(Eid Device, DeviceKind DeviceKind = DeviceKind.Phone, Reference Label = default) : LifecycleRequest(CommandKind.BindDevice)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (state.Status.IsPendingCancel())
            turn.Refuse(DeviceRefusals.WhileCancelling(Device, state.Cancellation!));
        else if (state.Status is not (SubscriptionStatus.Pending or SubscriptionStatus.Active or SubscriptionStatus.Grace))
            turn.Refuse(CommandRefusals.NotPermitted(Kind, state));
        else if (DeviceRules.IndexOf(state.Devices, Device) >= 0)
            return;
        else if (state.Devices.Count >= turn.Policy.Devices.Most)
            turn.Refuse(DeviceRefusals.Limit(turn.Policy.Devices.Most));
        if (turn.HasRefusals)
            return;

        turn.Raise(new DeviceBound { Binding = new DeviceBinding(Device, DeviceKind, turn.At, Label) });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(Device.Number);
        fingerprint.Add((int)DeviceKind);
        fingerprint.Add(Label.Text);
    }
}

/// <summary>The profile was bound on a device.</summary>
public sealed record DeviceBound : LifecycleEvent
{
    /// <summary>The binding.</summary>
    public required DeviceBinding Binding { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Devices = draft.Devices.Add(Binding);
        draft.IsProfileDownloaded = true;
    }
}
