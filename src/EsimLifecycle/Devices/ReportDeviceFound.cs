namespace EsimLifecycle;

/// <summary>A request to say that a device that was reported lost is in its owner's hands again: its profile is no longer disabled there.</summary>
/// <remarks>
/// The customer enables the profile on the device. A request to unbind it that was made meanwhile stands. Giving the same command again, or
/// for a device that was never lost, changes nothing. Refused with <see cref="RefusalCode.DeviceNotBound"/> and
/// <see cref="RefusalCode.SubscriptionClosed"/>.
/// </remarks>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record ReportDeviceFound(Eid Device) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportDeviceFound)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        MinIdentity = IdentityAssurance.Substantial,
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var binding = Bindings.FindToChange(ref decision, Device);
        if (!decision.HasRefusals && binding!.LostAt is not null)
            decision.Raise(new DeviceReportedFound { Device = Device });
    }

    internal override Facts ListFacts() => new(("device", Device));

    private static void Offer(ref CommandOffer offer) => offer.AddDevices(static device => new ReportDeviceFound(device));

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Device);
}

/// <summary>A device that was lost was found again.</summary>
public sealed record DeviceReportedFound : LifecycleEvent
{
    /// <summary>Gets the EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    internal override Facts ListFacts() => new(("device", Device));

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        draft.Devices = draft.Devices.SetItem(index, draft.Devices[index] with { LostAt = null });
    }
}
