namespace EsimLifecycle;

/// <summary>What is given back.</summary>
/// <param name="UnusedPeriod">What the unused part of a paid period is worth.</param>
/// <param name="Proration">How the unused part is counted; <see cref="ProrationConvention.Actual"/> by default.</param>
/// <param name="RefundWithinDays">The days after closing within which the refund is to be paid.</param>
public sealed record SettlementRules(
    UnusedPeriodWorth UnusedPeriod = UnusedPeriodWorth.Nothing,
    ProrationConvention? Proration = null,
    int RefundWithinDays = SettlementRules.DefaultRefundWithinDays)
{
    /// <summary>The default of <see cref="RefundWithinDays"/>: 14.</summary>
    public const int DefaultRefundWithinDays = 14;

    /// <summary>How the unused part is counted.</summary>
    public ProrationConvention Proration { get; init; } = Proration ?? ProrationConvention.Actual;
}

/// <summary>What the unused part of a paid period is worth at the end.</summary>
public enum UnusedPeriodWorth
{
    /// <summary>Nothing: what was paid stays paid. The default value.</summary>
    Nothing = 0,

    /// <summary>Its share of the price.</summary>
    Prorated,
}
