namespace EsimLifecycle;

/// <summary>The account was settled: the used part was earned, and the rest is to be refunded or is owed. Raised once.</summary>
public sealed record AccountSettled : LifecycleEvent
{
    /// <summary>Gets the time as of which the account was settled: the end of billing, or the time of an expiry or a termination.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Gets the lines of the settlement, in a fixed order. Their amounts sum to <see cref="Net"/>.</summary>
    public required ValueList<SettlementLine> Lines { get; init; }

    /// <summary>Gets the net amount: due to the customer if positive, due from the customer if negative.</summary>
    public required Money Net { get; init; }

    internal override Facts ListFacts() => new(("asOf", AsOf), ("inFavour", Net.IsPositive ? Net : null), ("owed", Net.IsNegative ? -Net : null));

    internal override void Apply(Subscription draft)
    {
        if (draft.Cancellation is { } request)
            draft.Cancellation = request with { SettledAt = At, SettlementLines = Lines, SettlementPostings = Postings };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Net.IsNegative)
            outbox.Tell(MessageTemplate.DuesOpen, amount: -Net);
    }
}
