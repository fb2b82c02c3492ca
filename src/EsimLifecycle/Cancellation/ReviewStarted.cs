namespace EsimLifecycle;

/// <summary>A cancellation is with the reviewer.</summary>
public sealed record ReviewStarted : LifecycleEvent
{
    /// <summary>What brought it there: the request itself, or the documents being complete.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>By when the reviewer has to decide.</summary>
    public required Instant DueBy { get; init; }

    internal override SubscriptionTrigger? Along => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.UnderReview;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy, ReviewDaysLeft = null };
    }
}
