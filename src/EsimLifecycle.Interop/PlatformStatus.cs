namespace EsimLifecycle.Interop;

/// <summary>Where the plan on a profile stands, in one vocabulary for all platforms.</summary>
/// <remarks>Words are compared trimmed and in any case; <c>_</c>, <c>-</c> and spaces in them do not count.</remarks>
public enum PlatformStatus
{
    /// <summary>Not said, or not understood; the text is kept. The default value.</summary>
    Unknown = 0,

    /// <summary>Being ordered. eSIM Access <c>CREATE</c>, <c>PAYING</c>, <c>PAID</c>, <c>GETTING_RESOURCE</c>; eSIM Go <c>processing</c>.</summary>
    Ordered,

    /// <summary>There, and not used yet. eSIM Access <c>GOT_RESOURCE</c>; eSIM Go <c>queued</c>; Airalo <c>NOT_ACTIVE</c>.</summary>
    Ready,

    /// <summary>In use. eSIM Access <c>IN_USE</c>; eSIM Go and Airalo <c>active</c>.</summary>
    InUse,

    /// <summary>No data is left. eSIM Access <c>USED_UP</c>; eSIM Go <c>depleted</c>; Airalo <c>FINISHED</c>.</summary>
    UsedUp,

    /// <summary>Its time is over. eSIM Access <c>USED_EXPIRED</c>; eSIM Go and Airalo <c>expired</c>.</summary>
    Expired,

    /// <summary>
    /// Its time is over, unused. eSIM Go <c>lapsed</c>; eSIM Access <c>UNUSED_EXPIRED</c>, which its documentation also explains as expired with
    /// data left.
    /// </summary>
    ExpiredUnused,

    /// <summary>Stopped for the time being. eSIM Access <c>SUSPENDED</c>.</summary>
    Suspended,

    /// <summary>Given back before it was used. eSIM Access <c>CANCEL</c>.</summary>
    Cancelled,

    /// <summary>Taken back by the platform. eSIM Access and eSIM Go <c>revoked</c>.</summary>
    Revoked,

    /// <summary>To be deleted for disuse, unless a bundle is bought in the days that are left. eSIM Go <c>esim.deletion_scheduled</c>.</summary>
    DeletionScheduled,
}
