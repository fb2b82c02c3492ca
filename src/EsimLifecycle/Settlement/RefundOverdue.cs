namespace EsimLifecycle;

/// <summary>A refund was not paid by its deadline, or has been held for as long as the policy allows: people have to see to it.</summary>
public sealed record RefundOverdue : LifecycleEvent
{
    /// <summary>Gets the updated refund legs.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);
}
