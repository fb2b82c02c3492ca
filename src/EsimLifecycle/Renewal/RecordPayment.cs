namespace EsimLifecycle;

/// <summary>Money arrived from the customer, or an attempt to pay failed.</summary>
/// <remarks>
/// <para>A fact: it is never refused. What fits is applied, the rest goes to the wallet; what can't be kept (a wrong currency, a closed
/// subscription) is sent back whole; a reference recorded before changes nothing. With other content, or without any money, it is recorded as a
/// conflict.</para>
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider: the same reference is the same payment.</param>
/// <param name="Amount">How much; positive.</param>
/// <param name="Method">How it was paid.</param>
public sealed record RecordPayment(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(CommandKind.RecordPayment)
{
    /// <summary>What the customer paid for.</summary>
    public PaymentPurpose For { get; init; }

    /// <summary>Whether the attempt failed. Then no money moves.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref Turn turn)
    {
        if (turn.HasRefusals)
            return;
        var known = FindKnown(turn.State);
        if (known is not null)
        {
            if (Failed || known != Receipt)
                turn.Raise(Conflict());
            return;
        }

        if (!Amount.IsPositive)
            turn.Raise(Conflict());
        else if (Failed)
            turn.Raise(Recorded(PaymentUse.Failed, default));
        else if (!PaymentRules.FitsLedger(Amount, turn.State.Balances.Currency))
            turn.Raise(Recorded(PaymentUse.SentBack, default));
        else if (turn.State.Status == SubscriptionStatus.Closed || turn.State.Cancellation is { SettledAt: not null })
            SendBack(ref turn);
        else
            Use(ref turn);
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(Reference.Text);
        fingerprint.Add(Amount);
        fingerprint.Add((int)Method);
        fingerprint.Add((int)For);
        fingerprint.Add(Failed);
        fingerprint.Add(OccurredAt);
    }

    private PaymentReceipt? FindKnown(Subscription state)
    {
        foreach (var payment in state.Payments)
        {
            if (payment.Reference == Reference)
                return payment;
        }

        return null;
    }

    private void SendBack(ref Turn turn)
    {
        var postings = new Postings();
        postings.Add(Account.Customer, Account.RefundPayable, Amount);
        turn.Raise(Recorded(PaymentUse.SentBack, postings.ToList()) with
        {
            RefundDueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Settlement.RefundWithinDays),
        });
    }

    private void Use(ref Turn turn)
    {
        var state = turn.State;
        var price = state.Contract!.Plan.Price;
        var buysPeriod = For == PaymentPurpose.Renewal && price.IsPositive && Amount >= price;
        var postings = new Postings();
        switch (state.Status)
        {
            case SubscriptionStatus.Pending when buysPeriod && state.Balances.Minor(Account.Deferred) == 0:
                postings.Add(Account.Customer, Account.Deferred, price);
                postings.Add(Account.Customer, Account.Wallet, Amount - price);
                turn.Raise(Recorded(PaymentUse.FirstPeriod, postings.ToList()));
                return;

            case SubscriptionStatus.Active or SubscriptionStatus.Grace or SubscriptionStatus.Suspended
                when buysPeriod && TermRules.NextPeriod(ref turn) is { } next:
                postings.Add(Account.Customer, Account.Deferred, price);
                postings.Add(Account.Customer, Account.Wallet, Amount - price);
                turn.Raise(Recorded(PaymentUse.Renewal, postings.ToList()));
                turn.Raise(new SubscriptionRenewed { Status = StatusAfter(state.Status), Period = next.Period, NextIndex = next.NextIndex });
                return;

            default:
                postings.Add(Account.Customer, Account.Wallet, Amount);
                turn.Raise(Recorded(PaymentUse.Wallet, postings.ToList()));
                return;
        }
    }

    private static SubscriptionStatus StatusAfter(SubscriptionStatus status) =>
        status == SubscriptionStatus.Suspended ? SubscriptionStatus.Suspended : SubscriptionStatus.Active;

    private PaymentReceipt Receipt => new(Reference, Amount, Method);

    private FactConflicted Conflict() => new() { Fact = Kind, Reference = Reference, Amount = Amount };

    private PaymentRecorded Recorded(PaymentUse use, ValueList<Posting> postings) => new()
    {
        Payment = Receipt,
        For = For,
        Use = use,
        OccurredAt = OccurredAt,
        Postings = postings,
    };
}

/// <summary>How a payment was made.</summary>
public enum PaymentMethod
{
    /// <summary>A credit or debit card.</summary>
    Card,

    /// <summary>PayPal.</summary>
    PayPal,

    /// <summary>A bank transfer.</summary>
    BankTransfer,

    /// <summary>An electronic wallet.</summary>
    EWallet,

    /// <summary>The subscription's own balance.</summary>
    Balance,
}

/// <summary>What a customer paid for.</summary>
public enum PaymentPurpose
{
    /// <summary>The next period (the first one, while pending). The default value.</summary>
    Renewal = 0,

    /// <summary>The balance to spend.</summary>
    TopUp,
}

/// <summary>What became of a payment.</summary>
public enum PaymentUse
{
    /// <summary>It pays the first period, which begins with the activation; a surplus is in the wallet.</summary>
    FirstPeriod,

    /// <summary>It bought the next period; a surplus is in the wallet.</summary>
    Renewal,

    /// <summary>All of it is in the wallet: that is what it was for, or it buys nothing now.</summary>
    Wallet,

    /// <summary>It can't be kept, and all of it goes back.</summary>
    SentBack,

    /// <summary>The attempt failed; no money moved.</summary>
    Failed,
}

/// <summary>A payment as it was received.</summary>
/// <param name="Reference">Its reference at the payment provider.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How it was paid.</param>
public sealed record PaymentReceipt(Reference Reference, Money Amount, PaymentMethod Method);

/// <summary>A payment, or a failed attempt to pay, was recorded.</summary>
public sealed record PaymentRecorded : LifecycleEvent
{
    /// <summary>The payment.</summary>
    public required PaymentReceipt Payment { get; init; }

    /// <summary>What the customer paid for.</summary>
    public required PaymentPurpose For { get; init; }

    /// <summary>What became of it.</summary>
    public required PaymentUse Use { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>By when it has to be sent back, where it is.</summary>
    public Instant? RefundDueBy { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (Use != PaymentUse.Failed)
            draft.Payments = PaymentRules.Remember(draft, Payment);
        if (RefundDueBy is { } due)
            draft.Refund = RefundDue.Join(draft.Refund, due);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Use == PaymentUse.Failed)
        {
            outbox.Tell(MessageTemplate.PaymentFailed);
        }
        else if (Use == PaymentUse.SentBack)
        {
            outbox.PayRefund(Payment.Amount, Payment.Reference);
            outbox.Tell(MessageTemplate.PaymentSentBack);
        }
    }
}

/// <summary>A period of service was bought: it follows what was paid before, without gap or overlap.</summary>
public sealed record SubscriptionRenewed : LifecycleEvent
{
    /// <summary>Where the subscription stands now: active, or still suspended.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>The period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>The index of the period after it in the schedule.</summary>
    public required int NextIndex { get; init; }

    internal override SubscriptionTrigger? Along => SubscriptionTrigger.RenewalPaid;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        draft.Term = draft.Term.Append(Period, NextIndex);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Renewed);
}

/// <summary>A fact was reported that contradicts what was recorded before, or itself. It is kept, and changes nothing.</summary>
public sealed record FactConflicted : LifecycleEvent
{
    /// <summary>Which kind of fact.</summary>
    public required CommandKind Fact { get; init; }

    /// <summary>Its reference, where it has one.</summary>
    public Reference Reference { get; init; }

    /// <summary>Its amount, where it has one.</summary>
    public Money? Amount { get; init; }

    internal override void Apply(Subscription draft)
    {
    }
}

internal static class PaymentRules
{
    /// <summary>Whether the ledger can take an amount: in its one currency, and small enough.</summary>
    public static bool FitsLedger(Money amount, Currency currency) => amount.Currency == currency && Limits.Covers(amount);

    /// <summary>
    /// The payments that could still be refunded. Money is spent oldest first, so the newest that cover what is unspent are enough.
    /// </summary>
    public static ValueList<PaymentReceipt> Remember(Subscription draft, PaymentReceipt payment)
    {
        var payments = draft.Payments.Add(payment);
        var unspent = draft.Balances.Minor(Account.Wallet) + draft.Balances.Minor(Account.Deferred) + draft.Balances.Minor(Account.RefundPayable);
        var covered = 0L;
        var first = payments.Count;
        while (first > 0 && (covered < unspent || first == payments.Count))
        {
            first--;
            if (FitsLedger(payments[first].Amount, draft.Balances.Currency))
                covered += payments[first].Amount.MinorUnits;
        }

        return first == 0 ? payments : ValueList.Create(payments.AsSpan()[first..]);
    }
}
