namespace EsimLifecycle;

/// <summary>A cancellation is approved and waits for the rest: devices, dues, and its two ends.</summary>
public sealed record ClearingStarted : LifecycleEvent
{
    /// <summary>What brought it there.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>By when it has to be done.</summary>
    public required Instant DueBy { get; init; }

    internal override SubscriptionTrigger? Along => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Clearing;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy };
    }
}
