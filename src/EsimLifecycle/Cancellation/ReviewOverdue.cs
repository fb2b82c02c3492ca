namespace EsimLifecycle;

/// <summary>The reviewer did not decide in time.</summary>
public sealed record ReviewOverdue : LifecycleEvent
{
    /// <summary>Gets the consequence that the policy sets.</summary>
    public required OverdueReview Consequence { get; init; }

    /// <summary>Gets the final deadline of an escalated review; null if the review was not escalated.</summary>
    public Instant? DueBy { get; init; }

    internal override Facts ListFacts() => new(("consequence", Consequence), ("dueBy", DueBy));

    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.Review;

    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { IsReviewOverdue = true, DueBy = DueBy };
}
