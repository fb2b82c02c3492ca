using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Why a subscription is closed.</summary>
[JsonConverter(typeof(EnumJsonConverter<ClosedReason>))]
public enum ClosedReason
{
    /// <summary>The customer cancelled it.</summary>
    CustomerCancelled,

    /// <summary>The customer withdrew within the cooling-off period.</summary>
    WithdrawnInCoolingOff,

    /// <summary>It ran out: never activated in time, or not renewed by the end of grace.</summary>
    Expired,

    /// <summary>The carrier revoked it.</summary>
    Revoked,

    /// <summary>The number moved to another carrier.</summary>
    PortedOut,

    /// <summary>A regulator ordered it.</summary>
    Regulatory,

    /// <summary>It was used fraudulently.</summary>
    Fraud,
}
