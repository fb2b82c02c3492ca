namespace EsimLifecycle;

internal static class Disuse
{
    /// <summary>When disuse since an instant is long enough to be noticed; null where the policy does not watch for it.</summary>
    public static Instant? After(ref DecisionBuilder decision, Instant since) =>
        decision.Policy.Renewal.DisuseDays > 0 ? decision.Rules.EndOfDayAfter(since, decision.Policy.Renewal.DisuseDays) : null;
}

/// <summary>Nothing was used for long while auto-renewal goes on: the customer is advised to switch it off. Once a period.</summary>
public sealed record DisuseNoticed : LifecycleEvent
{
    /// <summary>When it was last used; null if it never was.</summary>
    public Instant? LastUsedAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsDisuseNoticed = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DisuseAdvice);
}
