using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The effect of credits already given on a payment on a later credit.</summary>
[JsonConverter(typeof(EnumJsonConverter<EarlierCredits>))]
public enum EarlierCredits
{
    /// <summary>The later credit is capped at the amount paid less the earlier credits.</summary>
    CapTheCredit,

    /// <summary>The later credit is first capped at the amount paid, and then reduced by the earlier credits.</summary>
    ReduceTheCredit,
}
