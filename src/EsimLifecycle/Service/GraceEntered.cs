namespace EsimLifecycle;

/// <summary>
/// The paid time ended without a renewal and the grace period began: the number is kept for a while, and service is limited.
/// </summary>
public sealed record GraceEntered : LifecycleEvent
{
    /// <summary>Gets the end of the grace period, at which the subscription ends too.</summary>
    public required Instant GraceEndsAt { get; init; }

    /// <summary>Gets the time at which the customer is reminded of that end; null for never.</summary>
    public Instant? RemindAt { get; init; }

    internal override Facts ListFacts() => new(("graceEndsAt", GraceEndsAt));

    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.PeriodEnd;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Grace;
        draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt, RemindAt = RemindAt };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.GraceEntered, until: GraceEndsAt);
}
