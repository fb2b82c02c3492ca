namespace EsimLifecycle;

/// <summary>
/// Reports a chargeback: the customer disputed a payment, and their bank took it back, in full or in part; or that the bank returned it,
/// because the dispute was won.
/// </summary>
/// <remarks>
/// <para>A fact, never refused. What was still to be refunded of the payment, a first period that it prepaid, and what it left in the
/// balance go first; the customer owes only the rest. Time that it bought stays, that of a top-up as well as a period: whether a line is
/// served whose payment was taken back is the carrier's decision (<see cref="Suspend"/>, <see cref="Terminate"/>). Where other refunds are still to be paid, that is set off against them. What is
/// returned settles the debt, and is the customer's again beyond it.</para>
/// <para>A payment can be disputed several times. A dispute is recognised by its id; without one, each report of a further part of the
/// payment is a dispute of its own, and a report of an amount that is known and can't be taken again is a repetition. Repeating a report
/// changes nothing. The same dispute with another payment or amount, a return of what was never taken, a payment that is unknown, or
/// that the ledger could not hold, and an amount that is not positive or in another currency are recorded as conflicts.</para>
/// </remarks>
/// <param name="Payment">The reference of the payment.</param>
/// <param name="Amount">The amount taken back; positive.</param>
public sealed record ReportChargeback(Reference Payment, Money Amount) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportChargeback) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets the dispute's id at the payment provider; an equal id identifies the same dispute. None, the default, if there is none.</summary>
    public Reference Dispute { get; init; }

    /// <summary>Gets whether the dispute was won, and the bank has returned the amount; false by default.</summary>
    public bool Won { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var payment = PaymentRules.Find(decision.State, Payment);
        var isKnownPayment = payment is null ? decision.State.References.Contains(MoneyReferences.OfPayment(Payment)) : payment.Method != PaymentMethod.Balance && decision.State.CanBook(payment.Amount);
        if (!isKnownPayment || !decision.State.CanBook(Amount))
            decision.Raise(Conflict());
        else if (FindKnown(decision.State, payment) is { } known)
            Continue(ref decision, known, payment);
        else if (Dispute != default && DisputeRules.IsForgotten(decision.State, Dispute, Won))
            return;
        else if (!Won)
            DisputeRules.TakeBack(ref decision, this, payment);
        else if (DisputeRules.IsForgotten(decision.State, Dispute, isWon: false))
            DisputeRules.Return(ref decision, new Dispute(Payment, Amount) { Id = Dispute }, payment, OccurredAt);
        else if (Dispute != default)
            decision.Raise(new ChargebackReversed { Dispute = Dispute, Payment = Payment, Amount = Amount, OccurredAt = OccurredAt });
        else
            decision.Raise(Conflict());
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Payment, Amount = Amount };

    internal override Facts ListFacts() => new(("amount", Amount), ("payment", Payment), ("dispute", Dispute), ("isWon", Won));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Payment);
        visitor.Add(Amount);
        visitor.AddOptional(Dispute);
        visitor.Add(Won);
        visitor.AddOptional(OccurredAt);
    }

    private void Continue(ref DecisionBuilder decision, Dispute known, PaymentReceipt? payment)
    {
        if (known.Payment != Payment || known.Amount != Amount)
            decision.Raise(Conflict());
        else if (Won && !known.IsWon)
            DisputeRules.Return(ref decision, known, payment, OccurredAt);
    }

    /// <summary>Returns the dispute that the report is about; null if the report is the first about it.</summary>
    private Dispute? FindKnown(Subscription state, PaymentReceipt? payment)
    {
        if (Dispute != default)
            return state.Disputes.Find(Dispute, static (dispute, id) => dispute.Id == id);
        Dispute? known = null;
        var taken = Money.Zero(Amount.Currency);
        foreach (var dispute in state.Disputes)
        {
            if (dispute.Payment != Payment)
                continue;
            if (!dispute.IsWon)
                taken += dispute.Amount;

            // Of several alike, one that is still open comes first.
            if (dispute.Amount == Amount && (known is null || (known.IsWon && !dispute.IsWon)))
                known = dispute;
        }

        return Won || payment is null || taken + Amount > payment.Amount ? known : null;
    }
}

/// <summary>A chargeback was recorded: the customer's bank took a payment back, in full or in part.</summary>
public sealed record ChargebackRecorded : LifecycleEvent
{
    /// <summary>Gets the dispute's id; none if none was reported.</summary>
    public Reference Dispute { get; init; }

    /// <summary>Gets the reference of the payment.</summary>
    public required Reference Payment { get; init; }

    /// <summary>Gets the amount taken back.</summary>
    public required Money Amount { get; init; }

    /// <summary>
    /// Gets the part of it that the customer owes: what was neither still to be refunded, nor prepaid, nor left in the balance.
    /// </summary>
    public required Money Owed { get; init; }

    /// <summary>Gets whether the first period, which the payment had prepaid, is no longer paid.</summary>
    public bool EndsPrepaid { get; init; }

    /// <summary>Gets the updated refund legs of the payment, with those of the same transfer.</summary>
    public ValueList<RefundLeg> Legs { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(
        ("amount", Amount),
        ("payment", Payment),
        ("dispute", Dispute),
        ("owed", Owed.IsPositive ? Owed : null));

    internal override void Apply(Subscription draft)
    {
        DisputeRules.Remember(draft, new Dispute(Payment, Amount) { Id = Dispute, Owed = Owed.IsZero ? null : Owed });
        RefundRules.Put(draft, Legs);
        DisputeRules.Count(draft, Payment, Amount, Postings);
        if (EndsPrepaid && draft.Term.Prepaid is { } prepaid)
        {
            draft.Renewal = draft.Renewal with { Promotions = draft.Renewal.BeforeUse(prepaid.Promotions) };
            draft.Term = draft.Term with { Prepaid = null };
        }
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Replace(Legs);
        if (Owed.IsPositive)
            outbox.Tell(MessageTemplate.DuesOpen, amount: Owed);
    }
}

/// <summary>A dispute was won: the bank returned what it had taken back, and the payment counts again.</summary>
public sealed record ChargebackReversed : LifecycleEvent
{
    /// <summary>Gets the dispute's id; none if none was reported.</summary>
    public Reference Dispute { get; init; }

    /// <summary>Gets the reference of the payment.</summary>
    public required Reference Payment { get; init; }

    /// <summary>Gets the amount returned.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the refund legs for what is payable to the customer because nothing can be kept any more; empty if nothing is.</summary>
    public ValueList<RefundLeg> Refunds { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("amount", Amount), ("payment", Payment), ("dispute", Dispute), ("refunds", Refunds));

    internal override void Apply(Subscription draft)
    {
        var won = new Dispute(Payment, Amount) { Id = Dispute, IsWon = true };
        var index = draft.Disputes.IndexOf(won, static (dispute, won) => !dispute.IsWon && dispute.Id == won.Id && dispute.Payment == won.Payment && dispute.Amount == won.Amount);
        if (index < 0)
            DisputeRules.Remember(draft, won);
        else
            draft.Disputes = draft.Disputes.SetItem(index, won);
        if (index >= 0 || Postings.Count > 0)
            DisputeRules.Count(draft, Payment, -Amount, Postings);
        RefundRules.Put(draft, Refunds);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Refunds)
            outbox.PayRefund(leg);
    }
}

/// <summary>What a dispute takes and gives back.</summary>
internal static class DisputeRules
{
    /// <summary>Adds a dispute to those of a draft, and of one that is forgotten what has to be known of it.</summary>
    public static void Remember(Subscription draft, Dispute dispute)
    {
        if (draft.Disputes is { Count: Dispute.Remembered } all && all[0] is { Id: var id } oldest && id != default)
        {
            draft.References = draft.References.Add(MoneyReferences.OfDispute(id, isWon: false));
            if (oldest.IsWon)
                draft.References = draft.References.Add(MoneyReferences.OfDispute(id, isWon: true));
        }

        draft.Disputes = draft.Disputes.AddCapped(dispute, Dispute.Remembered);
    }

    /// <summary>Determines whether what is reported of a dispute was recorded, of which only the id is remembered.</summary>
    public static bool IsForgotten(Subscription state, Reference dispute, bool isWon) => state.References.Contains(MoneyReferences.OfDispute(dispute, isWon));

    /// <summary>Takes back what the payment bought and is still there; the customer owes the rest.</summary>
    public static void TakeBack(ref DecisionBuilder decision, ReportChargeback report, PaymentReceipt? payment)
    {
        // Of a payment so old that it is not remembered, nothing is there any more, and all is owed.
        if (payment is null)
        {
            decision.Raise(new ChargebackRecorded
            {
                Dispute = report.Dispute,
                Payment = report.Payment,
                Amount = report.Amount,
                Owed = report.Amount,
                OccurredAt = report.OccurredAt,
                Postings = [new Posting(Account.Receivable, Account.Customer, report.Amount)],
            });
            return;
        }

        // An activation is not paid with it.
        if (decision.State.Renewal.Purchases.Time is { Prepaid: { } reserved } activation && reserved.Payment == payment.Reference)
            PurchasePipeline.Release(ref decision, activation, isFailed: false);

        var state = decision.State;
        var rest = Money.Max(Money.Min(report.Amount, NotReturned(state, payment)), Money.Zero(report.Amount.Currency));
        var owed = report.Amount - rest;
        var postings = new Postings();
        postings.Add(Account.Receivable, Account.Customer, report.Amount);
        var legs = TakeFromLegs(state, payment, ref rest, ref postings);
        var endsPrepaid = state.Cancellation is not { SettledAt: not null } && rest.IsPositive && state.Term.Prepaid is { } first && first.Payment == payment.Reference;
        if (endsPrepaid)
        {
            var price = state.Term.Prepaid!.Price;
            var taken = Money.Min(rest, price);
            postings.Add(Account.Deferred, Account.Receivable, taken);
            postings.Add(Account.Deferred, Account.Wallet, price - taken);
            rest -= taken;
        }

        var left = Money.Min(rest, LeftInWallet(state, payment));
        postings.Add(Account.Wallet, Account.Receivable, left);
        decision.Raise(new ChargebackRecorded
        {
            Dispute = report.Dispute,
            Payment = payment.Reference,
            Amount = report.Amount,
            Owed = owed + rest - left,
            EndsPrepaid = endsPrepaid,
            Legs = legs,
            OccurredAt = report.OccurredAt,
            Postings = postings.ToList(),
        });
    }

    /// <summary>
    /// Settles the debt with what the bank returned, also what of it was written off; the rest is balance or, where nothing can be kept any
    /// more, payable.
    /// </summary>
    public static void Return(ref DecisionBuilder decision, Dispute dispute, PaymentReceipt? payment, Instant? occurredAt)
    {
        var state = decision.State;
        var zero = Money.Zero(dispute.Amount.Currency);
        var dues = Money.Min(dispute.Amount, state.Dues);
        var givenUp = Money.Min(state.GivenUpOtherwise, Money.Max((dispute.Owed ?? zero) - dues, zero));
        var rest = dispute.Amount - dues - givenUp;
        var canKeep = PaymentRules.CanBeKept(state, dispute.Amount);
        var postings = new Postings();
        postings.Add(Account.Customer, Account.Receivable, dues);
        postings.Add(Account.Customer, Account.WrittenOff, givenUp);
        postings.Add(Account.Customer, canKeep ? Account.Wallet : Account.RefundPayable, rest);
        decision.Raise(new ChargebackReversed
        {
            Dispute = dispute.Id,
            Payment = dispute.Payment,
            Amount = dispute.Amount,
            Refunds = canKeep ? default : SendBack(ref decision, dispute, payment, rest),
            OccurredAt = occurredAt,
            Postings = postings.ToList(),
        });
    }

    // To the payment goes no more than what is left of it once it counts again; a part may have been refunded before the bank took it.
    private static ValueList<RefundLeg> SendBack(ref DecisionBuilder decision, Dispute dispute, PaymentReceipt? payment, Money rest)
    {
        var zero = Money.Zero(rest.Currency);
        var toPayment = payment is null
            ? rest
            : Money.Min(rest, Money.Max(RefundRules.Refundable(decision.State, payment with { ChargedBack = (payment.ChargedBack ?? zero) - dispute.Amount }), zero));
        var legs = default(ListBuilder<RefundLeg>);
        if (toPayment.IsPositive && RefundRules.SendBack(ref decision, dispute.Payment, payment?.Method, toPayment) is { } leg)
            legs.Add(leg);
        if (rest > toPayment && RefundRules.SendBack(ref decision, payment: default, method: null, rest - toPayment, n: 2) is { } other)
            legs.Add(other);
        return legs.ToList();
    }

    /// <summary>Counts what was taken back of a payment, or returned (negative), and what that changed of its part of the wallet.</summary>
    public static void Count(Subscription draft, Reference reference, Money takenBack, ValueList<Posting> postings)
    {
        var index = draft.Payments.IndexOf(reference, static (payment, reference) => payment.Reference == reference);
        if (index < 0)
            return;
        var payment = draft.Payments[index];
        var chargedBack = payment.ChargedBack is { } before ? before + takenBack : takenBack;
        draft.Payments = draft.Payments.SetItem(index, PaymentRules.ToWallet(payment, postings) with { ChargedBack = chargedBack.IsPositive ? chargedBack : null });
    }

    private static ValueList<RefundLeg> TakeFromLegs(Subscription state, PaymentReceipt payment, ref Money rest, ref Postings postings)
    {
        var legs = default(ListBuilder<RefundLeg>);
        foreach (var leg in state.Refunds)
        {
            if (leg.Payment != payment.Reference || leg.IsOver)
                continue;
            var part = Money.Min(rest, leg.Outstanding);
            if (!part.IsPositive)
                continue;
            legs.Add(RefundRules.Reduce(leg, part, isChargedBack: true));
            postings.Add(Account.RefundPayable, Account.Receivable, part);
            rest -= part;
        }

        return RefundRules.WithTheirTransfers(state, legs.ToList());
    }

    /// <summary>Returns the part of a payment that has not come back yet: neither out of goodwill, nor by a dispute without being owed.</summary>
    private static Money NotReturned(Subscription state, PaymentReceipt payment)
    {
        var left = payment.Refunded is { } refunded ? payment.Amount - refunded : payment.Amount;
        foreach (var dispute in state.Disputes)
        {
            if (dispute.Payment == payment.Reference && !dispute.IsWon)
                left -= dispute.Owed is { } owed ? dispute.Amount - owed : dispute.Amount;
        }

        return left;
    }

    /// <summary>Returns what is left in the wallet of a payment. Money is spent oldest first, so the newest payments are the last to be spent.</summary>
    private static Money LeftInWallet(Subscription state, PaymentReceipt payment)
    {
        var left = state.Balances[Account.Wallet];
        for (var i = state.Payments.Count - 1; i >= 0; i--)
        {
            var part = Money.Min(left, state.Payments[i].ToWallet ?? Money.Zero(left.Currency));
            if (state.Payments[i].Reference == payment.Reference)
                return part;
            left -= part;
        }

        return Money.Zero(left.Currency);
    }
}
