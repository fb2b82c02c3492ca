namespace EsimLifecycle;

/// <summary>The rules for the settlement: refunds, fees and forfeiture at the end of a subscription.</summary>
public sealed record SettlementPolicy : IPolicyPart
{
    /// <summary>Gets the refund terms for plans without terms of their own. They are pinned with the plan when it is agreed.</summary>
    public RefundTerms Refund { get; init; } = new();

    /// <summary>
    /// Gets the fee for a cancellation, fixed at the request. Not due within the cooling-off period, nor after a change of terms.
    /// </summary>
    /// <value>The default is null: nothing.</value>
    public Money? CancellationFee { get; init; }

    /// <summary>Gets the minimum amount that is paid out; a smaller one is forfeited.</summary>
    /// <value>The default is null: any amount is paid out.</value>
    public Money? MinRefund { get; init; }

    /// <summary>Gets the reasons of closing for which the wallet is forfeited.</summary>
    /// <value>The default is none.</value>
    public ValueList<ClosedReason> ForfeitsBalance { get; init; }

    /// <summary>
    /// Gets the reasons of closing, other than the customer's request, for which the fee for leaving within the minimum term is owed
    /// (<see cref="PlanTerms.EarlyTermination"/>), so that a term that is not renewed, or a number that is ported out, costs what leaving
    /// early costs. It is taken from the refund; the rest is owed.
    /// </summary>
    /// <value>
    /// Each reason at most once, and none that is a request of the customer, whose fee is fixed with it. The default is
    /// <see cref="ClosedReason.Expired"/> and <see cref="ClosedReason.PortedOut"/>. A line that the carrier keeps out of service until it
    /// expires, and a customer who does not renew while the terms change (<see cref="AnnounceTermsChange"/>), owe nothing.
    /// </value>
    public ValueList<ClosedReason> OwesEarlyTermination { get; init; } = new([ClosedReason.Expired, ClosedReason.PortedOut]);

    /// <summary>Gets the number of days after closing within which the refund is to be paid.</summary>
    /// <value>1 to 3650. The default is 14.</value>
    public int RefundDueDays { get; init; } = 14;

    /// <summary>
    /// Gets how many times people are told that a refund is overdue (<see cref="RefundOverdue"/>): when it should have been paid, and after
    /// every <see cref="RefundDueDays"/> days more.
    /// </summary>
    /// <value>1 to 100. The default is 3.</value>
    public int OverdueNotices { get; init; } = 3;

    /// <summary>Gets the maximum number of payout attempts, after which the payout is left to manual processing.</summary>
    /// <value>1 to 100. The default is 3.</value>
    public int RefundAttempts { get; init; } = 3;

    /// <summary>Gets the number of days after a failed payout until the next attempt.</summary>
    /// <value>1 to 3650. The default is 1.</value>
    public int RefundRetryDays { get; init; } = 1;

    /// <summary>
    /// Gets the number of days after which people have to decide on a refund held for a regulator or for fraud (<see cref="RefundOverdue"/>); it stays
    /// held until they do (<see cref="ReleaseRefund"/>).
    /// </summary>
    /// <value>1 to 3650. The default is 365.</value>
    public int MaxHoldDays { get; init; } = 365;

    /// <summary>Gets whether the balance may be transferred to another subscription or account instead of being paid out.</summary>
    /// <value>The default is true.</value>
    public bool Transfers { get; init; } = true;

    /// <summary>Gets the number of days within which a transfer has to be confirmed, after which it becomes a refund.</summary>
    /// <value>1 to 3650. The default is 7.</value>
    public int TransferTimeoutDays { get; init; } = 7;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Part(Refund);
        check.Amount(CancellationFee);
        check.Amount(MinRefund);
        check.Choices(ForfeitsBalance);
        check.Choices(OwesEarlyTermination);
        check.NoneOf(OwesEarlyTermination, [ClosedReason.CustomerCancelled, ClosedReason.WithdrawnInCoolingOff], "reasons other than a request, whose fee is fixed with it");

        check.Within(RefundDueDays, 1, Limits.MaxDays);
        check.Within(OverdueNotices, 1, 100);
        check.Within(RefundAttempts, 1, 100);
        check.Within(RefundRetryDays, 1, Limits.MaxDays);
        check.Within(MaxHoldDays, 1, Limits.MaxDays);
        check.Within(TransferTimeoutDays, 1, Limits.MaxDays);
    }
}
