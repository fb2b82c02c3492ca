namespace EsimLifecycle;

/// <summary>
/// The grace period ended while the subscription is suspended or a cancellation is open, so nothing expired; the end was only recorded.
/// </summary>
public sealed record GraceEnded : LifecycleEvent
{
    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.GraceEnd;

    internal override void Apply(Subscription draft) => draft.Term = draft.Term with { GraceEndsAt = null };
}
