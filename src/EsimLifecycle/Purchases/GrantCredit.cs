namespace EsimLifecycle;

/// <summary>Grants the customer free credit, for goodwill or a campaign. Free credit is spent before money and is never refunded.</summary>
/// <remarks>Refused with <see cref="RefusalCode.CurrencyMismatch"/>, <see cref="RefusalCode.AmountOutOfRange"/>, <see cref="RefusalCode.CancellationSettled"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</remarks>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Reason">The reason, as a reference to a record that the host keeps.</param>
public sealed record GrantCredit(Money Amount, Reference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.GrantCredit) { Roles = [Role.Agent, Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Cancellation?.SettledAt is { } settledAt)
            decision.Refuse(Refusals.CancellationSettled(settledAt));
        decision.RefuseIf(AmountRules.Check(Amount, state.Balances.Currency));
        if (!decision.HasRefusals)
            decision.Raise(new CreditGranted { Reason = Reason, Postings = [new Posting(Account.Concessions, Account.Promotional, Amount)] });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Amount);
        visitor.AddOptional(Reason);
    }
}

/// <summary>Free credit was granted to the customer.</summary>
public sealed record CreditGranted : LifecycleEvent
{
    /// <summary>Gets the reason, as a reference to a record that the host keeps.</summary>
    public Reference Reason { get; init; }

    internal override void Apply(Subscription draft)
    {
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CreditGranted);
}
