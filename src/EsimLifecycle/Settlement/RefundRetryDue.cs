namespace EsimLifecycle;

/// <summary>A payout that failed is tried again.</summary>
public sealed record RefundRetryDue : LifecycleEvent
{
    /// <summary>The legs, as they have become.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
            outbox.PayRefund(leg);
    }
}
