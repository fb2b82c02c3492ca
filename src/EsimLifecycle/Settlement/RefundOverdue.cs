namespace EsimLifecycle;

/// <summary>A refund was not paid by its deadline.</summary>
public sealed record RefundOverdue : LifecycleEvent
{
    /// <summary>Gets the updated refund legs.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);
}
