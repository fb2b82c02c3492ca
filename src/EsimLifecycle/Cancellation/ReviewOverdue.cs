namespace EsimLifecycle;

/// <summary>The reviewer did not decide in time.</summary>
public sealed record ReviewOverdue : LifecycleEvent
{
    /// <summary>What follows, as the policy says.</summary>
    public required OverdueReview Consequence { get; init; }

    /// <summary>By when the review has to be done at the latest, where it was escalated.</summary>
    public Instant? DueBy { get; init; }

    internal override SubscriptionTrigger? Along => DeadlineKind.Review;

    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { IsReviewOverdue = true, DueBy = DueBy };
}
