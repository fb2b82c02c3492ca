namespace EsimLifecycle;

/// <summary>
/// Releases a refund that was held for a regulator or on suspicion of fraud and, unless it is forfeited, the number of a closed subscription that was held
/// with it.
/// </summary>
/// <remarks>Refused with <see cref="RefusalCode.RefundNotHeld"/>.</remarks>
public sealed record ReleaseRefund() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReleaseRefund) { Roles = [Role.Carrier], Offer = Offer };

    /// <summary>Gets whether the refund is forfeited, because it was seized or does not belong to the customer; false by default.</summary>
    public bool Forfeit { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (!RefundRules.Any(decision.State, RefundRules.IsHeld) && (Forfeit || decision.State.Closure?.Number is not { HeldBy: not null }))
            decision.Refuse(Refusals.RefundNotHeld());
        if (decision.HasRefusals)
            return;

        if (!Forfeit)
        {
            RefundRules.Release(ref decision, RefundRules.IsHeld);
            return;
        }

        var postings = new Postings();
        var legs = RefundRules.End(decision.State, RefundRules.IsHeld, RefundTrigger.Forfeit, RefundStatus.Forfeited, Account.Forfeited, ref postings);
        decision.Raise(new RefundReleased { Legs = legs, Postings = postings.ToList() });
    }

    internal override Facts ListFacts() => new(("isForfeited", Forfeit));

    private static void Offer(ref CommandOffer offer)
    {
        offer.Add(new ReleaseRefund());
        offer.Add(new ReleaseRefund { Forfeit = true });
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Forfeit);
}

/// <summary>A held refund was released and is now due, or it was forfeited.</summary>
public sealed record RefundReleased : LifecycleEvent
{
    /// <summary>Gets the updated refund legs; empty if only the number was held.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    /// <summary>Gets whether the number of a closed subscription is not held any more either, so that it can be ported out.</summary>
    public bool ReleasesNumber { get; init; }

    internal override Facts ListFacts() => new(("refunds", Legs));

    internal override void Apply(Subscription draft)
    {
        RefundRules.Put(draft, Legs);
        if (ReleasesNumber)
            NumberRules.Update(draft, rest => rest with { HeldBy = null });
    }

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
            outbox.PayRefund(leg);
    }
}
