namespace EsimLifecycle.Interop;

/// <summary>The status of the plan on a profile, in one vocabulary for all platforms.</summary>
/// <remarks>Texts are compared trimmed and in any case, ignoring <c>_</c>, <c>-</c> and spaces.</remarks>
public enum PlatformStatus
{
    /// <summary>The status is missing or not recognised; its text is kept. The default value.</summary>
    Unknown = 0,

    /// <summary>
    /// The plan is being ordered. eSIM Access <c>CREATE</c>, <c>PAYING</c>, <c>PAID</c>, <c>GETTING_RESOURCE</c>; eSIM Go
    /// <c>processing</c>.
    /// </summary>
    Ordered,

    /// <summary>
    /// The plan is ready and not used yet. eSIM Access <c>GOT_RESOURCE</c>; eSIM Go <c>queued</c>; Airalo <c>NOT_ACTIVE</c>; Roamify
    /// <c>NEW</c>.
    /// </summary>
    Ready,

    /// <summary>The plan is in use. eSIM Access <c>IN_USE</c>; eSIM Go, Airalo and Roamify <c>active</c>, Roamify also
    /// <c>ACTIVATED</c>.</summary>
    InUse,

    /// <summary>No data is left. eSIM Access <c>USED_UP</c>; eSIM Go <c>depleted</c>; Airalo <c>FINISHED</c>.</summary>
    UsedUp,

    /// <summary>The plan has expired. eSIM Access <c>USED_EXPIRED</c>; eSIM Go and Airalo <c>expired</c>.</summary>
    Expired,

    /// <summary>
    /// The plan has expired unused. eSIM Go <c>lapsed</c>; eSIM Access <c>UNUSED_EXPIRED</c>, which its documentation also explains as
    /// expired with data left.
    /// </summary>
    ExpiredUnused,

    /// <summary>The plan is temporarily suspended. eSIM Access <c>SUSPENDED</c>.</summary>
    Suspended,

    /// <summary>The plan was returned before it was used. eSIM Access <c>CANCEL</c>.</summary>
    Cancelled,

    /// <summary>The plan was revoked by the platform. eSIM Access and eSIM Go <c>revoked</c>.</summary>
    Revoked,

    /// <summary>
    /// The eSIM will be deleted for disuse, unless a bundle is bought in the days that are left. eSIM Go <c>esim.deletion_scheduled</c>.
    /// </summary>
    DeletionScheduled,
}
