namespace EsimLifecycle;

/// <summary>A request to mark a device as lost or stolen: its profile is disabled at once, before there is any evidence.</summary>
/// <remarks>
/// <para>The device stays bound, and no cancellation closes while it is bound, until evidence follows (<see cref="AttestUnbound"/>), its
/// profile is reported deleted, or the time after a request to unbind it has passed. Giving the same command again changes nothing.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/> and <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record ReportDeviceLost(Eid Device) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportDeviceLost)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var binding = Bindings.FindToChange(ref decision, Device);
        if (!decision.HasRefusals && binding!.LostAt is null)
            decision.Raise(new DeviceReportedLost { Device = Device });
    }

    internal override Facts ListFacts() => new(("device", Device));

    private static void Offer(ref CommandOffer offer) => offer.AddDevices(static device => new ReportDeviceLost(device));

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Device);
}

/// <summary>A device was reported lost.</summary>
public sealed record DeviceReportedLost : LifecycleEvent
{
    /// <summary>Gets the EID of the device's eUICC.</summary>
    public required Eid Device { get; init; }

    internal override Facts ListFacts() => new(("device", Device));

    internal override void Apply(Subscription draft)
    {
        var index = Bindings.IndexOf(draft.Devices, Device);
        draft.Devices = draft.Devices.SetItem(index, draft.Devices[index] with { LostAt = At });
    }

    internal override void Instruct(ref Outbox outbox) => outbox.DisableProfile(Device);
}
