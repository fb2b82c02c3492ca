namespace EsimLifecycle;

internal static class Disuse
{
    /// <summary>Returns the time at which disuse since an instant is noticed; null if the policy does not watch for it.</summary>
    public static Instant? After(ref DecisionBuilder decision, Instant since) =>
        decision.Policy.Renewal.DisuseDays > 0 ? decision.Prepared.EndOfDayAfter(since, decision.Policy.Renewal.DisuseDays) : null;
}

/// <summary>
/// The service was not used for a long time while auto-renewal is on, and the customer is advised to switch it off. Raised once a period.
/// </summary>
public sealed record DisuseNoticed : LifecycleEvent
{
    /// <summary>Gets the time of the last use; null if the service was never used.</summary>
    public Instant? LastUsedAt { get; init; }

    internal override Facts ListFacts() => new(("lastUsedAt", LastUsedAt));

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDisuseNoticed = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DisuseAdvice);
}
