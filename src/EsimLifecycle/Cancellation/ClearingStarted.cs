namespace EsimLifecycle;

/// <summary>
/// An approved cancellation entered clearing: it waits for devices to be unbound, for dues to be paid, and for the ends of billing and
/// service.
/// </summary>
public sealed record ClearingStarted : LifecycleEvent
{
    /// <summary>Gets the trigger that moved the cancellation into clearing.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>Gets the deadline for clearing.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>
    /// Gets the time at which the customer is reminded of that deadline, if devices are still bound or dues open by then; null for never.
    /// </summary>
    public Instant? RemindAt { get; init; }

    internal override Facts ListFacts() => new(("dueBy", DueBy));

    internal override SubscriptionTrigger? TriggeredBy => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Clearing;
        draft.Cancellation = draft.Cancellation!.Enter(At, DueBy, RemindAt);
    }
}
