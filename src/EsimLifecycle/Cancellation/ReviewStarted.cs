namespace EsimLifecycle;

/// <summary>The review of a cancellation started.</summary>
public sealed record ReviewStarted : LifecycleEvent
{
    /// <summary>Gets the trigger that started the review: the request itself, or the completion of the documents.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>Gets the deadline for the reviewer's decision.</summary>
    public required Instant DueBy { get; init; }

    internal override Facts ListFacts() => new(("dueBy", DueBy));

    internal override SubscriptionTrigger? TriggeredBy => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.UnderReview;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy, RemindAt = null, ReviewDaysLeft = null };
    }
}
