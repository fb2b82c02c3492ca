using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A line of a settlement.</summary>
/// <param name="Kind">The subject of the line.</param>
/// <param name="Rule">The rule by which the amount was computed.</param>
/// <param name="Amount">The amount in the customer's favour; negative if it is deducted; zero if the line only explains.</param>
/// <param name="Basis">The amount from which the line was computed, such as a price or a balance.</param>
public sealed record SettlementLine(SettlementLineKind Kind, SettlementRule Rule, Money Amount, Money Basis)
{
    /// <summary>Gets the share of the basis; null for all of it or none.</summary>
    public SettlementShare? Share { get; init; }

    /// <summary>Gets the rounding of the share to minor units; null if nothing was rounded.</summary>
    public MoneyRounding? Rounding { get; init; }
}

/// <summary>The subject of a settlement line, in the order in which lines are listed.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementLineKind>))]
public enum SettlementLineKind
{
    /// <summary>The unused part of a paid period.</summary>
    UnusedPeriod,

    /// <summary>The unused part of a pack.</summary>
    UnusedPack,

    /// <summary>The balance in the wallet.</summary>
    Wallet,

    /// <summary>Free credit, which lapses and is never part of the net amount.</summary>
    PromotionalLapsed,

    /// <summary>What was refunded before, of the payments that are refunded now.</summary>
    Refunded,

    /// <summary>The fee for leaving within the minimum term.</summary>
    EarlyTerminationFee,

    /// <summary>The fee for the cancellation.</summary>
    CancellationFee,

    /// <summary>The customer's earlier debt.</summary>
    Dues,

    /// <summary>The remaining balance that is forfeited, not paid out.</summary>
    Forfeited,
}

/// <summary>The rule by which the amount of a settlement line was computed.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementRule>))]
public enum SettlementRule
{
    /// <summary>The full amount, such as a balance or a debt.</summary>
    Whole,

    /// <summary>The full price, because service never began.</summary>
    NotBegun,

    /// <summary>The full price, because the period was bought after the end of billing, while the request had lapsed.</summary>
    AfterEnd,

    /// <summary>A prorated share of the price (<see cref="UnusedWorth.Prorated"/>).</summary>
    Prorated,

    /// <summary>No refund (<see cref="UnusedWorth.Nothing"/>).</summary>
    WorthNothing,

    /// <summary>
    /// The full price, because the profile was never downloaded and nothing was used (<see cref="RefundTerms.FullIfNeverUsed"/>).
    /// </summary>
    NeverUsed,

    /// <summary>
    /// A prorated share of the price, on withdrawal within the cooling-off period (<see cref="RefundTerms.CoolingOffDays"/>).
    /// </summary>
    CoolingOff,

    /// <summary>A fee of a fixed amount.</summary>
    Fixed,

    /// <summary>A percentage of the price of the remaining minimum term (<see cref="EarlyTerminationFeeKind.ShareOfRemaining"/>).</summary>
    ShareOfRemaining,

    /// <summary>A fee that declines month by month (<see cref="EarlyTerminationFeeKind.Declining"/>).</summary>
    Declining,

    /// <summary>The balance is forfeited for this reason of closing (<see cref="SettlementPolicy.ForfeitsBalance"/>).</summary>
    ForfeitedByReason,

    /// <summary>The amount is below the minimum refund (<see cref="SettlementPolicy.MinRefund"/>).</summary>
    BelowMinimum,

    /// <summary>The customer chose to forfeit the balance (<see cref="BalanceDisposition.Forfeit"/>).</summary>
    CustomersChoice,
}

/// <summary>A part of a whole, such as 19 of 31 days.</summary>
/// <param name="Part">The part.</param>
/// <param name="Whole">The whole; positive.</param>
/// <param name="Unit">The unit in which both are counted.</param>
public readonly record struct SettlementShare(long Part, long Whole, SettlementUnit Unit);

/// <summary>The unit of a <see cref="SettlementShare"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementUnit>))]
public enum SettlementUnit
{
    /// <summary>Days of a period or of a pack.</summary>
    Days,

    /// <summary>Bytes of a pack.</summary>
    Bytes,

    /// <summary>Months of a minimum term.</summary>
    Months,

    /// <summary>Hundredths (percent).</summary>
    Percent,
}
