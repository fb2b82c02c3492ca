using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Records that a payment from the customer arrived, or that an attempt to pay failed.</summary>
/// <remarks>
/// <para>A fact, never refused. The payment buys whatever its charge was for or, without a charge, the first or the next period; any
/// surplus goes to the wallet. Money that can't be kept (a wrong currency, a closed subscription, a void charge) is sent back in full. A
/// reference that is already recorded changes nothing; with different content, or with an amount that is not positive, it is recorded as a
/// conflict. A failed attempt changes nothing except the record of it.</para>
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider; an equal reference identifies the same payment.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Method">The payment method.</param>
public sealed record RecordPayment(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordPayment) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>
    /// Gets the charge whose outcome this is (<see cref="ChargePayment.Charge"/>); none, the default, if the customer paid unprompted.
    /// </summary>
    public Reference Charge { get; init; }

    /// <summary>Gets whether the attempt failed, in which case no money moves; false by default.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var payment = new PaymentReceipt(Reference, Amount, Method);
        if (decision.HasRefusals || PaymentRules.IsKnown(ref decision, Kind, payment, Failed))
            return;

        var charge = decision.State.Renewal.Find(Charge);
        if (Failed)
        {
            // The same failure again must not count against the next try.
            if (charge is not null && charge.FailedBy == Reference)
                return;
            decision.Raise(PaymentRules.Recorded(payment, PaymentUse.Failed, OccurredAt, Charge));
            if (charge is { AnswerDueBy: not null })
                ChargeRules.Fail(ref decision, charge, Reference);
        }
        else if (decision.State.Renewal.FindEnded(Charge)?.Outcome == ChargeOutcome.Voided || !PaymentRules.CanBeKept(decision.State, Amount))
        {
            PaymentRules.SendBack(ref decision, payment, OccurredAt, Charge);
        }
        else
        {
            Use(ref decision, payment, charge);
        }
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.Add(Method);
        visitor.AddOptional(Charge);
        visitor.Add(Failed);
        visitor.AddOptional(OccurredAt);
    }

    private void Use(ref DecisionBuilder decision, PaymentReceipt payment, Charge? charge)
    {
        // What was charged for something else than a period, and is over, does not buy one.
        var ended = decision.State.Renewal.FindEnded(Charge);
        var buysNothing = ended is { Outcome: ChargeOutcome.Paid } or { Purpose: not ChargePurpose.Renewal };
        if (buysNothing || !BuysSomething(ref decision, payment, charge))
            PaymentRules.ToWallet(ref decision, payment, OccurredAt, Charge);
    }

    private bool BuysSomething(ref DecisionBuilder decision, PaymentReceipt payment, Charge? charge) => charge?.Purpose switch
    {
        ChargePurpose.PlanChange => PlanChanges.Pay(ref decision, payment, OccurredAt, charge),
        ChargePurpose.Pack => PackRules.Pay(ref decision, payment, OccurredAt, charge),
        _ when decision.State.Status == SubscriptionStatus.Pending => PaysFirstPeriod(ref decision, payment),
        _ => PaysNextPeriod(ref decision, payment, charge),
    };

    private bool PaysFirstPeriod(ref DecisionBuilder decision, PaymentReceipt payment)
    {
        var price = Pricing.NextPeriod(ref decision);
        if (decision.State.Term.Prepaid is not null || decision.State.Renewal.Purchases.HasTime || price.Price.IsZero || Amount < price.Price)
            return false;
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Deferred, price.Price);
        postings.Add(Account.Customer, Account.Wallet, Amount - price.Price);
        decision.Raise(PaymentRules.Recorded(payment, PaymentUse.FirstPeriod, OccurredAt, Charge, postings.ToList()) with
        {
            Prepaid = price.Price,
            Promotions = price.Promotions,
        });
        return true;
    }

    private bool PaysNextPeriod(ref DecisionBuilder decision, PaymentReceipt payment, Charge? charge)
    {
        var state = decision.State;
        var price = Pricing.NextPeriod(ref decision, charge?.Plan);
        var isWanted = state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace or SubscriptionStatus.Suspended
            && !state.Renewal.Purchases.HasTime && price.Plan.Validity is null && !Periods.IsFull(ref decision);
        if (!isWanted || price.Price.IsZero || Amount < price.Price)
            return false;

        // Paid unasked while auto-renewal was about to charge for the same period: that charge is answered as well.
        var answered = charge ?? state.Renewal.Find(ChargePurpose.Renewal);
        if (Periods.Next(ref decision, price, answered?.Key ?? default, Reference) is not { IsNone: false } next)
            return false;
        PurchasePipeline.RecordPart(ref decision, payment, price.Price, PaymentUse.Renewal, OccurredAt, Charge);
        PurchasePipeline.Take(ref decision, next, default, price.Price);
        return true;
    }
}

/// <summary>What a payment was used for.</summary>
[JsonConverter(typeof(EnumJsonConverter<PaymentUse>))]
public enum PaymentUse
{
    /// <summary>The first period, which begins with the activation; any surplus goes to the wallet.</summary>
    FirstPeriod,

    /// <summary>The next period; any surplus goes to the wallet.</summary>
    Renewal,

    /// <summary>A change to another plan; any surplus goes to the wallet.</summary>
    PlanChange,

    /// <summary>A pack; any surplus goes to the wallet.</summary>
    Pack,

    /// <summary>The wallet, in full: the payment was intended for it, or buys nothing at present.</summary>
    Wallet,

    /// <summary>The amount that the customer owed; any surplus goes to the wallet.</summary>
    Dues,

    /// <summary>None: the payment can't be kept and is sent back in full.</summary>
    SentBack,

    /// <summary>None: the attempt failed and no money moved.</summary>
    Failed,
}

/// <summary>A payment, or a failed attempt to pay, was recorded.</summary>
public sealed record PaymentRecorded : LifecycleEvent
{
    /// <summary>Gets the payment.</summary>
    public required PaymentReceipt Payment { get; init; }

    /// <summary>Gets what the payment was used for.</summary>
    public required PaymentUse Use { get; init; }

    /// <summary>Gets the key of the charge whose outcome the payment is; none for a payment without a charge.</summary>
    public Reference Charge { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the price of the first period, if the payment paid for it; null otherwise.</summary>
    public Money? Prepaid { get; init; }

    /// <summary>Gets the codes of the promotions that lowered that price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the amount that is sent back; null for nothing.</summary>
    public Money? SentBack { get; init; }

    /// <summary>
    /// Gets the refund leg for the amount sent back; null if the ledger can't record it because it is in another currency.
    /// </summary>
    public RefundLeg? Refund { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (Use == PaymentUse.Failed)
            return;
        draft.Payments = PaymentRules.Remember(draft, Payment);
        if (Prepaid is { } price)
            draft.Term = draft.Term with { Prepaid = new PrepaidPeriod(price) { Promotions = Promotions } };
        draft.Renewal = draft.Renewal.Use(Promotions);
        if (Charge != default && Use != PaymentUse.Renewal)
            draft.Renewal = draft.Renewal.End(Charge, ChargeOutcome.Paid);
        if (Refund is { } leg)
            draft.Refunds = draft.Refunds.Add(leg);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (SentBack is { } amount)
        {
            if (Refund is { } leg)
                outbox.PayRefund(leg);
            else
                outbox.PayRefund(amount, Payment);
            outbox.Tell(MessageTemplate.PaymentSentBack, Refund?.Key ?? default, amount);
        }
    }
}

/// <summary>The rules that apply to every payment, whatever it is for.</summary>
internal static class PaymentRules
{
    /// <summary>
    /// Determines whether there is nothing to use because the payment is already recorded or is not a payment at all. An equal reference
    /// with different content, and an amount that is not positive, are recorded as conflicts.
    /// </summary>
    public static bool IsKnown(ref DecisionBuilder decision, CommandKind fact, PaymentReceipt payment, bool failed = false)
    {
        var earlier = Find(decision.State, payment.Reference) is { } known ? known with { ChargedBack = null } : null;
        if (earlier is null && payment.Amount.IsPositive)
            return false;
        if (earlier is null || failed || earlier != payment)
            decision.Raise(new FactConflicted { Fact = fact, Reference = payment.Reference, Amount = payment.Amount });
        return true;
    }

    /// <summary>Returns the payment with a reference; null if it is unknown or no longer remembered.</summary>
    public static PaymentReceipt? Find(Subscription state, Reference reference) =>
        state.Payments.Find(reference, static (payment, reference) => payment.Reference == reference);

    /// <summary>
    /// Determines whether the money can be kept: it is in the ledger's currency, within bounds, and arrived before the account was settled.
    /// </summary>
    public static bool CanBeKept(Subscription state, Money amount) =>
        IsBookable(state, amount) && state.Status != SubscriptionStatus.Closed && state.Cancellation is not { SettledAt: not null };

    public static void ToWallet(ref DecisionBuilder decision, PaymentReceipt payment, Instant? occurredAt, Reference charge)
    {
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Wallet, payment.Amount);
        decision.Raise(Recorded(payment, PaymentUse.Wallet, occurredAt, charge, postings.ToList()));
    }

    /// <summary>Records that a payment is sent back in full. An amount that the ledger can hold is payable until it is paid out.</summary>
    public static void SendBack(ref DecisionBuilder decision, PaymentReceipt payment, Instant? occurredAt, Reference charge)
    {
        var recorded = Recorded(payment, PaymentUse.SentBack, occurredAt, charge) with { SentBack = payment.Amount };
        if (!IsBookable(decision.State, payment.Amount))
        {
            decision.Raise(recorded);
            return;
        }

        decision.Raise(recorded with
        {
            Refund = RefundRules.SendBack(ref decision, payment.Reference, payment.Method, payment.Amount),
            Postings = [new Posting(Account.Customer, Account.RefundPayable, payment.Amount)],
        });
    }

    public static PaymentRecorded Recorded(
        PaymentReceipt payment,
        PaymentUse use,
        Instant? occurredAt,
        Reference charge,
        ValueList<Posting> postings = default) =>
        new() { Payment = payment, Use = use, OccurredAt = occurredAt, Charge = charge, Postings = postings };

    /// <summary>The minimum number of payments that are remembered, refundable or not: 16.</summary>
    public const int Remembered = 16;

    /// <summary>
    /// Returns the payments that can still be refunded, and in any case the latest ones, because a redelivery or a chargeback may arrive
    /// late. Money is spent oldest first, so the refundable payments are the newest ones that cover the unspent amount.
    /// </summary>
    public static ValueList<PaymentReceipt> Remember(Subscription draft, PaymentReceipt payment)
    {
        var earlier = draft.Payments;
        var unspent = draft.Balances.Minor(Account.Wallet) + draft.Balances.Minor(Account.Held) + draft.Balances.Minor(Account.Deferred) + draft.Balances.Minor(Account.RefundPayable);
        var covered = Covers(draft, payment);
        var first = earlier.Count;
        while (first > 0 && (covered < unspent || earlier.Count - first < Remembered - 1))
            covered += Covers(draft, earlier[--first]);
        return (first == 0 ? earlier : ValueList.Create(earlier.AsSpan()[first..])).Add(payment);
    }

    /// <summary>Determines whether the ledger can hold the amount.</summary>
    public static bool IsBookable(Subscription state, Money amount) =>
        amount.Currency == state.Balances.Currency && amount.IsPositive && Limits.Covers(amount);

    private static long Covers(Subscription draft, PaymentReceipt payment) => IsBookable(draft, payment.Amount) ? payment.Amount.MinorUnits : 0;
}
