namespace EsimLifecycle;

/// <summary>A period of service has ended.</summary>
public sealed record PeriodEnded : LifecycleEvent
{
    /// <summary>Gets the period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets whether the period counts as earned; false while a cancellation is open that ends billing before it.</summary>
    public required bool IsEarned { get; init; }

    internal override Facts ListFacts() => new(("period", Period), ("isUnearned", !IsEarned));

    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.PeriodEnd;

    internal override void Apply(Subscription draft)
    {
        draft.Term = draft.Term with
        {
            Periods = draft.Term.Periods.RemoveAt(0),
            Unearned = IsEarned ? draft.Term.Unearned : draft.Term.Unearned.Add(Period),
        };
        if (draft.CancellationHistory.Lapsed is { } lapsed)
            draft.CancellationHistory = draft.CancellationHistory with { Lapsed = lapsed.Earn(Period) };
        draft.Usage = draft.Usage.NextPeriod(Period.EndsAt, Period.DataBytes);
    }
}
