namespace EsimLifecycle;

/// <summary>A device on which the subscription's profile is bound.</summary>
/// <param name="Device">The EID of its eUICC.</param>
/// <param name="Kind">What kind of device it is.</param>
/// <param name="BoundAt">Since when.</param>
/// <param name="Label">What the customer calls it, as a reference to what the host keeps.</param>
public sealed record DeviceBinding(Eid Device, DeviceKind Kind, Instant BoundAt, Reference Label = default);

/// <summary>What kind of device a profile is bound on.</summary>
public enum DeviceKind
{
    /// <summary>A phone. The default value.</summary>
    Phone = 0,

    /// <summary>A tablet.</summary>
    Tablet,

    /// <summary>A watch.</summary>
    Watch,

    /// <summary>A laptop.</summary>
    Laptop,

    /// <summary>A router.</summary>
    Router,

    /// <summary>A machine: a meter, a tracker, a car.</summary>
    Iot,
}
