namespace EsimLifecycle.Interop;

/// <summary>A subscription's status in eSIM Access's words for an eSIM (<c>esimStatus</c>), and back.</summary>
/// <remarks>Total both ways. Thread-safe.</remarks>
public static class EsimAccessStatuses
{
    private static readonly Vocabulary<EsimAccessStatus> Known = new(
        StatusOf,
        (EsimAccessStatus.Create, "CREATE", default),
        (EsimAccessStatus.Paying, "PAYING", new Standing { Status = SubscriptionStatus.Pending }),
        (EsimAccessStatus.Paid, "PAID", new Standing { Status = SubscriptionStatus.Pending, IsPaid = true }),
        (EsimAccessStatus.GettingResource, "GETTING_RESOURCE", new Standing { Status = SubscriptionStatus.Pending, IsPaid = true, IsProvisioning = true }),
        (EsimAccessStatus.GotResource, "GOT_RESOURCE", new Standing { Status = SubscriptionStatus.Pending, IsPaid = true }),
        (EsimAccessStatus.InUse, "IN_USE", new Standing { Status = SubscriptionStatus.Active, IsActivated = true, IsPaid = true }),
        (EsimAccessStatus.UsedUp, "USED_UP", new Standing { Status = SubscriptionStatus.Active, IsActivated = true, IsPaid = true, IsDataExhausted = true }),
        (EsimAccessStatus.UsedExpired, "USED_EXPIRED", new Standing { Status = SubscriptionStatus.Closed, IsActivated = true, Closed = ClosedReason.Expired }),
        (EsimAccessStatus.UnusedExpired, "UNUSED_EXPIRED", new Standing { Status = SubscriptionStatus.Closed, Closed = ClosedReason.Expired }),
        (EsimAccessStatus.Cancel, "CANCEL", new Standing { Status = SubscriptionStatus.Closed, Closed = ClosedReason.CustomerCancelled }),
        (EsimAccessStatus.Suspended, "SUSPENDED", new Standing { Status = SubscriptionStatus.Suspended, IsActivated = true, Suspended = SuspensionHolder.Carrier }),
        (EsimAccessStatus.Revoked, "REVOKED", new Standing { Status = SubscriptionStatus.Closed, IsActivated = true, Closed = ClosedReason.Revoked }));

    /// <summary>The status of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static StatusElsewhere<EsimAccessStatus> Of(Subscription subscription) => Of(Standing.Of(subscription));

    /// <summary>The status of a standing.</summary>
    public static StatusElsewhere<EsimAccessStatus> Of(Standing standing) => Known.Of(standing);

    /// <summary>Reads a status, trimmed and in any case; unknown with its text where it is none.</summary>
    /// <param name="text">The <c>esimStatus</c>, as it came.</param>
    /// <param name="reason">The whole standing, where it was sent along.</param>
    public static StatusElsewhere<EsimAccessStatus> Read(string? text, string? reason = null) => Known.Read(text, Words.Bare(text), reason);

    private static EsimAccessStatus StatusOf(Standing standing) => standing switch
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
