namespace EsimLifecycle;

/// <summary>Records that the customer paid the amount they owe.</summary>
/// <remarks>
/// A fact, never refused. Any surplus goes to the wallet, and money that can't be kept is sent back, as with <see cref="RecordPayment"/>;
/// if nothing is owed, the payment is sent back in full.
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider; an equal reference identifies the same payment.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Method">The payment method.</param>
public sealed record PayDues(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.PayDues) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var payment = new PaymentReceipt(Reference, Amount, Method);
        if (decision.HasRefusals || PaymentRules.IsKnown(ref decision, this, payment))
            return;
        var dues = -decision.State.Balances[Account.Receivable];
        if (!PaymentRules.IsBookable(decision.State, Amount) || !dues.IsPositive)
        {
            PaymentRules.SendBack(ref decision, payment, OccurredAt, default);
            return;
        }

        var paid = Money.Min(dues, Amount);
        var canKeep = PaymentRules.CanBeKept(decision.State, Amount);
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Receivable, paid);
        postings.Add(Account.Customer, canKeep ? Account.Wallet : Account.RefundPayable, Amount - paid);
        decision.Raise(PaymentRules.Recorded(payment, PaymentUse.Dues, OccurredAt, default) with
        {
            Refund = canKeep || Amount == paid ? null : RefundRules.SendBack(ref decision, Reference, Method, Amount - paid),
            SentBack = canKeep || Amount == paid ? null : Amount - paid,
            Postings = postings.ToList(),
        });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.Add(Method);
        visitor.AddOptional(OccurredAt);
    }
}
