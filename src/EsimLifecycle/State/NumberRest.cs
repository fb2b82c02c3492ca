using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rest of a closed subscription's number, before the carrier's system may give it to anyone else.</summary>
/// <param name="EndsAt">The time at which the number is released, unless it is being ported out then. Fixed at closing.</param>
public sealed record NumberRest(Instant EndsAt)
{
    /// <summary>The number of latest requests to port the number out that are remembered: 8.</summary>
    public const int RememberedPortOuts = 8;

    /// <summary>Gets the time until which porting the number out can be requested; null if it can't. Fixed at closing.</summary>
    public Instant? PortableUntil { get; init; }

    /// <summary>Gets what has become of the number.</summary>
    public NumberStatus Status { get; init; }

    /// <summary>Gets the time since which it has had that status.</summary>
    public required Instant Since { get; init; }

    /// <summary>
    /// Gets who holds the number, for fraud or as a regulator, so that it can't be ported out; null if nobody does. It is released at the end of its
    /// rest nevertheless.
    /// </summary>
    public SuspensionHolder? HeldBy { get; init; }

    /// <summary>Gets the latest requests to port the number out, oldest first; at most <see cref="RememberedPortOuts"/>.</summary>
    public ValueList<PortOut> PortOuts { get; init; }

    /// <summary>Gets the request to port the number out that waits for its outcome; null if none does.</summary>
    internal PortOut? UnderWay => Status == NumberStatus.Resting && PortOuts is [.., { Status: PortOutStatus.Requested } last] ? last : null;

    /// <summary>Gets the time at which the number is released; null if it is not resting any more, or is being ported out.</summary>
    internal Instant? ReleasedAt => Status == NumberStatus.Resting && UnderWay is null ? EndsAt : null;

    internal NumberRest Become(NumberStatus status, Instant at) => Status == status ? this : this with { Status = status, Since = at, HeldBy = null };

    internal NumberRest Put(PortOut portOut) =>
        this with { PortOuts = PortOuts.IndexOf(portOut.Key, static (known, key) => known.Key == key) is var index and >= 0 ? PortOuts.SetItem(index, portOut) : PortOuts.AddCapped(portOut, RememberedPortOuts) };
}

/// <summary>What has become of the number of a closed subscription.</summary>
[JsonConverter(typeof(EnumJsonConverter<NumberStatus>))]
public enum NumberStatus
{
    /// <summary>Resting: nobody else may get it. The default value.</summary>
    Resting = 0,

    /// <summary>Released: the carrier's system may give it to anyone.</summary>
    Released,

    /// <summary>Ported out to another carrier.</summary>
    PortedOut,

    /// <summary>Taken over by another subscription of the same customer.</summary>
    Reused,
}

/// <summary>A request to port a resting number out to another carrier.</summary>
/// <param name="Key">The key of the request, by which its outcome is reported.</param>
/// <param name="RequestedAt">The time of the request.</param>
/// <param name="DueBy">The time by which the outcome has to be reported.</param>
public sealed record PortOut(Reference Key, Instant RequestedAt, Instant DueBy)
{
    /// <summary>Gets the status.</summary>
    public PortOutStatus Status { get; init; }
}

/// <summary>The status of a <see cref="PortOut"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<PortOutStatus>))]
public enum PortOutStatus
{
    /// <summary>Requested: the outcome is awaited. The default value.</summary>
    Requested = 0,

    /// <summary>Done: the number is at the other carrier.</summary>
    Done,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Lapsed: no outcome was reported in time. It can still be reported.</summary>
    Lapsed,
}
