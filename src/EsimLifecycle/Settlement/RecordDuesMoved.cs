namespace EsimLifecycle;

/// <summary>
/// Records that what was owed here is owed to another subscription, which the returning customer opened (<see cref="MoveDues"/>): it is not asked for
/// here any more.
/// </summary>
/// <remarks>
/// A fact, never refused. What was paid or given up here in the meantime, so that it is owed there for nothing, comes back: into the refund claim
/// or, while service goes on, into the wallet. Repeating it changes nothing. Another amount for the same subscription, one that is not positive
/// or in another currency, and a subscription that would take over its own dues, are recorded as conflicts.
/// </remarks>
/// <param name="To">The subscription to which the amount is owed now.</param>
/// <param name="Amount">The amount; positive.</param>
public sealed record RecordDuesMoved(SubscriptionId To, Money Amount) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordDuesMoved) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (decision.HasRefusals || state.References.Contains(MoneyReferences.OfDuesMoved(To, Amount)))
            return;
        if (!state.CanBook(Amount) || To == state.Id || state.References.Contains(MoneyReferences.OfDuesMoved(To)))
        {
            decision.Raise(Conflict());
            return;
        }

        var moved = Money.Min(Amount, state.Dues);
        var rest = Amount - moved;
        var canKeep = PaymentRules.CanBeKept(state, Amount);
        var postings = new Postings();
        postings.Add(Account.Transfers, Account.Receivable, moved);
        postings.Add(Account.Transfers, canKeep ? Account.Wallet : Account.RefundPayable, rest);
        decision.Raise(new DuesMoved
        {
            To = To,
            Amount = Amount,
            Refunds = canKeep || rest.IsZero ? default : RefundRules.Claim(ref decision, rest, state.Closure?.Reason ?? ClosedReason.CustomerCancelled),
            OccurredAt = OccurredAt,
            Postings = postings.ToList(),
        });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Amount = Amount };

    internal override Facts ListFacts() => new(("amount", Amount), ("to", To));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(To);
        visitor.Add(Amount);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>What was owed is owed to another subscription now.</summary>
public sealed record DuesMoved : LifecycleEvent
{
    /// <summary>Gets the subscription to which the amount is owed.</summary>
    public required SubscriptionId To { get; init; }

    /// <summary>Gets the amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the refund legs for what was not owed here any more and can't be kept; empty if there is none.</summary>
    public ValueList<RefundLeg> Refunds { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("amount", Amount), ("to", To), ("refunds", Refunds));

    internal override void Apply(Subscription draft)
    {
        draft.References = draft.References.Add(MoneyReferences.OfDuesMoved(To)).Add(MoneyReferences.OfDuesMoved(To, Amount));
        RefundRules.Put(draft, Refunds);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Replace(Refunds);
}
