namespace EsimLifecycle.Interop;

/// <summary>Information from the host that a payload may lack.</summary>
/// <remarks>Thread-safe: instances are immutable.</remarks>
public sealed record NoticeOptions
{
    /// <summary>Gets the options without any additional information.</summary>
    public static NoticeOptions None { get; } = new();

    /// <summary>
    /// Gets the subscription's profile, used for answers that by their form name none: usage at eSIM Go, Airalo and eSIM Access. A notice
    /// that lacks the name it should have is not taken for this profile's. In lpac's lists, notices about any other profile are
    /// information. Null, the default, if it is not known.
    /// </summary>
    public Iccid? Iccid { get; init; }

    /// <summary>
    /// Gets the device that was queried, used for lpac's lists only, which never name the eUICC that lpac runs on. Null, the default, if it
    /// is not known.
    /// </summary>
    public Eid? Device { get; init; }

    /// <summary>
    /// Gets the meaning of the points of an ES2+ download; null, the default, for that of the reader: <see cref="Es2PlusPoints.Standard"/>,
    /// or the platform's own.
    /// </summary>
    public Es2PlusPoints? Points { get; init; }
}
