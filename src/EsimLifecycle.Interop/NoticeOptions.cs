namespace EsimLifecycle.Interop;

/// <summary>Information from the host that a payload may lack.</summary>
/// <remarks>Thread-safe: instances are immutable.</remarks>
public sealed record NoticeOptions
{
    /// <summary>Gets the options without any additional information.</summary>
    public static NoticeOptions None { get; } = new();

    /// <summary>
    /// Gets the subscription's profile, used if the payload names none: usage at eSIM Go and Airalo. In lpac's lists, notices about any
    /// other profile are information. Null, the default, if it is not known.
    /// </summary>
    public Iccid? Iccid { get; init; }

    /// <summary>
    /// Gets the device that was queried, used if the payload names none: lpac never names the eUICC it runs on. Null, the default, if it is
    /// not known.
    /// </summary>
    public Eid? Device { get; init; }

    /// <summary>Gets the meaning of the points of an ES2+ download; <see cref="Es2PlusPoints.Standard"/> by default.</summary>
    public Es2PlusPoints Points { get; init; } = Es2PlusPoints.Standard;
}
