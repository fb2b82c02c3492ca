namespace EsimLifecycle;

/// <summary>
/// A request by which the carrier's staff attest, on evidence, that a device no longer has the profile, or is in no one's hands: it is
/// unbound at once.
/// </summary>
/// <remarks>
/// <para>Intended for a device on which the profile can't be deleted, because the device is lost or broken, and for a deletion that was
/// never reported. The deletion of the profile is ordered nevertheless. Does not count as a change of devices.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/> and <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Device">The EID of the device's eUICC.</param>
/// <param name="Evidence">The evidence, as a reference to data that the host keeps.</param>
public sealed record AttestUnbound(Eid Device, PersonalReference Evidence) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.AttestUnbound) { Roles = [Role.Agent, Role.Carrier], IsTriable = true, Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var binding = Bindings.FindToChange(ref decision, Device);
        if (!decision.HasRefusals)
            Bindings.Unbind(ref decision, binding!, UnbindingProof.Attestation, Evidence);
    }

    internal override Facts ListFacts() => new(("device", Device), ("evidence", Evidence));

    private static void Offer(ref CommandOffer offer) => offer.AddDevices(static device => new AttestUnbound(device, CommandOffer.AnyPerson), isComplete: false);

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Device);
        visitor.Add(Evidence);
    }
}
