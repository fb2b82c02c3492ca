namespace EsimLifecycle;

/// <summary>Reports a chargeback: the customer disputed a payment, and their bank took it back.</summary>
/// <remarks>
/// A fact, never refused. The customer owes the amount from then on. An amount above the payment, a second chargeback of the same payment
/// with a different amount, and a chargeback of a payment that is unknown, no longer remembered, or that the ledger could not hold, are
/// recorded as conflicts. Repeating the same chargeback changes nothing.
/// </remarks>
/// <param name="Payment">The reference of the payment.</param>
/// <param name="Amount">The amount taken back; positive.</param>
public sealed record ReportChargeback(Reference Payment, Money Amount) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportChargeback) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var payment = PaymentRules.Find(decision.State, Payment);
        if (payment?.ChargedBack == Amount)
            return;
        if (payment is null || payment.ChargedBack is not null || !PaymentRules.IsBookable(decision.State, payment.Amount)
            || payment.Amount.Currency != Amount.Currency || !Amount.IsPositive || Amount > payment.Amount)
        {
            decision.Raise(Conflict());
            return;
        }

        decision.Raise(new ChargebackRecorded
        {
            Payment = Payment,
            Amount = Amount,
            OccurredAt = OccurredAt,
            Postings = [new Posting(Account.Receivable, Account.Customer, Amount)],
        });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Payment, Amount = Amount };

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Payment);
        visitor.Add(Amount);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>A chargeback was recorded: the customer's bank took a payment back, and the customer owes it.</summary>
public sealed record ChargebackRecorded : LifecycleEvent
{
    /// <summary>Gets the reference of the payment.</summary>
    public required Reference Payment { get; init; }

    /// <summary>Gets the amount taken back.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (draft.Payments.IndexOf(Payment, static (payment, reference) => payment.Reference == reference) is var index and >= 0)
            draft.Payments = draft.Payments.SetItem(index, draft.Payments[index] with { ChargedBack = Amount });
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DuesOpen, amount: Amount);
}
