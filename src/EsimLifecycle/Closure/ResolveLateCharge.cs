using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Decides the dispute of a late charge, or cancels a late charge that nobody disputed.</summary>
/// <remarks>
/// <para>Upheld, what is still owed of it is due again, and is set off against what is still to be refunded. Cancelled, nothing of it is owed, and what
/// was paid or set off comes back: it settles other amounts that are owed, and the rest goes to the wallet or, where nothing can be kept any
/// more, is a further part of the refund claim.</para>
/// <para>Deciding it once more in the same way changes nothing. Refused with <see cref="RefusalCode.LateChargeUnknown"/>, with
/// <see cref="RefusalCode.LateChargeDecided"/> where it was cancelled or voided, and with <see cref="RefusalCode.LateChargeNotDisputed"/> where a
/// charge would be upheld that nobody disputes. One that was upheld can still be cancelled.</para>
/// </remarks>
/// <param name="Charge">The reference of the charge.</param>
/// <param name="Outcome">The decision.</param>
public sealed record ResolveLateCharge(Reference Charge, LateChargeOutcome Outcome) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ResolveLateCharge) { Roles = [Role.Reviewer, Role.Carrier], Offer = Offer };

    /// <summary>Gets the grounds, as a reference to a record that the host keeps; none, the default, if none were given.</summary>
    public PersonalReference Note { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var status = Outcome == LateChargeOutcome.Upheld ? LateChargeStatus.Upheld : LateChargeStatus.Cancelled;
        if (LateChargeRules.Find(ref decision, Charge) is not { } charge || charge.Status == status)
            return;
        if (charge.Status is LateChargeStatus.Cancelled or LateChargeStatus.Voided)
            decision.Refuse(Refusals.LateChargeDecided(Charge, charge.Status));
        else if (Outcome == LateChargeOutcome.Upheld && charge.Status == LateChargeStatus.Due)
            decision.Refuse(Refusals.LateChargeNotDisputed(Charge));
        if (decision.HasRefusals)
            return;
        if (Outcome == LateChargeOutcome.Upheld)
            decision.Raise(new LateChargeResolved { Charge = charge with { Status = LateChargeStatus.Upheld, DecideBy = null }, Note = Note });
        else
            LateChargeRules.Cancel(ref decision, charge, Note);
    }

    internal override Facts ListFacts() => new(("charge", Charge), ("outcome", Outcome));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var charge in offer.State.LateCharges)
        {
            offer.Add(new ResolveLateCharge(charge.Reference, LateChargeOutcome.Upheld), charge.Reference, charge.Open);
            offer.Add(new ResolveLateCharge(charge.Reference, LateChargeOutcome.Cancelled), charge.Reference, charge.Open);
        }

        offer.AddNone(new ResolveLateCharge(CommandOffer.AnyReference, LateChargeOutcome.Cancelled), "charge");
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Charge);
        visitor.Add(Outcome);
        visitor.AddOptional(Note);
    }
}

/// <summary>The decision on a late charge.</summary>
[JsonConverter(typeof(EnumJsonConverter<LateChargeOutcome>))]
public enum LateChargeOutcome
{
    /// <summary>The charge is due. The default value.</summary>
    Upheld = 0,

    /// <summary>The charge is cancelled.</summary>
    Cancelled,
}

/// <summary>A late charge was upheld or cancelled; by time alone, if nobody decided its dispute in time.</summary>
public sealed record LateChargeResolved : LifecycleEvent
{
    /// <summary>Gets the updated charge.</summary>
    public required LateCharge Charge { get; init; }

    /// <summary>Gets the refund legs for what comes back and can't be kept; empty if nothing does.</summary>
    public ValueList<RefundLeg> Refunds { get; init; }

    /// <summary>Gets the grounds, as a reference to a record that the host keeps; none if none were given.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge), ("refunds", Refunds));

    internal override void Apply(Subscription draft)
    {
        draft.LateCharges = LateChargeRules.Put(draft.LateCharges, Charge);
        RefundRules.Put(draft, Refunds);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Replace(Refunds);
        if (Charge.Status == LateChargeStatus.Upheld)
            outbox.Tell(MessageTemplate.LateChargeUpheld, Charge.Reference, Charge.Open.IsZero ? null : Charge.Open);
        else
            outbox.Tell(MessageTemplate.LateChargeCancelled, Charge.Reference, Charge.Amount);
    }
}
