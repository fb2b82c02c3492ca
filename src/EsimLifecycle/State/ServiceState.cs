using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The service that the network has to give to a subscription.</summary>
/// <param name="Level">The level of service.</param>
/// <param name="Version">The version of the event that brought it; 0 before the first.</param>
public sealed record ServiceState(ServiceLevel Level, long Version)
{
    /// <summary>Gets the state before service was first started.</summary>
    public static ServiceState None { get; } = new(ServiceLevel.Stopped, 0);

    /// <summary>Gets the time from which it is so; of no service, from which there is none, whoever bars or stops it.</summary>
    public Instant Since { get; init; }

    /// <summary>Gets how service is limited in grace; null unless it is limited.</summary>
    public GraceService? Limit { get; init; }

    /// <summary>Gets the holder of the suspension that bars service; null unless it is barred.</summary>
    public SuspensionHolder? Holder { get; init; }

    /// <summary>Gets whether there is no service.</summary>
    internal bool IsNone => Level is ServiceLevel.Stopped or ServiceLevel.Barred;
}

/// <summary>A time without service that is over.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="Until">The first moment after it.</param>
internal readonly record struct ServiceGap(Instant From, Instant Until)
{
    /// <summary>The number of latest ones that are remembered: 16.</summary>
    public const int Remembered = 16;
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
