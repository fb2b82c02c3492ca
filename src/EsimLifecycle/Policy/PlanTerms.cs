using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A plan as the carrier offers it and, in a subscription, as the customer agreed to it.</summary>
/// <param name="Code">Its code, unique in the policy; 1 to 100 characters.</param>
/// <param name="Price">The price of one period, tax included; may be zero.</param>
/// <param name="Length">The length of a period: days, weeks, months or years, in one unit.</param>
/// <param name="CommitmentMonths">The minimum term in months from activation; 0 for none.</param>
/// <param name="Coverage">Where it can be used.</param>
/// <param name="DataBytes">The data included in a period, in bytes; null for no limit.</param>
/// <param name="Validity">For a plan whose time is bought by topping up; null for a plan that is renewed by paying its price.</param>
/// <param name="EarlyTermination">What leaving inside the minimum term costs; null where it is refused.</param>
/// <param name="Refund">What is given back of what is not used; in a policy, null where its settlement section says it.</param>
public sealed record PlanTerms(
    string Code,
    Money Price,
    Period Length,
    int CommitmentMonths = 0,
    PlanCoverage Coverage = PlanCoverage.Domestic,
    long? DataBytes = null,
    ValidityTerms? Validity = null,
    EarlyTerminationFee? EarlyTermination = null,
    RefundTerms? Refund = null);

/// <summary>Where a plan can be used.</summary>
[JsonConverter(typeof(EnumJsonConverter<PlanCoverage>))]
public enum PlanCoverage
{
    /// <summary>In the carrier's own country. The default value.</summary>
    Domestic = 0,

    /// <summary>In other countries.</summary>
    Roaming,

    /// <summary>Everywhere.</summary>
    Global,
}

/// <summary>How topping up buys time: a keep-number card's amount-to-days table.</summary>
/// <param name="Steps">The table, by rising amount: a top-up of at least the step's amount buys its days; the largest step that fits counts.</param>
/// <param name="MostDays">The most days from today to which time can be bought; more is cut off.</param>
public sealed record ValidityTerms(ValueList<ValidityStep> Steps, int MostDays = ValidityTerms.DefaultMostDays)
{
    /// <summary>The default of <see cref="MostDays"/>: 365.</summary>
    public const int DefaultMostDays = 365;

    /// <summary>The days that a top-up of <paramref name="amount"/> buys; 0 where it is below the first step.</summary>
    public int DaysFor(Money amount)
    {
        var days = 0;
        foreach (var step in Steps)
        {
            if (amount >= step.Least)
                days = step.Days;
        }

        return days;
    }
}

/// <summary>A step of an amount-to-days table.</summary>
/// <param name="Least">The least amount.</param>
/// <param name="Days">The days it buys.</param>
public sealed record ValidityStep(Money Least, int Days);

/// <summary>Something on top of a plan, bought once, with an expiry of its own.</summary>
/// <param name="Code">Its code, unique in the policy; 1 to 100 characters.</param>
/// <param name="Kind">What it gives.</param>
/// <param name="Price">Its price, tax included; may be zero.</param>
/// <param name="Length">How long it lasts; of a validity pack, how much time it adds.</param>
/// <param name="DataBytes">The data in it, in bytes; 0 where it gives none.</param>
public sealed record PackTerms(string Code, PackKind Kind, Money Price, Period Length, long DataBytes = 0);

/// <summary>What a pack gives.</summary>
[JsonConverter(typeof(EnumJsonConverter<PackKind>))]
public enum PackKind
{
    /// <summary>More data.</summary>
    Data,

    /// <summary>More time, without anything else.</summary>
    Validity,

    /// <summary>A service the carrier adds, which this library only keeps account of.</summary>
    ValueAdded,
}

/// <summary>A lower price for some periods.</summary>
/// <param name="Code">Its code, unique in the policy; 1 to 100 characters.</param>
/// <param name="Percent">The percentage taken off, 1 to 100; 0 where an amount is.</param>
/// <param name="Amount">The amount taken off, never more than the price; null where a percentage is.</param>
/// <param name="Periods">For how many periods, from the next one bought.</param>
/// <param name="ValidFrom">The first date on which it can be applied; null for no limit.</param>
/// <param name="ValidUntil">The first date on which it can no longer be applied; null for no limit.</param>
/// <param name="Stackable">Whether it can be had together with another.</param>
public sealed record PromotionTerms(
    string Code,
    int Percent = 0,
    Money? Amount = null,
    int Periods = 1,
    LocalDate? ValidFrom = null,
    LocalDate? ValidUntil = null,
    bool Stackable = false);
