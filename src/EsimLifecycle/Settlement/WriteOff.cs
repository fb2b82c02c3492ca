namespace EsimLifecycle;

/// <summary>Gives up what the customer owes, or a part of it. Where a cancellation waited for nothing else, it closes at once.</summary>
/// <remarks>Refused with <see cref="RefusalCode.DuesNone"/>, <see cref="RefusalCode.CurrencyMismatch"/> and <see cref="RefusalCode.AmountOutOfRange"/>.</remarks>
/// <param name="Amount">How much; positive, at most what is owed; null for all.</param>
/// <param name="Reason">Why, as a reference to what the host keeps.</param>
public sealed record WriteOff(Money? Amount = null, Reference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.WriteOff) { Roles = [Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var dues = -decision.State.Balances[Account.Receivable];
        if (!dues.IsPositive)
            decision.Refuse(Refusals.DuesNone());
        else if (Amount is { } amount && AmountRules.Check(amount, dues.Currency, largest: dues) is { } refusal)
            decision.Refuse(refusal);
        if (!decision.HasRefusals)
            decision.Raise(new DuesWrittenOff { Reason = Reason, Postings = [new Posting(Account.WrittenOff, Account.Receivable, Amount ?? dues)] });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.AddOptional(Amount);
        visitor.AddOptional(Reason);
    }
}

/// <summary>What the customer owed was given up, or a part of it.</summary>
public sealed record DuesWrittenOff : LifecycleEvent
{
    /// <summary>Why, as a reference to what the host keeps.</summary>
    public Reference Reason { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (draft.Status == SubscriptionStatus.Closed || draft.Cancellation is not { SettledAt: not null } request)
            return;
        draft.Cancellation = request with { SettlementPostings = request.SettlementPostings.AddRange(Postings) };
    }
}
