using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A device on which the subscription's profile is bound.</summary>
/// <param name="Device">The EID of its eUICC.</param>
/// <param name="Kind">What kind of device it is.</param>
/// <param name="BoundAt">Since when.</param>
/// <param name="Label">What the customer calls it, as a reference to what the host keeps.</param>
public sealed record DeviceBinding(Eid Device, DeviceKind Kind, Instant BoundAt, Reference Label = default)
{
    /// <summary>Where the binding stands: bound, or to be unbound as soon as there is proof.</summary>
    public BindingStatus Status { get; init; }

    /// <summary>When it will be assumed to be unbound, while the proof for that is awaited; null otherwise.</summary>
    public Instant? AssumedUnboundAt { get; init; }

    /// <summary>When the device was reported lost; null if it was not.</summary>
    public Instant? LostAt { get; init; }

    /// <summary>What was last reported of the profile on it; null where nothing was.</summary>
    public ProfileSummary? Profile { get; init; }

    /// <summary>Whether its profile was reported to be one that can't be disabled or deleted.</summary>
    internal bool IsDeletionForbidden => Profile is { IsDeletionForbidden: true };

    /// <summary>Whether the profile has to be disabled before it can be deleted, as far as is known.</summary>
    internal bool IsEnabled => Profile is { State: ProfileState.Enabled };
}

/// <summary>What kind of device a profile is bound on.</summary>
[JsonConverter(typeof(EnumJsonConverter<DeviceKind>))]
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
