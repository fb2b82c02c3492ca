namespace EsimLifecycle;

/// <summary>What the customer owes was set off against refunds that were still to be paid.</summary>
public sealed record RefundsSetOff : LifecycleEvent
{
    /// <summary>Gets the updated refund legs, with those of the same transfers.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override Facts ListFacts() => new(("amount", Moved), ("refunds", Legs));

    internal override void Apply(Subscription draft) => RefundRules.Put(draft, Legs);

    internal override void Instruct(ref Outbox outbox) => outbox.Replace(Legs);
}
