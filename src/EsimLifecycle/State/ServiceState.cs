using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The service that the network has to give to a subscription.</summary>
/// <param name="Level">The level of service.</param>
/// <param name="Version">The version of the event that brought it; 0 before the first.</param>
public sealed record ServiceState(ServiceLevel Level, long Version)
{
    /// <summary>Gets the state before service was first started.</summary>
    public static ServiceState None { get; } = new(ServiceLevel.Stopped, 0);

    /// <summary>Gets how service is limited in grace; null unless it is limited.</summary>
    public GraceService? Limit { get; init; }

    /// <summary>Gets the holder of the suspension that bars service; null unless it is barred.</summary>
    public SuspensionHolder? Holder { get; init; }
}

/// <summary>A level of service.</summary>
[JsonConverter(typeof(EnumJsonConverter<ServiceLevel>))]
public enum ServiceLevel
{
    /// <summary>None: not started yet, or stopped. The default value.</summary>
    Stopped = 0,

    /// <summary>Full service.</summary>
    Started,

    /// <summary>Limited, in the grace period.</summary>
    Limited,

    /// <summary>Barred, by a suspension.</summary>
    Barred,
}
