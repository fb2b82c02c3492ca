namespace EsimLifecycle.Interop;

/// <summary>What the host knows of a payload, and the payload itself may not say.</summary>
/// <remarks>Thread-safe: it never changes.</remarks>
public sealed record NoticeOptions
{
    /// <summary>Nothing but what the payload says.</summary>
    public static NoticeOptions None { get; } = new();

    /// <summary>
    /// The subscription's profile, taken where the payload names none: usage at eSIM Go and Airalo. In lpac's lists, what is told of any other is
    /// information. Null by default.
    /// </summary>
    public Iccid? Iccid { get; init; }

    /// <summary>The device that was asked, taken where the payload names none: lpac never names the eUICC it runs on. Null by default.</summary>
    public Eid? Device { get; init; }

    /// <summary>What the points of an ES2+ download mean. <see cref="Es2PlusPoints.Standard"/> by default.</summary>
    public Es2PlusPoints Points { get; init; } = Es2PlusPoints.Standard;
}
