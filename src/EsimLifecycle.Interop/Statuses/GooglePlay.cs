namespace EsimLifecycle.Interop;

/// <summary>Converts a subscription's status to and from Google Play's state of a subscription (<c>subscriptionState</c>).</summary>
/// <remarks>
/// <para>Defined for every input in both directions. States are written as in the API, <c>SUBSCRIPTION_STATE_ACTIVE</c>, and read with or
/// without that prefix.</para>
/// <para>A subscription without auto-renewal is <c>ACTIVE</c>, like Google's prepaid ones; <c>CANCELED</c> is one with an open
/// cancellation; one that was closed before its activation, which is <c>PENDING</c> until then, is <c>PENDING_PURCHASE_CANCELED</c>.
/// Thread-safe.</para>
/// </remarks>
public static class GooglePlay
{
    private const string Beginning = "SUBSCRIPTION_STATE_";

    private static readonly Vocabulary<GooglePlayStatus> Known = new(
        StatusOf,
        (GooglePlayStatus.Pending, Beginning + "PENDING", "Pending"),
        (GooglePlayStatus.Active, Beginning + "ACTIVE", "Active.Activated.Paid"),
        (GooglePlayStatus.Paused, Beginning + "PAUSED", "Suspended.Activated.Customer"),
        (GooglePlayStatus.InGracePeriod, Beginning + "IN_GRACE_PERIOD", "Grace.Activated"),
        (GooglePlayStatus.OnHold, Beginning + "ON_HOLD", "Suspended.Activated.NonPayment"),
        (GooglePlayStatus.Canceled, Beginning + "CANCELED", "Clearing.Activated.Paid"),
        (GooglePlayStatus.Expired, Beginning + "EXPIRED", "Closed.Activated.Expired"),
        (GooglePlayStatus.PendingPurchaseCanceled, Beginning + "PENDING_PURCHASE_CANCELED", "Closed.CustomerCancelled"));

    /// <summary>Returns the Google Play state of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static ExternalStatus<GooglePlayStatus> Of(Subscription subscription) => Of(StatusDetail.Of(subscription));

    /// <summary>Returns the Google Play state of a status detail.</summary>
    public static ExternalStatus<GooglePlayStatus> Of(StatusDetail detail) => Known.Of(detail);

    /// <summary>Reads a state, trimmed and in any case; a text that is not one is unknown, with its text.</summary>
    /// <param name="text">The <c>subscriptionState</c>, as received.</param>
    /// <param name="reason">The full status detail as text, if it was sent along.</param>
    public static ExternalStatus<GooglePlayStatus> Read(string? text, string? reason = null)
    {
        var (bare, beginning) = (Words.Bare(text), Words.Bare(Beginning));
        return Known.Read(text, bare.StartsWith(beginning, StringComparison.Ordinal) ? bare : beginning + bare, reason);
    }

    private static GooglePlayStatus StatusOf(StatusDetail detail) => detail switch
    {
        { Status: SubscriptionStatus.None or SubscriptionStatus.Pending } => GooglePlayStatus.Pending,
        { Status: SubscriptionStatus.Active } => GooglePlayStatus.Active,
        { Status: SubscriptionStatus.Grace } => GooglePlayStatus.InGracePeriod,
        { Status: SubscriptionStatus.Closed } => detail.IsActivated ? GooglePlayStatus.Expired : GooglePlayStatus.PendingPurchaseCanceled,
        { Status: SubscriptionStatus.Suspended, Suspended: SuspensionHolder.Customer } => GooglePlayStatus.Paused,
        { Status: SubscriptionStatus.Suspended } => GooglePlayStatus.OnHold,
        _ => GooglePlayStatus.Canceled,
    };
}

/// <summary>Google Play's state of a subscription.</summary>
public enum GooglePlayStatus
{
    /// <summary>No state of the vocabulary. The default value.</summary>
    Unknown = 0,

    /// <summary><c>PENDING</c>: not activated.</summary>
    Pending,

    /// <summary><c>ACTIVE</c>.</summary>
    Active,

    /// <summary><c>PAUSED</c>: suspended by the customer.</summary>
    Paused,

    /// <summary><c>IN_GRACE_PERIOD</c>: in grace.</summary>
    InGracePeriod,

    /// <summary><c>ON_HOLD</c>: suspended by anyone else.</summary>
    OnHold,

    /// <summary><c>CANCELED</c>: a cancellation is open.</summary>
    Canceled,

    /// <summary><c>EXPIRED</c>: closed after its activation.</summary>
    Expired,

    /// <summary><c>PENDING_PURCHASE_CANCELED</c>: closed before its activation.</summary>
    PendingPurchaseCanceled,
}
