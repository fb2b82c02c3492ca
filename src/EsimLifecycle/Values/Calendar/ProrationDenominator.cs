using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The full period against which the days of a part are counted.</summary>
[JsonConverter(typeof(EnumJsonConverter<ProrationDenominator>))]
public enum ProrationDenominator
{
    /// <summary>The full period of the schedule; a part is never more than the whole.</summary>
    ActualPeriod,

    /// <summary>
    /// One length added to the part's start, or taken from its end where it is the short leading period, without regard to the anchor's
    /// day. After 28 February in a schedule of the 31st that is 28 days, although the period has 31: a part can be 30/28 of it.
    /// </summary>
    NominalPeriod,
}
