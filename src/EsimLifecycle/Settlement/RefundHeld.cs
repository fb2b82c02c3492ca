namespace EsimLifecycle;

/// <summary>
/// What is still unpaid of refunds was put on hold, for fraud or by a regulator; of a closed subscription its number as well, while that rests.
/// </summary>
public sealed record RefundHeld : LifecycleEvent
{
    /// <summary>Gets the holder of the hold.</summary>
    public required SuspensionHolder Holder { get; init; }

    /// <summary>Gets the reason, as a reference to a record that the host keeps.</summary>
    public PersonalReference Reason { get; init; }

    /// <summary>Gets the updated refund legs; empty if nothing is to be paid back.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override Facts ListFacts() => new(("holder", Holder), ("refunds", Legs));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.Suspend;

    internal override void Apply(Subscription draft)
    {
        RefundRules.Put(draft, Legs);
        if (draft.Closure is { Number: { Status: NumberStatus.Resting } number } closure && !(number.HeldBy > Holder))
            draft.Closure = closure with { Number = number with { HeldBy = Holder } };
    }
}
