namespace EsimLifecycle;

/// <summary>Releases a refund that was held for a regulator or on suspicion of fraud.</summary>
/// <remarks>Refused with <see cref="RefusalCode.RefundNotHeld"/>.</remarks>
public sealed record ReleaseRefund() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReleaseRefund) { Roles = [Role.Carrier] };

    /// <summary>Gets whether the refund is forfeited, because it was seized or does not belong to the customer; false by default.</summary>
    public bool Forfeit { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (!RefundRules.Any(decision.State, RefundRules.IsHeld))
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

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Forfeit);
}

/// <summary>A held refund was released and is now due, or it was forfeited.</summary>
public sealed record RefundReleased : LifecycleEvent
{
    /// <summary>Gets the updated refund legs.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
            outbox.PayRefund(leg);
    }
}
