namespace EsimLifecycle;

/// <summary>A refund was not paid by its deadline, or has been held for as long as the policy allows: people have to see to it.</summary>
/// <remarks>
/// It is told again after every <see cref="SettlementPolicy.RefundDueDays"/> in which the refund is still not paid, <see cref="SettlementPolicy.OverdueNotices"/>
/// times in all; of one that is held, once.
/// </remarks>
public sealed record RefundOverdue : LifecycleEvent
{
    /// <summary>Gets the updated refund legs.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override Facts ListFacts() => new(("refunds", Legs));

    internal override void Apply(Subscription draft) => RefundRules.Put(draft, Legs);
}
