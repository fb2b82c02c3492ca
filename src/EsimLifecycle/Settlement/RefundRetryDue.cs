namespace EsimLifecycle;

/// <summary>The retry of a failed payout became due.</summary>
public sealed record RefundRetryDue : LifecycleEvent
{
    /// <summary>Gets the updated refund legs.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override Facts ListFacts() => new(("refunds", Legs));

    internal override void Apply(Subscription draft) => RefundRules.Put(draft, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
            outbox.PayRefund(leg);
    }
}
