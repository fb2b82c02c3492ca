namespace EsimLifecycle;

/// <summary>
/// Disputes a late charge: what of it is still owed rests, is asked for by nobody and set off against nothing, until the dispute is decided with
/// <see cref="ResolveLateCharge"/> or the time for that is over (<see cref="ClosurePolicy.LateChargeDisputeDays"/>).
/// </summary>
/// <remarks>
/// A charge that is paid can be disputed as well. Disputing it again changes nothing while the dispute is open. Refused with
/// <see cref="RefusalCode.LateChargeUnknown"/> and, once the charge was upheld, cancelled or voided, with <see cref="RefusalCode.LateChargeDecided"/>.
/// </remarks>
/// <param name="Charge">The reference of the charge.</param>
public sealed record DisputeLateCharge(Reference Charge) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.DisputeLateCharge) { Roles = [Role.Customer, Role.Agent, Role.Carrier], Offer = Offer };

    /// <summary>Gets the customer's reason, as a reference to a record that the host keeps; none, the default, if none was given.</summary>
    public PersonalReference Note { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (LateChargeRules.Find(ref decision, Charge) is not { Status: not LateChargeStatus.Disputed } charge)
            return;
        if (charge.Status != LateChargeStatus.Due)
            decision.Refuse(Refusals.LateChargeDecided(Charge, charge.Status));
        if (decision.HasRefusals)
            return;
        decision.Raise(new LateChargeDisputed
        {
            Charge = charge with
            {
                Status = LateChargeStatus.Disputed,
                DecideBy = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Closure.LateChargeDisputeDays),
            },
            Note = Note,
        });
    }

    internal override Facts ListFacts() => new(("charge", Charge));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var charge in offer.State.LateCharges)
            offer.Add(new DisputeLateCharge(charge.Reference), charge.Reference, charge.Open);

        offer.AddNone(new DisputeLateCharge(CommandOffer.AnyReference), "charge");
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Charge);
        visitor.AddOptional(Note);
    }
}

/// <summary>The customer disputed a late charge.</summary>
public sealed record LateChargeDisputed : LifecycleEvent
{
    /// <summary>Gets the updated charge.</summary>
    public required LateCharge Charge { get; init; }

    /// <summary>Gets the customer's reason, as a reference to a record that the host keeps; none if none was given.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge));

    internal override void Apply(Subscription draft) => draft.LateCharges = LateChargeRules.Put(draft.LateCharges, Charge);

    internal override void Instruct(ref Outbox outbox) =>
        outbox.Tell(MessageTemplate.LateChargeDisputed, Charge.Reference, Charge.Amount, until: Charge.DecideBy);
}
