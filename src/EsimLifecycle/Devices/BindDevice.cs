namespace EsimLifecycle;

/// <summary>A request to bind the subscription's profile on a device.</summary>
/// <remarks>
/// Binding a bound device again changes nothing. Counts as a change of devices. Refused with <see cref="RefusalCode.DeviceLimit"/>, with
/// <see cref="RefusalCode.DeviceUnbindRequested"/> while the device is being unbound, with <see cref="RefusalCode.DeviceTooManyChanges"/>,
/// with <see cref="RefusalCode.DeviceWhileCancelling"/> while a cancellation is open, and with
/// <see cref="RefusalCode.StatusNotPermitted"/> while suspended.
/// </remarks>
/// <param name="Device">The EID of the device's eUICC.</param>
/// <param name="DeviceKind">The kind of the device.</param>
/// <param name="Label">The customer's name for the device, as a reference to data that the host keeps.</param>
public sealed record BindDevice(Eid Device, DeviceKind DeviceKind = DeviceKind.Phone, PersonalReference Label = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.BindDevice)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = static (ref offer) => offer.Ask(new BindDevice(CommandOffer.AnyDevice)),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var devices = decision.State.Devices;
        if (Bindings.IndexOf(devices, Device) is var index and >= 0)
        {
            if (devices[index].Status == BindingStatus.UnbindRequested)
                decision.Refuse(Refusals.DeviceUnbindRequested(devices[index].Device, devices[index].AssumedUnboundAt));
            return;
        }

        if (devices.Count >= decision.Policy.Devices.MaxDevices)
            decision.Refuse(Refusals.DeviceLimit(decision.Policy.Devices.MaxDevices));
        Bindings.CheckChanges(ref decision);
        if (!decision.HasRefusals)
            Bindings.Bind(ref decision, Device, DeviceKind, Label);
    }

    internal override Facts ListFacts() => new(("kind", DeviceKind), ("device", Device));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Device);
        visitor.Add(DeviceKind);
        visitor.AddOptional(Label);
    }
}

/// <summary>The profile was bound on a device. Counts as a change of devices.</summary>
public sealed record DeviceBound : LifecycleEvent
{
    /// <summary>Gets the binding.</summary>
    public required DeviceBinding Binding { get; init; }

    /// <summary>Gets the device that this one replaces; null if it replaces none.</summary>
    public Eid? Replaces { get; init; }

    /// <summary>Gets how many of the latest changes of devices count, this one among them; 0 if the policy counts none.</summary>
    public int ChangesCounted { get; init; }

    internal override Facts ListFacts() => new(("kind", Binding.Kind), ("device", Binding.Device), ("replaces", Replaces));

    internal override void Apply(Subscription draft)
    {
        draft.Devices = draft.Devices.Add(Binding);
        draft.DeviceHistory = draft.DeviceHistory.Remove(Bindings.FindAdopted(draft.DeviceHistory, Binding.Device)).Count(At, ChangesCounted);
    }
}
