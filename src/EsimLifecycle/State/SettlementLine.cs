using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A line of a settlement.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Rule">The rule by which its amount was worked out.</param>
/// <param name="Amount">What it gives the customer; negative where it takes; zero where it only explains.</param>
/// <param name="Basis">What it was worked out from, as a price or a balance.</param>
public sealed record SettlementLine(SettlementLineKind Kind, SettlementRule Rule, Money Amount, Money Basis)
{
    /// <summary>Which share of the basis; null for all of it or nothing.</summary>
    public SettlementShare? Share { get; init; }

    /// <summary>How the share was rounded to minor units; null where nothing was.</summary>
    public MoneyRounding? Rounding { get; init; }
}

/// <summary>What a line of a settlement is about, in the order in which lines stand.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementLineKind>))]
public enum SettlementLineKind
{
    /// <summary>The unused part of a paid period.</summary>
    UnusedPeriod,

    /// <summary>The unused part of a pack.</summary>
    UnusedPack,

    /// <summary>The balance in the wallet.</summary>
    Wallet,

    /// <summary>Free credit, which lapses: never part of the net.</summary>
    PromotionalLapsed,

    /// <summary>What leaving inside the minimum term costs.</summary>
    EarlyTerminationFee,

    /// <summary>What the cancellation costs.</summary>
    CancellationFee,

    /// <summary>What the customer owed before.</summary>
    Dues,

    /// <summary>What would be left for the customer and is not paid out.</summary>
    Forfeited,
}

/// <summary>The rule by which the amount of a settlement's line was worked out.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementRule>))]
public enum SettlementRule
{
    /// <summary>The amount as it stands: a balance, a debt.</summary>
    Whole,

    /// <summary>Paid, and service never began: all of it.</summary>
    NotBegun,

    /// <summary>Its share of the price (<see cref="UnusedWorth.Prorated"/>).</summary>
    Prorated,

    /// <summary>Nothing comes back (<see cref="UnusedWorth.Nothing"/>).</summary>
    WorthNothing,

    /// <summary>Never downloaded and never used: all of it (<see cref="RefundTerms.FullIfNeverUsed"/>).</summary>
    NeverUsed,

    /// <summary>Withdrawn in the cooling-off time: its share of the price (<see cref="RefundTerms.CoolingOffDays"/>).</summary>
    CoolingOff,

    /// <summary>A fee of the same amount, whenever.</summary>
    Fixed,

    /// <summary>A percentage of what remains of the minimum term (<see cref="EarlyTerminationFeeKind.ShareOfRemaining"/>).</summary>
    ShareOfRemaining,

    /// <summary>A fee that falls month by month (<see cref="EarlyTerminationFeeKind.Declining"/>).</summary>
    Declining,

    /// <summary>The policy gives no balance back for this reason of closing (<see cref="SettlementPolicy.ForfeitsBalance"/>).</summary>
    ForfeitedByReason,

    /// <summary>Less than is paid out (<see cref="SettlementPolicy.MinRefund"/>).</summary>
    BelowMinimum,

    /// <summary>The customer chose to leave it (<see cref="BalanceDisposition.Forfeit"/>).</summary>
    CustomersChoice,
}

/// <summary>A part of a whole: 19 of 31 days.</summary>
/// <param name="Part">The part.</param>
/// <param name="Whole">The whole; positive.</param>
/// <param name="Unit">What is counted.</param>
public readonly record struct SettlementShare(long Part, long Whole, SettlementUnit Unit);

/// <summary>What a <see cref="SettlementShare"/> counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<SettlementUnit>))]
public enum SettlementUnit
{
    /// <summary>Days of a period or of a pack.</summary>
    Days,

    /// <summary>Bytes of a pack.</summary>
    Bytes,

    /// <summary>Months of a minimum term.</summary>
    Months,

    /// <summary>Hundredths.</summary>
    Percent,
}
