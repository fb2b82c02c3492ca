namespace EsimLifecycle;

/// <summary>
/// A request to bind the subscription's profile on a new device in place of an old one, in one step; the number is kept.
/// </summary>
/// <remarks>
/// <para>The old device is unbound as with <see cref="UnbindDevice"/>: at once, or, if the policy requires more proof, when there is
/// proof. The new device is bound at once, and does not count in addition to the old one against the limit of devices. If the new device
/// is bound already, the old one is only unbound. Counts as one change of devices. Giving the same command again changes nothing.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/> for the old device, <see cref="RefusalCode.DeviceUnbindRequested"/> for the
/// new one while it is being unbound, <see cref="RefusalCode.ProfileDeletionForbidden"/>, <see cref="RefusalCode.DeviceTooManyChanges"/>,
/// with <see cref="RefusalCode.DeviceLimit"/> if the other devices that are bound, or being unbound, already reach the limit, with
/// <see cref="RefusalCode.DeviceWhileCancelling"/> while a cancellation is open, and with <see cref="RefusalCode.StatusNotPermitted"/>
/// while suspended.</para>
/// </remarks>
/// <param name="OldDevice">The EID of the old device's eUICC.</param>
/// <param name="NewDevice">The EID of the new device's eUICC.</param>
/// <param name="DeviceKind">The kind of the new device.</param>
/// <param name="Label">The customer's name for the new device, as a reference to data that the host keeps.</param>
public sealed record ReplaceDevice(Eid OldDevice, Eid NewDevice, DeviceKind DeviceKind = DeviceKind.Phone, PersonalReference Label = default)
    : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReplaceDevice)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        IsTriable = true,
        Offer = Offer,
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var devices = decision.State.Devices;
        var (oldIndex, newIndex) = (Bindings.IndexOf(devices, OldDevice), Bindings.IndexOf(devices, NewDevice));
        var isNewBound = newIndex >= 0;
        if (OldDevice == NewDevice ? isNewBound : isNewBound && oldIndex < 0 && decision.State.DeviceHistory.IndexOf(OldDevice) >= 0)
            return;
        if (oldIndex < 0)
        {
            decision.Refuse(Refusals.DeviceNotBound(OldDevice));
            return;
        }

        var old = devices[oldIndex];
        var leaves = !Bindings.IsUnderWay(ref decision, old);
        if (isNewBound && !leaves)
            return;
        if (isNewBound && devices[newIndex].Status == BindingStatus.UnbindRequested)
            decision.Refuse(Refusals.DeviceUnbindRequested(devices[newIndex].Device, devices[newIndex].AssumedUnboundAt));
        if (old.IsDeletionForbidden)
            decision.Refuse(Refusals.ProfileDeletionForbidden(OldDevice));
        if (!isNewBound)
            CheckLimit(ref decision);
        Bindings.CheckChanges(ref decision);
        if (decision.HasRefusals)
            return;

        if (leaves)
            Bindings.Leave(ref decision, old, isCounted: isNewBound);
        if (!isNewBound)
            Bindings.Bind(ref decision, NewDevice, DeviceKind, Label, OldDevice);
    }

    internal override Facts ListFacts() => new(("old", OldDevice), ("new", NewDevice), ("kind", DeviceKind));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var old in offer.State.Devices)
        {
            var answer = offer.Ask(new ReplaceDevice(old.Device, CommandOffer.AnyDevice));

            // One that is bound already takes no room, whichever it is.
            if (answer.Outcome == Outcome.Refused && offer.State.Devices.Find(old.Device, static (other, device) => other.Device != device && other.Status == BindingStatus.Bound) is { } bound)
                answer = answer.Or(offer.Ask(new ReplaceDevice(old.Device, bound.Device)));

            if (offer.Lists)
                offer.List(new CommandChoice(answer, isComplete: false) { Device = old.Device });
        }

        offer.AddNone(new ReplaceDevice(CommandOffer.AnyDevice, default), "device");
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(OldDevice);
        visitor.Add(NewDevice);
        visitor.Add(DeviceKind);
        visitor.AddOptional(Label);
    }

    // The new device takes the place of one that goes, so those that stay may be as many as ever; those that go must not pile up.
    private void CheckLimit(ref DecisionBuilder decision)
    {
        var most = decision.Policy.Devices.MaxDevices;
        var (staying, leaving) = (0, 0);
        foreach (var binding in decision.State.Devices)
        {
            if (binding.Device == OldDevice)
                continue;
            if (binding.Status == BindingStatus.UnbindRequested)
                leaving++;
            else
                staying++;
        }

        if (staying >= most || leaving >= most)
            decision.Refuse(Refusals.DeviceLimit(most));
    }
}
