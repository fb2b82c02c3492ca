using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The reason for which a subscription is closed.</summary>
[JsonConverter(typeof(EnumJsonConverter<ClosedReason>))]
public enum ClosedReason
{
    /// <summary>The customer cancelled it.</summary>
    CustomerCancelled,

    /// <summary>The customer withdrew within the cooling-off period.</summary>
    WithdrawnInCoolingOff,

    /// <summary>The subscription expired: it was not activated in time, or not renewed by the end of grace.</summary>
    Expired,

    /// <summary>The carrier revoked the subscription.</summary>
    Revoked,

    /// <summary>The number moved to another carrier.</summary>
    PortedOut,

    /// <summary>A regulator ordered it.</summary>
    Regulatory,

    /// <summary>The subscription was used fraudulently.</summary>
    Fraud,
}
