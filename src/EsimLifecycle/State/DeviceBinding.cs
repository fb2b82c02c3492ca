using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A device on which the subscription's profile is bound.</summary>
/// <param name="Device">The EID of the device's eUICC.</param>
/// <param name="Kind">The kind of device.</param>
/// <param name="BoundAt">The time since which the profile is bound.</param>
/// <param name="Label">The customer's name for the device, as a reference to a record that the host keeps.</param>
public sealed record DeviceBinding(Eid Device, DeviceKind Kind, Instant BoundAt, PersonalReference Label = default) : IFactual
{
    /// <summary>Gets the status of the binding: bound, or waiting for proof of unbinding.</summary>
    public BindingStatus Status { get; init; }

    /// <summary>Gets the time at which the device is assumed to be unbound, while proof is awaited; null otherwise.</summary>
    public Instant? AssumedUnboundAt { get; init; }

    /// <summary>Gets the time at which the device was reported lost; null if it was not.</summary>
    public Instant? LostAt { get; init; }

    /// <summary>Gets the latest report about the profile on the device; null if there was none.</summary>
    public ProfileSummary? Profile { get; init; }

    /// <summary>Gets whether the profile was reported as one that can't be disabled or deleted.</summary>
    internal bool IsDeletionForbidden => Profile is { IsDeletionForbidden: true };

    /// <summary>Gets whether the profile has to be disabled before it can be deleted, as far as is known.</summary>
    internal bool IsEnabled => Profile is { State: ProfileState.Enabled };

    Facts IFactual.ListFacts() => new(
        ("kind", Kind),
        ("device", Device),
        ("isLost", LostAt is not null),
        ("isLeaving", Status == BindingStatus.UnbindRequested),
        ("profile", Profile?.State));
}

/// <summary>The kind of device on which a profile is bound.</summary>
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

    /// <summary>A machine, such as a meter, a tracker or a car.</summary>
    Iot,
}
