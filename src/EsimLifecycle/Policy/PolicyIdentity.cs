using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Whose rules these are.</summary>
/// <param name="Name">The policy's name; 1 to 100 characters. Pinned in every subscription opened under it.</param>
/// <param name="Version">The policy's version, at least 1; raised by the carrier when a rule changes.</param>
/// <param name="Currency">The one currency in which prices and balances are kept.</param>
/// <param name="Zone">The carrier's time zone, as an IANA identifier such as <c>Asia/Jakarta</c>: dates begin and end there.</param>
/// <param name="Calendar">Which days are business days; Monday to Friday, without holidays, by default.</param>
public sealed record PolicyIdentity(string Name, int Version, Currency Currency, string Zone, BusinessCalendar? Calendar = null)
{
    /// <summary>Which days are business days.</summary>
    public BusinessCalendar Calendar { get; init; } = Calendar ?? BusinessCalendar.Default;
}

/// <summary>Opening, activating, suspending.</summary>
/// <param name="WithinDays">The days after opening within which to activate; at the end of the last one the subscription expires.</param>
/// <param name="LongestSuspensionDays">The days after which a suspension ends by itself.</param>
/// <param name="AfterLongestSuspension">What happens then.</param>
/// <param name="SuspensionStopsTerm">Whether a suspension stops the paid time: resuming moves the end of the period by the days missed.</param>
public sealed record ActivationRules(
    int WithinDays = ActivationRules.DefaultWithinDays,
    int LongestSuspensionDays = ActivationRules.DefaultLongestSuspensionDays,
    AfterSuspension AfterLongestSuspension = AfterSuspension.Resume,
    bool SuspensionStopsTerm = false)
{
    /// <summary>The default of <see cref="WithinDays"/>: 365.</summary>
    public const int DefaultWithinDays = 365;

    /// <summary>The default of <see cref="LongestSuspensionDays"/>: 180.</summary>
    public const int DefaultLongestSuspensionDays = 180;
}

/// <summary>What follows the longest suspension.</summary>
[JsonConverter(typeof(EnumJsonConverter<AfterSuspension>))]
public enum AfterSuspension
{
    /// <summary>The subscription is resumed as its dates say. The default value.</summary>
    Resume = 0,

    /// <summary>The subscription expires.</summary>
    Close,
}
