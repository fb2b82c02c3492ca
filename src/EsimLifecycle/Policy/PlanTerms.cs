using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The terms of a plan, as the carrier offers them and, in a subscription, as the customer agreed to them.</summary>
public sealed record PlanTerms : IPolicyPart, IFactual
{
    /// <summary>Gets the plan's code.</summary>
    /// <value>1 to 100 characters, unique among the policy's plans.</value>
    public required string Code { get; init; }

    /// <summary>Gets the price of one period, tax included.</summary>
    /// <value>Zero or more, in the policy's currency.</value>
    public required Money Price { get; init; }

    /// <summary>Gets the length of a period.</summary>
    /// <value>Days, weeks, months or years, in one unit; at most 3650 days.</value>
    public required Period Length { get; init; }

    /// <summary>
    /// Gets the minimum term (the commitment) in months from activation. Where a suspension stops the paid time
    /// (<see cref="ActivationPolicy.SuspensionStopsTerm"/>), it stops the minimum term as well.
    /// </summary>
    /// <value>0 to 120. The default is 0: none.</value>
    public int CommitmentMonths { get; init; }

    /// <summary>Gets the area in which the plan can be used.</summary>
    /// <value>The default is <see cref="PlanCoverage.Domestic"/>.</value>
    public PlanCoverage Coverage { get; init; }

    /// <summary>Gets the data included in a period, in bytes.</summary>
    /// <value>0 to a pebibyte. The default is null: no limit.</value>
    public long? DataBytes { get; init; }

    /// <summary>Gets the amount-to-days table, by which topping up buys time.</summary>
    /// <value>The default is null: the plan is renewed by paying its price.</value>
    public ValidityTerms? Validity { get; init; }

    /// <summary>Gets the fee for leaving within the minimum term.</summary>
    /// <value>The default is null: leaving inside it is refused.</value>
    public EarlyTerminationFee? EarlyTermination { get; init; }

    /// <summary>Gets the refund terms for what is paid and not used.</summary>
    /// <value>The default is null: <see cref="SettlementPolicy.Refund"/> applies. In a subscription it is never null.</value>
    public RefundTerms? Refund { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Text(Code);
        check.Once(Code, "a code of its own for each plan");
        check.Amount(Price);
        check.Length(Length);
        check.Within(CommitmentMonths, 0, 120);
        check.Defined(Coverage);
        check.Within(DataBytes ?? 0, 0, Limits.LargestBytes, nameof(DataBytes));
        if (Validity is not null)
            check.Part(Validity);
        if (EarlyTermination is not null)
            check.Part(EarlyTermination);
        if (CommitmentMonths == 0 && EarlyTermination is { } fee)
        {
            if (fee.Kind == EarlyTerminationFeeKind.Declining)
                check.Fail(nameof(EarlyTermination), "a declining fee, but no minimum term over which it falls", "commitmentMonths beside it");
            else
                check.Warn(nameof(EarlyTermination), "a fee, but no minimum term", "commitmentMonths beside it");
        }

        if (Refund is not null)
            check.Part(Refund);
    }

    Facts IFactual.ListFacts() => new(("code", Code), ("price", Price), ("length", Length));
}

/// <summary>The area in which a plan can be used.</summary>
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
