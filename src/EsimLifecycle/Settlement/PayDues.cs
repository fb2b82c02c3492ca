namespace EsimLifecycle;

/// <summary>Records that the customer paid the amount they owe, in full or in part, with money from outside or from the balance.</summary>
/// <remarks>
/// A fact, never refused. Any surplus goes to the wallet, and money that can't be kept is sent back, as with <see cref="RecordPayment"/>;
/// if nothing is owed, the payment is sent back in full. From the balance (<see cref="PaymentMethod.Balance"/>, without free credit) as much
/// is paid as is owed and there is; if that is nothing, the report is recorded as a conflict. What the customer disputes is paid only by a payment that
/// names it.
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider; an equal reference identifies the same payment.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Method">The payment method.</param>
public sealed record PayDues(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.PayDues) { Roles = [Role.Agent, Role.Carrier, Role.System], Offer = Offer };

    /// <summary>
    /// Gets the reference of the late charge that is paid first, even if it is disputed; none, the default, for whatever is owed.
    /// </summary>
    public Reference Charge { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var payment = new PaymentReceipt(Reference, Amount, Method);
        if (decision.HasRefusals || PaymentRules.IsKnown(ref decision, this, payment))
            return;
        var state = decision.State;
        if (Method == PaymentMethod.Balance)
            FromBalance(ref decision, payment);
        else if (!state.CanBook(Amount) || DuesOf(state).IsZero)
            PaymentRules.SendBack(ref decision, payment, OccurredAt, Charge);
        else
            PaymentRules.Settle(ref decision, payment, OccurredAt, Charge, DuesOf(state), PaymentRules.CanBeKept(state, Amount));
    }

    private static void Offer(ref CommandOffer offer)
    {
        if (offer.State.Dues.IsPositive)
            offer.AddFact(default, offer.State.Dues);
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

    internal override Facts ListFacts() => new(("amount", Amount), ("method", Method), ("reference", Reference));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.Add(Method);
        visitor.AddOptional(Charge);
        visitor.AddOptional(OccurredAt);
    }

    private Money DuesOf(Subscription state) => state.Dues + state.DisputedOf(Charge);

    private void FromBalance(ref DecisionBuilder decision, PaymentReceipt payment)
    {
        var state = decision.State;
        if (state.CanBook(Amount) && Money.Min(Amount, Money.Min(DuesOf(state), state.Balances[Account.Wallet])) is { IsPositive: true } paid)
            decision.Raise(PaymentRules.Recorded(payment, PaymentUse.Dues, OccurredAt, Charge, [new Posting(Account.Wallet, Account.Receivable, paid)]));
        else
            decision.Raise(Conflict());
    }
}
