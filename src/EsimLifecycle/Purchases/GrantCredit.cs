namespace EsimLifecycle;

/// <summary>Grants the customer free credit, for goodwill or a campaign. Free credit is spent before money and is never refunded.</summary>
/// <remarks>Refused with <see cref="RefusalCode.CurrencyMismatch"/>, <see cref="RefusalCode.AmountOutOfRange"/>, <see cref="RefusalCode.CancellationSettled"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</remarks>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Reason">The reason, as a reference to a record that the host keeps.</param>
public sealed record GrantCredit(Money Amount, PersonalReference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.GrantCredit)
    {
        Roles = [Role.Agent, Role.Carrier],
        IsTriable = true,
        Offer = static (ref offer) => offer.Ask(new GrantCredit(offer.SmallestAmount) { Reference = CommandOffer.AnyReference }),
    };

    /// <summary>
    /// Gets the credit's own reference: an equal reference identifies the same credit, which is granted only once
    /// (<see cref="Limits.RememberedReferences"/> are remembered). None, the default, for one made from the id of the command.
    /// </summary>
    public Reference Reference { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var reference = Reference == default ? OwnReference(decision.Cause!.Command) : Reference;
        if (state.References.Contains(MoneyReferences.OfCredit(reference)))
            return;
        if (state.Cancellation?.SettledAt is { } settledAt)
            decision.Refuse(Refusals.CancellationSettled(settledAt));
        decision.RefuseIf(AmountRules.Check(Amount, state.Balances.Currency));
        if (!decision.HasRefusals)
            decision.Raise(new CreditGranted { Reference = reference, Reason = Reason, Postings = [new Posting(Account.Concessions, Account.Promotional, Amount)] });
    }

    // Not the id itself: it counts as personal, and the reference stays with the accounts.
    private static Reference OwnReference(CommandId command) => new($"credit-{Fingerprint.Of(command.Text).Value:x16}");

    internal override Facts ListFacts() => new(("amount", Amount), ("reason", Reason));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Amount);
        visitor.AddOptional(Reason);
        visitor.AddOptional(Reference);
    }
}

/// <summary>Free credit was granted to the customer.</summary>
public sealed record CreditGranted : LifecycleEvent
{
    /// <summary>Gets the credit's own reference.</summary>
    public required Reference Reference { get; init; }

    /// <summary>Gets the reason, as a reference to a record that the host keeps.</summary>
    public PersonalReference Reason { get; init; }

    internal override Facts ListFacts() => new(("amount", Moved), ("reason", Reason));

    internal override void Apply(Subscription draft) => draft.References = draft.References.Add(MoneyReferences.OfCredit(Reference));

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CreditGranted, amount: Moved);
}
