using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What credits already given on a payment do to a later one.</summary>
[JsonConverter(typeof(EnumJsonConverter<EarlierCredits>))]
public enum EarlierCredits
{
    /// <summary>The later one is at most what was paid less them.</summary>
    CapTheCredit,

    /// <summary>They are taken off the later one, which is at most what was paid before that.</summary>
    ReduceTheCredit,
}
