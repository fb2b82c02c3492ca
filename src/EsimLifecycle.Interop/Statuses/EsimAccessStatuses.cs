namespace EsimLifecycle.Interop;

/// <summary>A subscription's status in eSIM Access's words for an eSIM (<c>esimStatus</c>), and back.</summary>
/// <remarks>Total both ways. Thread-safe.</remarks>
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

    /// <summary>The status of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static StatusElsewhere<EsimAccessStatus> Of(Subscription subscription) => Of(StatusDetail.Of(subscription));

    /// <summary>The status of a standing.</summary>
    public static StatusElsewhere<EsimAccessStatus> Of(StatusDetail standing) => Known.Of(standing);

    /// <summary>Reads a status, trimmed and in any case; unknown with its text where it is none.</summary>
    /// <param name="text">The <c>esimStatus</c>, as it came.</param>
    /// <param name="reason">The whole standing, where it was sent along.</param>
    public static StatusElsewhere<EsimAccessStatus> Read(string? text, string? reason = null) => Known.Read(text, Words.Bare(text), reason);

    private static EsimAccessStatus StatusOf(StatusDetail standing) => standing switch
    {
        { Status: SubscriptionStatus.None } => EsimAccessStatus.Create,
        { Status: SubscriptionStatus.Closed, Closed: ClosedReason.CustomerCancelled or ClosedReason.WithdrawnInCoolingOff } => EsimAccessStatus.Cancel,
        { Status: SubscriptionStatus.Closed, Closed: ClosedReason.Expired or null } =>
            standing.IsActivated ? EsimAccessStatus.UsedExpired : EsimAccessStatus.UnusedExpired,
        { Status: SubscriptionStatus.Closed } => EsimAccessStatus.Revoked,
        { Status: SubscriptionStatus.Suspended } or { Suspended: not null } => EsimAccessStatus.Suspended,
        { Status: SubscriptionStatus.Grace } => EsimAccessStatus.UsedExpired,
        { Status: SubscriptionStatus.Active } or { IsActivated: true } => standing.IsDataExhausted ? EsimAccessStatus.UsedUp : EsimAccessStatus.InUse,
        { IsPaid: false } => EsimAccessStatus.Paying,
        _ => standing.IsProvisioning ? EsimAccessStatus.GettingResource : EsimAccessStatus.GotResource,
    };
}

/// <summary>eSIM Access's statuses of an eSIM.</summary>
public enum EsimAccessStatus
{
    /// <summary>None of these. The default value.</summary>
    Unknown = 0,

    /// <summary><c>CREATE</c>: nothing has happened yet.</summary>
    Create,

    /// <summary><c>PAYING</c>: opened, not paid.</summary>
    Paying,

    /// <summary><c>PAID</c>: paid; here as good as <see cref="GotResource"/>, and never written.</summary>
    Paid,

    /// <summary><c>GETTING_RESOURCE</c>: paid, and the carrier's system has still to confirm it.</summary>
    GettingResource,

    /// <summary><c>GOT_RESOURCE</c>: paid, not activated.</summary>
    GotResource,

    /// <summary><c>IN_USE</c>: active, also while a cancellation is open.</summary>
    InUse,

    /// <summary><c>USED_UP</c>: the same, and no data is left.</summary>
    UsedUp,

    /// <summary><c>USED_EXPIRED</c>: in grace, or expired after it was activated.</summary>
    UsedExpired,

    /// <summary><c>UNUSED_EXPIRED</c>: expired before it was activated.</summary>
    UnusedExpired,

    /// <summary><c>CANCEL</c>: closed by the customer.</summary>
    Cancel,

    /// <summary><c>SUSPENDED</c>: suspended, also while a cancellation is open.</summary>
    Suspended,

    /// <summary><c>REVOKED</c>: closed by the carrier, the number's move to another one included.</summary>
    Revoked,
}
