namespace EsimLifecycle;

/// <summary>A refund was not paid in time.</summary>
public sealed record RefundOverdue : LifecycleEvent
{
    /// <summary>The legs, as they have become.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);
}
