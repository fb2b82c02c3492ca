namespace EsimLifecycle;

/// <summary>The account was settled: what was used is earned, what is left is to be paid back or owed. Happens once.</summary>
public sealed record AccountSettled : LifecycleEvent
{
    /// <summary>As of when: the end of billing, or the moment of an expiry or a termination.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>What it is made of, in a fixed order. The amounts sum to <see cref="Net"/>.</summary>
    public required ValueList<SettlementLine> Lines { get; init; }

    /// <summary>What is due to the customer; where it is negative, what is due from the customer.</summary>
    public required Money Net { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (draft.Cancellation is { } request)
            draft.Cancellation = request with { SettledAt = At, SettlementPostings = Postings };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Net.IsNegative)
            outbox.Tell(MessageTemplate.DuesOpen);
    }
}
