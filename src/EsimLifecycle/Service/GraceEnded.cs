namespace EsimLifecycle;

/// <summary>Grace would have ended, but the subscription is suspended or a cancellation is open: nothing expires, it is only recorded.</summary>
public sealed record GraceEnded : LifecycleEvent
{
    internal override SubscriptionTrigger? Along => DeadlineKind.GraceEnd;

    internal override void Apply(Subscription draft) => draft.Term = draft.Term with { GraceEndsAt = null };
}
