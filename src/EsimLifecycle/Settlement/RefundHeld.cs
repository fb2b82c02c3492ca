namespace EsimLifecycle;

/// <summary>What is left of a closed subscription was put on hold, for fraud or by a regulator: the unpaid part of its refund claim, and its number.</summary>
public sealed record RefundHeld : LifecycleEvent
{
    /// <summary>Gets the holder of the hold.</summary>
    public required SuspensionHolder Holder { get; init; }

    /// <summary>Gets the reason, as a reference to a record that the host keeps.</summary>
    public PersonalReference Reason { get; init; }

    /// <summary>Gets the updated refund legs; empty if nothing is to be paid back.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.Suspend;

    internal override void Apply(Subscription draft)
    {
        draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);
        if (draft.Closure!.Number is { Status: NumberStatus.Resting } number && !(number.HeldBy > Holder))
            draft.Closure = draft.Closure with { Number = number with { HeldBy = Holder } };
    }
}
