namespace EsimLifecycle;

/// <summary>
/// Writes off the amount that the customer owes, or a part of it. A cancellation that waited for nothing else closes at once.
/// </summary>
/// <remarks>Refused with <see cref="RefusalCode.DuesNone"/>, <see cref="RefusalCode.CurrencyMismatch"/> and <see cref="RefusalCode.AmountOutOfRange"/>.</remarks>
/// <param name="Amount">The amount; positive and at most the amount owed; null, the default, for all of it.</param>
/// <param name="Reason">The reason, as a reference to a record that the host keeps.</param>
public sealed record WriteOff(Money? Amount = null, PersonalReference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.WriteOff) { Roles = [Role.Carrier], IsTriable = true, Offer = static (ref offer) => offer.Add(new WriteOff()) };

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

    internal override Facts ListFacts() => new(("amount", Amount), ("reason", Reason));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.AddOptional(Amount);
        visitor.AddOptional(Reason);
    }
}

/// <summary>The amount that the customer owed was written off, in full or in part.</summary>
public sealed record DuesWrittenOff : LifecycleEvent
{
    /// <summary>Gets the reason, as a reference to a record that the host keeps.</summary>
    public PersonalReference Reason { get; init; }

    internal override Facts ListFacts() => new(("amount", Moved), ("reason", Reason));

    internal override void Apply(Subscription draft)
    {
        var amount = Postings[0].Amount;
        var rest = amount - draft.AllotGivenUp(amount);

        // What was given up of the settlement's own dues goes back with it; late charges are owed all the same.
        if (draft.Status == SubscriptionStatus.Closed || draft.Cancellation is not { SettledAt: not null } request || rest.IsZero)
            return;
        var posting = Postings[0] with { Amount = rest };
        draft.Cancellation = request with
        {
            SettlementPostings = request.SettlementPostings is [.., { From: Account.WrittenOff } last]
                ? request.SettlementPostings.SetItem(request.SettlementPostings.Count - 1, last with { Amount = last.Amount + rest })
                : request.SettlementPostings.Add(posting),
        };
    }
}
