namespace EsimLifecycle;

/// <summary>The carrier's staff attest, on evidence, that a device no longer has the profile, or that nobody has the device: it is unbound at once.</summary>
/// <remarks>
/// <para>For what can't be unbound on the device itself, because it is lost or broken, and for a deletion that was never reported. The profile is to be
/// deleted all the same. It counts as no change of devices.</para>
/// <para>Refused with <see cref="RefusalCode.DeviceNotBound"/> and <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Device">The EID of its eUICC.</param>
/// <param name="Evidence">The evidence, as a reference to what the host keeps.</param>
public sealed record AttestUnbound(Eid Device, Reference Evidence) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.AttestUnbound) { Roles = [Role.Agent, Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var binding = Bindings.FindToChange(ref decision, Device);
        if (!decision.HasRefusals)
            Bindings.Unbind(ref decision, binding!, UnbindingProof.Attestation, Evidence);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Device);
        visitor.Add(Evidence);
    }
}
