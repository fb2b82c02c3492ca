namespace EsimLifecycle;

/// <summary>What was paid has ended and nothing follows: the number is kept for a while, service is limited.</summary>
public sealed record GraceEntered : LifecycleEvent
{
    /// <summary>When grace ends, and with it the subscription.</summary>
    public required Instant GraceEndsAt { get; init; }

    internal override SubscriptionTrigger? Along => DeadlineKind.PeriodEnd;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Grace;
        draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.GraceEntered);
}
