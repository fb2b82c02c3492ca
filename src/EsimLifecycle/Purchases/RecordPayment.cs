using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Records that a payment from the customer arrived, or that an attempt to pay failed.</summary>
/// <remarks>
/// <para>A fact, never refused. The payment buys whatever its charge was for, also when it is late; without a charge, it buys the first or the
/// next period, and answers a charge that is open for that. Any surplus goes to the wallet. A payment that does not cover what its charge was
/// for goes to the wallet too, and the charge stays open for the rest: it is bought as soon as the balance covers it. If what the charge was
/// for has been bought otherwise, the payment is balance.</para>
/// <para>A payment that names a late charge pays that, and what else is owed.</para>
/// <para>Money that can't be kept (a wrong currency, a closed subscription, a void charge, a charge that is already paid) pays what is owed, and the rest is sent back.
/// A reference that is already recorded (<see cref="Limits.RememberedReferences"/> are remembered) changes nothing; with different content, or
/// with an amount that is not positive, it is recorded as a conflict. A failed attempt changes nothing except the record of it and its charge.</para>
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider; an equal reference identifies the same payment.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Method">The payment method.</param>
public sealed record RecordPayment(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordPayment) { Roles = [Role.Agent, Role.Carrier, Role.System], Offer = Offer };

    /// <summary>
    /// Gets the charge whose outcome this is (<see cref="ChargePayment.Charge"/>), or the late charge that is paid; none, the default, if the customer
    /// paid unprompted.
    /// </summary>
    public Reference Charge { get; init; }

    /// <summary>Gets whether the attempt failed, in which case no money moves; false by default.</summary>
    public bool Failed { get; init; }

    /// <summary>
    /// Gets the number of the attempt that failed (<see cref="ChargePayment.Attempt"/>); null, the default, if that is not known. A failure of an
    /// earlier attempt does not count against the latest one. Where neither this nor <see cref="LifecycleFact.OccurredAt"/> tells them apart, the
    /// reference does: a failure under the reference of an earlier one counts only if all failures of the charge so far had that reference.
    /// </summary>
    public int? Attempt { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var payment = new PaymentReceipt(Reference, Amount, Method);
        var renewal = decision.State.Renewal;
        var charge = renewal.Find(Charge);
        var ended = charge is null ? renewal.FindEnded(Charge) : null;
        if (Failed)
            Fail(ref decision, payment, charge, ended?.Charge);
        else if (PaymentRules.IsKnown(ref decision, this, payment))
            return;
        else if (ended?.Outcome is ChargeOutcome.Voided or ChargeOutcome.Paid || !PaymentRules.CanBeKept(decision.State, Amount))
            PaymentRules.SendBack(ref decision, payment, OccurredAt, Charge);
        else if (charge is null && ended is null && decision.State.FindLateCharge(Charge) is not null)
            PaymentRules.Settle(ref decision, payment, OccurredAt, Charge, decision.State.Dues + decision.State.DisputedOf(Charge), canKeep: true);
        else if (decision.State.Status == SubscriptionStatus.Pending && charge is null)
            PayFirstPeriod(ref decision, payment);
        else if (ended?.Outcome == ChargeOutcome.Superseded)
            PaymentRules.ToWallet(ref decision, payment, OccurredAt, Charge);
        else
            Use(ref decision, payment, charge ?? ended?.Charge ?? renewal.Find(ChargePurpose.Renewal));
    }

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var charge in offer.State.Renewal.Charges)
            offer.AddFact(charge.Key, charge.Amount);
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

    internal override Facts ListFacts() => new(
        ("amount", Amount),
        ("method", Method),
        ("reference", Reference),
        ("charge", Charge),
        ("isFailed", Failed));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.Add(Method);
        visitor.AddOptional(Charge);
        visitor.Add(Failed);
        visitor.AddOptional(Attempt);
        visitor.AddOptional(OccurredAt);
    }

    private void Fail(ref DecisionBuilder decision, PaymentReceipt payment, Charge? charge, Charge? ended)
    {
        var isKnown = (charge ?? ended)?.FailedBy.Contains(Reference) ?? false;
        var counts = charge is { AnswerDueBy: not null } && IsOutcomeOf(charge, isKnown, decision.At);
        if ((isKnown && !counts) || PaymentRules.IsKnown(ref decision, this, payment, failed: true))
            return;
        decision.Raise(PaymentRules.Recorded(payment, PaymentUse.Failed, OccurredAt, Charge));
        if (counts)
            ChargeRules.Fail(ref decision, charge!, Reference);
    }

    /// <summary>Determines whether this failure is the outcome of the latest attempt, rather than of an earlier one.</summary>
    private bool IsOutcomeOf(Charge charge, bool isKnown, Instant now)
    {
        if (Attempt is { } attempt)
            return attempt == charge.Attempt;
        if (OccurredAt < charge.AttemptedAt)
            return false;

        // A provider with one reference for every attempt tells all failures under that; any other has told this one before.
        return !isKnown || (charge.FailedBy.Count == 1 && !((OccurredAt ?? now) <= charge.AttemptedAt));
    }

    /// <summary>Uses the payment for a charge, which it answers; without one, for the next period.</summary>
    private void Use(ref DecisionBuilder decision, PaymentReceipt payment, Charge? charge)
    {
        var lacking = ChargeRules.TryBuy(ref decision, charge, usesBalance: charge is not null, new IncomingPayment(payment, OccurredAt, Charge));
        if (lacking is { IsZero: true })
            return;

        // What can't be bought while a cancellation is open can be if that comes to nothing.
        if (charge is not null && (lacking is not null || decision.State.Status.IsPendingCancel()))
            PaymentRules.ToWallet(ref decision, payment, OccurredAt, charge.Key, rest: lacking ?? Money.Zero(Amount.Currency));
        else
            PaymentRules.ToWallet(ref decision, payment, OccurredAt, Charge);
    }

    private void PayFirstPeriod(ref DecisionBuilder decision, PaymentReceipt payment)
    {
        var price = Pricing.NextPeriod(ref decision);
        if (decision.State.Term.Prepaid is not null || decision.State.Renewal.Purchases.HasTime || price.Price.IsZero || Amount < price.Price)
        {
            PaymentRules.ToWallet(ref decision, payment, OccurredAt, Charge);
            return;
        }

        var postings = new Postings();
        postings.Add(Account.Customer, Account.Deferred, price.Price);
        postings.Add(Account.Customer, Account.Wallet, Amount - price.Price);
        decision.Raise(PaymentRules.Recorded(payment, PaymentUse.FirstPeriod, OccurredAt, Charge, postings.ToList()) with
        {
            Prepaid = price.Price,
            Promotions = price.Promotions,
        });
    }
}

/// <summary>A payment that has just arrived, and the charge that it names.</summary>
internal readonly record struct IncomingPayment(PaymentReceipt Receipt, Instant? OccurredAt, Reference Charge);

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

    /// <summary>The wallet, in full: the payment was intended for it, or buys nothing at present, and nothing is owed.</summary>
    Wallet,

    /// <summary>The amount that the customer owed; any surplus goes to the wallet or, if it can't be kept, is sent back.</summary>
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

    /// <summary>
    /// Gets the key of the charge whose outcome the payment is, or that it pays a part of, or the reference of the late charge that it names; none for a
    /// payment without a charge.
    /// </summary>
    public Reference Charge { get; init; }

    /// <summary>
    /// Gets the amount that is still to be paid for the charge, which stays open for it; null if the charge is answered, and for a payment without
    /// a charge.
    /// </summary>
    public Money? Rest { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the price of the first period, if the payment paid for it; null otherwise.</summary>
    public Money? Prepaid { get; init; }

    /// <summary>Gets the codes of the promotions that lowered that price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the amount that is sent back; null for nothing.</summary>
    public Money? SentBack { get; init; }

    /// <summary>
    /// Gets the refund leg for the amount sent back; null if the ledger can't record it because it is in another currency, or if as many refunds are
    /// unpaid as are remembered (<see cref="RefundLeg.Remembered"/>), so that it waits for one of them.
    /// </summary>
    public RefundLeg? Refund { get; init; }

    internal override Facts ListFacts() => new(
        ("amount", Payment.Amount),
        ("method", Payment.Method),
        ("reference", Payment.Reference),
        ("charge", Charge),
        ("use", Use),
        ("rest", Rest),
        ("sentBack", SentBack == Payment.Amount ? null : SentBack),
        ("dueBy", Refund?.DueBy),
        ("promotions", Promotions));

    internal override void Apply(Subscription draft)
    {
        if (Use == PaymentUse.Failed)
            return;
        draft.Payments = PaymentRules.Remember(draft, PaymentRules.ToWallet(Payment, Postings));
        draft.References = draft.References.Add(MoneyReferences.OfPayment(Payment.Reference));
        if (Postings.Count > 0 && draft.FindLateCharge(Charge) is { } late)
            draft.LateCharges = LateChargeRules.Put(draft.LateCharges, late.Less(Money.Min(late.Open, PaymentRules.Paid(Payment, Postings))));
        if (Prepaid is { } price)
            draft.Term = draft.Term with { Prepaid = new PrepaidPeriod(price) { Payment = Payment.Reference, Promotions = Promotions } };
        draft.Renewal = draft.Renewal.Use(Promotions);
        if (Rest is { } rest)
            draft.Renewal = draft.Renewal.PayPart(Charge, Payment.Amount, rest);
        else if (Charge != default && Use != PaymentUse.SentBack)
            draft.Renewal = draft.Renewal.End(Charge, ChargeOutcome.Paid);
        if (Refund is { } leg)
            RefundRules.Put(draft, leg);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (SentBack is { } amount)
        {
            if (Refund is { } leg)
                outbox.PayRefund(leg);
            else if (Postings.Count == 0)
                outbox.PayRefund(amount, Payment);
            outbox.Tell(MessageTemplate.PaymentSentBack, Refund?.Key ?? default, amount, until: Refund?.DueBy);
        }

        if (Rest is { IsZero: false })
            outbox.Tell(MessageTemplate.PaymentIncomplete, Charge, Rest);
    }
}

/// <summary>The rules that apply to every payment, whatever it is for.</summary>
internal static class PaymentRules
{
    /// <summary>
    /// Determines whether there is nothing to use because the payment is already recorded or is not a payment at all. An equal reference
    /// with different content, and an amount that is not positive, are recorded as conflicts; of a payment that is no longer remembered by more
    /// than its reference, the content is not compared.
    /// </summary>
    public static bool IsKnown(ref DecisionBuilder decision, LifecycleFact fact, PaymentReceipt payment, bool failed = false)
    {
        var earlier = Find(decision.State, payment.Reference);
        var isKnown = earlier is not null || decision.State.References.Contains(MoneyReferences.OfPayment(payment.Reference));

        // The balance is no money from outside; it can only pay what is owed.
        if (!isKnown && payment.Amount.IsPositive && (payment.Method != PaymentMethod.Balance || fact is PayDues))
            return false;
        if (!isKnown || failed || (earlier is not null && (earlier.Amount != payment.Amount || earlier.Method != payment.Method)))
            decision.Raise(fact.Conflict());
        return true;
    }

    /// <summary>Returns the payment with a reference; null if it is unknown, or no longer remembered by more than its reference.</summary>
    public static PaymentReceipt? Find(Subscription state, Reference reference) =>
        state.Payments.Find(reference, static (payment, reference) => payment.Reference == reference);

    /// <summary>
    /// Determines whether the money can be kept: it is in the ledger's currency, within bounds, and arrived before the account was settled.
    /// </summary>
    public static bool CanBeKept(Subscription state, Money amount) =>
        state.CanBook(amount) && state.Status != SubscriptionStatus.Closed && state.Cancellation is not { SettledAt: not null };

    /// <param name="decision">The decision so far.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="occurredAt">The time at which it happened, if it was reported.</param>
    /// <param name="charge">The charge that the payment answers, or pays a part of.</param>
    /// <param name="rest">The amount for which that charge stays open; null if the payment answers it.</param>
    public static void ToWallet(ref DecisionBuilder decision, PaymentReceipt payment, Instant? occurredAt, Reference charge, Money? rest = null)
    {
        // A part of a charge waits for the rest of it.
        var dues = rest is null ? decision.State.Dues : Money.Zero(payment.Amount.Currency);
        Settle(ref decision, payment, occurredAt, charge, dues, canKeep: true, rest);
    }

    /// <summary>
    /// Records a payment that can't be kept: it pays what is owed, and the rest is sent back. An amount that the ledger can hold is payable
    /// until it is paid out.
    /// </summary>
    public static void SendBack(ref DecisionBuilder decision, PaymentReceipt payment, Instant? occurredAt, Reference charge)
    {
        if (decision.State.CanBook(payment.Amount))
            Settle(ref decision, payment, occurredAt, charge, decision.State.DuesBeforeEnd + decision.State.DisputedOf(charge), canKeep: false);
        else
            decision.Raise(Recorded(payment, PaymentUse.SentBack, occurredAt, charge) with { SentBack = payment.Amount });
    }

    /// <summary>Records a payment that pays dues; the rest goes to the wallet or, if it can't be kept, is sent back.</summary>
    public static void Settle(ref DecisionBuilder decision, PaymentReceipt payment, Instant? occurredAt, Reference charge, Money dues, bool canKeep, Money? open = null)
    {
        var paid = Money.Min(dues, payment.Amount);
        var rest = payment.Amount - paid;
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Receivable, paid);
        postings.Add(Account.Customer, canKeep ? Account.Wallet : Account.RefundPayable, rest);
        var isSentBack = !canKeep && rest.IsPositive;
        decision.Raise(new PaymentRecorded
        {
            Payment = payment,
            Use = paid.IsPositive ? PaymentUse.Dues : canKeep ? PaymentUse.Wallet : PaymentUse.SentBack,
            OccurredAt = occurredAt,
            Charge = charge,
            Postings = postings.ToList(),
            Refund = isSentBack ? RefundRules.SendBack(ref decision, payment.Reference, payment.Method, rest) : null,
            SentBack = isSentBack ? rest : null,
            Rest = open,
        });
    }

    /// <summary>Returns the part of a payment that pays what is owed.</summary>
    public static Money Paid(PaymentReceipt payment, ValueList<Posting> postings)
    {
        foreach (ref readonly var posting in postings.AsSpan())
        {
            if (posting.To == Account.Receivable)
                return posting.Amount;
        }

        return Money.Zero(payment.Amount.Currency);
    }

    /// <summary>Returns the payment with the part that postings moved to the wallet, or took from there.</summary>
    public static PaymentReceipt ToWallet(PaymentReceipt payment, ValueList<Posting> postings)
    {
        var part = payment.ToWallet ?? Money.Zero(payment.Amount.Currency);
        foreach (ref readonly var posting in postings.AsSpan())
        {
            if (posting.To == Account.Wallet)
                part += posting.Amount;
            else if (posting.From == Account.Wallet)
                part -= posting.Amount;
        }

        return part.IsPositive || payment.ToWallet is not null ? payment with { ToWallet = part.IsPositive ? part : null } : payment;
    }

    public static PaymentRecorded Recorded(
        PaymentReceipt payment,
        PaymentUse use,
        Instant? occurredAt,
        Reference charge,
        ValueList<Posting> postings = default) =>
        new() { Payment = payment, Use = use, OccurredAt = occurredAt, Charge = charge, Postings = postings };

    /// <summary>Counts what was refunded of a payment out of goodwill, or (negative) is not any more.</summary>
    public static void Refund(Subscription draft, Reference reference, Money refunded)
    {
        var index = draft.Payments.IndexOf(reference, static (payment, reference) => payment.Reference == reference);
        if (index < 0 || refunded.IsZero)
            return;
        var payment = draft.Payments[index];
        var sum = payment.Refunded + refunded ?? refunded;
        draft.Payments = draft.Payments.SetItem(index, payment with { Refunded = sum.IsPositive ? sum : null });
    }

    /// <summary>The number of latest payments that are remembered in any case, refundable or not: 16.</summary>
    public const int Latest = 16;

    /// <summary>
    /// Returns the payments that can still be refunded, and in any case the latest ones, because a redelivery or a chargeback may arrive
    /// late. Money is spent oldest first, so the refundable payments are the newest ones that cover the unspent amount. Of too many the smallest is
    /// forgotten, so that nobody makes a large payment lose its way back by many small ones.
    /// </summary>
    public static ValueList<PaymentReceipt> Remember(Subscription draft, PaymentReceipt payment)
    {
        var earlier = draft.Payments;
        var unspent = draft.Balances.Minor(Account.Wallet) + draft.Balances.Minor(Account.Held) + draft.Balances.Minor(Account.Deferred) + draft.Balances.Minor(Account.RefundPayable);
        var covered = Covers(draft, payment);
        var (first, smallest, least) = (earlier.Count, 0, long.MaxValue);
        while (first > 0 && (covered < unspent || earlier.Count - first < Latest - 1))
        {
            var covers = Covers(draft, earlier[--first]);
            covered += covers;
            if (covers <= least && earlier.Count - first >= Latest)
                (smallest, least) = (first, covers);
        }

        if (earlier.Count - first >= PaymentReceipt.Remembered)
            return earlier.Replace(smallest, payment);
        return earlier.AddCapped(payment, earlier.Count - first + 1);
    }

    private static long Covers(Subscription draft, PaymentReceipt payment) =>
        draft.CanBook(payment.Amount) && payment.Method != PaymentMethod.Balance ? payment.Amount.MinorUnits : 0;
}
