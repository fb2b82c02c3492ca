using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What is given back of what was paid and not used, as it was agreed with the customer.</summary>
/// <remarks>
/// Part of a plan as it is agreed (<see cref="PlanTerms.Refund"/>), so that a later policy does not change it. It bears on what has not been served when
/// billing ends; what was served before stays earned.
/// </remarks>
/// <param name="UnusedPeriod">What the unused part of a paid period is worth.</param>
/// <param name="ByReason">For which reasons of closing it is worth something else; none by default.</param>
/// <param name="Proration">How the unused part is counted; <see cref="ProrationConvention.Actual"/> by default.</param>
/// <param name="UnusedPack">What the unused part of a pack is worth: of data, by the bytes left; of others, by the days left.</param>
/// <param name="FullIfNeverUsed">
/// Whether all of it comes back where nothing was ever used and the profile was never downloaded, as far as was reported. Only on the customer's request.
/// </param>
/// <param name="CoolingOffDays">
/// The days after opening (after activation, of one that was taken over) within which a customer may withdraw with immediate effect: no commitment, no fee,
/// and everything not served comes back; 0 for none.
/// </param>
public sealed record RefundTerms(
    UnusedWorth UnusedPeriod = UnusedWorth.Nothing,
    ValueList<WorthByReason> ByReason = default,
    ProrationConvention? Proration = null,
    UnusedWorth UnusedPack = UnusedWorth.Nothing,
    bool FullIfNeverUsed = false,
    int CoolingOffDays = 0)
{
    /// <summary>How the unused part is counted.</summary>
    public ProrationConvention Proration { get; init; } = Proration ?? ProrationConvention.Actual;

    /// <summary>What the unused part of a period is worth when a subscription closes for <paramref name="reason"/>.</summary>
    internal UnusedWorth PeriodWorth(ClosedReason reason) =>
        ByReason.Find(reason, static (exception, reason) => exception.Reason == reason)?.Worth ?? UnusedPeriod;
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
public sealed record WorthByReason(ClosedReason Reason, UnusedWorth Worth);
