namespace EsimLifecycle.Interop;

/// <summary>Converts a subscription's status to and from eSIM Access's status of an eSIM (<c>esimStatus</c>).</summary>
/// <remarks>Defined for every input in both directions. Thread-safe.</remarks>
public static class EsimAccessStatuses
{
    private static readonly Vocabulary<EsimAccessStatus> Known = new(
        StatusOf,
        (EsimAccessStatus.Create, "CREATE", "None"),
        (EsimAccessStatus.Paying, "PAYING", "Pending"),
        (EsimAccessStatus.Paid, "PAID", "Pending.Paid"),
        (EsimAccessStatus.GettingResource, "GETTING_RESOURCE", "Pending.Paid.Provisioning"),
        (EsimAccessStatus.GotResource, "GOT_RESOURCE", "Pending.Paid"),
        (EsimAccessStatus.InUse, "IN_USE", "Active.Activated.Paid"),
        (EsimAccessStatus.UsedUp, "USED_UP", "Active.Activated.Paid.DataExhausted"),
        (EsimAccessStatus.UsedExpired, "USED_EXPIRED", "Closed.Activated.Expired"),
        (EsimAccessStatus.UnusedExpired, "UNUSED_EXPIRED", "Closed.Expired"),
        (EsimAccessStatus.Cancel, "CANCEL", "Closed.CustomerCancelled"),
        (EsimAccessStatus.Suspended, "SUSPENDED", "Suspended.Activated.Carrier"),
        (EsimAccessStatus.Revoked, "REVOKED", "Closed.Activated.Revoked"));

    /// <summary>Returns the eSIM Access status of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static ExternalStatus<EsimAccessStatus> Of(Subscription subscription) => Of(StatusDetail.Of(subscription));

    /// <summary>Returns the eSIM Access status of a status detail.</summary>
    public static ExternalStatus<EsimAccessStatus> Of(StatusDetail detail) => Known.Of(detail);

    /// <summary>Reads a status, trimmed and in any case; a text that is not one is unknown, with its text.</summary>
    /// <param name="text">The <c>esimStatus</c>, as received.</param>
    /// <param name="reason">The full status detail as text, if it was sent along.</param>
    public static ExternalStatus<EsimAccessStatus> Read(string? text, string? reason = null) => Known.Read(text, Words.Bare(text), reason);

    private static EsimAccessStatus StatusOf(StatusDetail detail) => detail switch
    {
        { Status: SubscriptionStatus.None } => EsimAccessStatus.Create,
        { Status: SubscriptionStatus.Closed, Closed: ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff } => EsimAccessStatus.Cancel,
        { Status: SubscriptionStatus.Closed, Closed: ClosedReason.Expired or null } =>
            detail.IsActivated ? EsimAccessStatus.UsedExpired : EsimAccessStatus.UnusedExpired,
        { Status: SubscriptionStatus.Closed } => EsimAccessStatus.Revoked,
        { Status: SubscriptionStatus.Suspended } or { Suspended: not null } => EsimAccessStatus.Suspended,
        { Status: SubscriptionStatus.Grace } => EsimAccessStatus.UsedExpired,
        { Status: SubscriptionStatus.Active } or { IsActivated: true } => detail.IsDataExhausted ? EsimAccessStatus.UsedUp : EsimAccessStatus.InUse,
        { IsPaid: false } => EsimAccessStatus.Paying,
        _ => detail.IsProvisioning ? EsimAccessStatus.GettingResource : EsimAccessStatus.GotResource,
    };
}

/// <summary>eSIM Access's status of an eSIM.</summary>
public enum EsimAccessStatus
{
    /// <summary>No status of the vocabulary. The default value.</summary>
    Unknown = 0,

    /// <summary><c>CREATE</c>: nothing has happened yet.</summary>
    Create,

    /// <summary><c>PAYING</c>: opened, but not paid.</summary>
    Paying,

    /// <summary><c>PAID</c>: paid; treated like <see cref="GotResource"/>, and never written.</summary>
    Paid,

    /// <summary><c>GETTING_RESOURCE</c>: paid, and waiting for the carrier's system to confirm it.</summary>
    GettingResource,

    /// <summary><c>GOT_RESOURCE</c>: paid, but not activated.</summary>
    GotResource,

    /// <summary><c>IN_USE</c>: active, even while a cancellation is open.</summary>
    InUse,

    /// <summary><c>USED_UP</c>: like <see cref="InUse"/>, with no data left.</summary>
    UsedUp,

    /// <summary><c>USED_EXPIRED</c>: in grace, or expired after it was activated.</summary>
    UsedExpired,

    /// <summary><c>UNUSED_EXPIRED</c>: expired before the activation.</summary>
    UnusedExpired,

    /// <summary><c>CANCEL</c>: closed by the customer.</summary>
    Cancel,

    /// <summary><c>SUSPENDED</c>: suspended, even while a cancellation is open.</summary>
    Suspended,

    /// <summary><c>REVOKED</c>: closed by the carrier, including when the number was ported to another carrier.</summary>
    Revoked,
}
