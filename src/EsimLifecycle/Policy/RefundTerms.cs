using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What is given back of what was paid and not used, as it was agreed with the customer.</summary>
/// <remarks>
/// Part of a plan as it is agreed (<see cref="PlanTerms.Refund"/>), so that a later policy does not change it. It bears on what has not been served when
/// billing ends; what was served before stays earned.
/// </remarks>
public sealed record RefundTerms : IPolicyPart
{
    /// <summary>Gets what the unused part of a paid period is worth.</summary>
    /// <value>The default is <see cref="UnusedWorth.Nothing"/>.</value>
    public UnusedWorth UnusedPeriod { get; init; }

    /// <summary>Gets the reasons of closing for which the unused part of a paid period is worth something else.</summary>
    /// <value>Each reason at most once. The default is none.</value>
    public ValueList<WorthByReason> ByReason { get; init; }

    /// <summary>Gets what the unused part of a pack is worth: of data, by the bytes left; of others, by the days left.</summary>
    /// <value>The default is <see cref="UnusedWorth.Nothing"/>.</value>
    public UnusedWorth UnusedPack { get; init; }

    /// <summary>
    /// Gets whether all of it is given back where nothing was ever used and the profile was never downloaded, as far as was reported. Only on the
    /// customer's request.
    /// </summary>
    /// <value>The default is false.</value>
    public bool FullIfNeverUsed { get; init; }

    /// <summary>
    /// Gets the number of days after opening (after activation, of one that was taken over) within which a customer may withdraw with immediate effect:
    /// no commitment, no fee, and everything not served is given back.
    /// </summary>
    /// <value>0 to 3650. The default is 0: no cooling-off period.</value>
    public int CoolingOffDays { get; init; }

    /// <summary>Gets how the unused part is counted (the proration).</summary>
    /// <value>The default is <see cref="ProrationConvention.Actual"/>. One that is not clamped is refused.</value>
    public ProrationConvention Proration { get; init; } = ProrationConvention.Actual;

    /// <summary>What the unused part of a period is worth when a subscription closes for <paramref name="reason"/>.</summary>
    internal UnusedWorth PeriodWorth(ClosedReason reason) =>
        ByReason.Find(reason, static (exception, reason) => exception.Reason == reason)?.Worth ?? UnusedPeriod;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(UnusedPeriod);
        check.Defined(UnusedPack);
        check.Parts(ByReason);
        check.Distinct(ValueList.Create(ByReason.Select(each => each?.Reason)), nameof(ByReason));
        check.Within(CoolingOffDays, 0, Limits.MaxDays);
        check.Present(Proration);
        if (Proration is { Unclamped: true })
            check.Fail("Proration.Unclamped", "true", "false: a refund never exceeds what was paid");
    }
}

/// <summary>What something paid and not used is worth at the end.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnusedWorth>))]
public enum UnusedWorth
{
    /// <summary>Nothing: what was paid stays paid. The default value.</summary>
    Nothing = 0,

    /// <summary>Its share of the price.</summary>
    Prorated,
}

/// <summary>What the unused part of a period is worth when a subscription closes for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Worth">What it is worth then.</param>
public sealed record WorthByReason(ClosedReason Reason, UnusedWorth Worth) : IPolicyPart
{
    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Reason);
        check.Defined(Worth);
    }
}
