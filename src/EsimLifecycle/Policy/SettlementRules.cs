namespace EsimLifecycle;

/// <summary>What is given back, and how.</summary>
/// <param name="Refund">What unused periods and packs are worth; a plan may have terms of its own. Pinned with the plan when it is agreed.</param>
/// <param name="CancellationFee">What a cancellation costs, fixed when it is requested; null for nothing. Not due in cooling-off or after changed terms.</param>
/// <param name="LeastRefund">The least amount that is paid out; less is forfeited. Null to pay out anything.</param>
/// <param name="ForfeitsBalance">The reasons of closing for which the wallet is forfeited; none by default.</param>
/// <param name="RefundWithinDays">The days after closing within which the refund is to be paid.</param>
/// <param name="RefundAttempts">How often a payout is tried before it is left to people; at least 1.</param>
/// <param name="RefundRetryDays">The days after a failed payout until the next try.</param>
/// <param name="LongestHoldDays">The days after which a refund held for a regulator or for fraud is released by itself.</param>
/// <param name="Transfers">Whether the balance may be moved to another subscription or account instead of being paid out.</param>
/// <param name="TransferDays">The days within which a transfer has to be confirmed; then it becomes a refund.</param>
public sealed record SettlementRules(
    RefundTerms? Refund = null,
    Money? CancellationFee = null,
    Money? LeastRefund = null,
    ValueList<ClosedReason> ForfeitsBalance = default,
    int RefundWithinDays = SettlementRules.DefaultRefundWithinDays,
    int RefundAttempts = SettlementRules.DefaultRefundAttempts,
    int RefundRetryDays = SettlementRules.DefaultRefundRetryDays,
    int LongestHoldDays = SettlementRules.DefaultLongestHoldDays,
    bool Transfers = true,
    int TransferDays = SettlementRules.DefaultTransferDays)
{
    /// <summary>The default of <see cref="RefundWithinDays"/>: 14.</summary>
    public const int DefaultRefundWithinDays = 14;

    /// <summary>The default of <see cref="RefundAttempts"/>: 3.</summary>
    public const int DefaultRefundAttempts = 3;

    /// <summary>The default of <see cref="RefundRetryDays"/>: 1.</summary>
    public const int DefaultRefundRetryDays = 1;

    /// <summary>The default of <see cref="LongestHoldDays"/>: 365.</summary>
    public const int DefaultLongestHoldDays = 365;

    /// <summary>The default of <see cref="TransferDays"/>: 7.</summary>
    public const int DefaultTransferDays = 7;

    /// <summary>What unused periods and packs are worth.</summary>
    public RefundTerms Refund { get; init; } = Refund ?? new RefundTerms();
}
