namespace EsimLifecycle.Interop;

/// <summary>A subscription's status as Google Play's state of one (<c>subscriptionState</c>), and back.</summary>
/// <remarks>
/// <para>Total both ways. Words are written as the API has them, <c>SUBSCRIPTION_STATE_ACTIVE</c>, and read with that beginning or without.</para>
/// <para>A subscription that is not renewed by itself is <c>ACTIVE</c>, as Google's prepaid ones are; <c>CANCELED</c> is one whose cancellation is open.
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
        (GooglePlayStatus.Expired, Beginning + "EXPIRED", "Closed.Activated.Expired"));

    /// <summary>The status of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static StatusElsewhere<GooglePlayStatus> Of(Subscription subscription) => Of(StatusDetail.Of(subscription));

    /// <summary>The status of a standing.</summary>
    public static StatusElsewhere<GooglePlayStatus> Of(StatusDetail standing) => Known.Of(standing);

    /// <summary>Reads a status, trimmed and in any case; unknown with its text where it is none.</summary>
    /// <param name="text">The <c>subscriptionState</c>, as it came.</param>
    /// <param name="reason">The whole standing, where it was sent along.</param>
    public static StatusElsewhere<GooglePlayStatus> Read(string? text, string? reason = null)
    {
        var (bare, beginning) = (Words.Bare(text), Words.Bare(Beginning));
        return Known.Read(text, bare.StartsWith(beginning, StringComparison.Ordinal) ? bare : beginning + bare, reason);
    }

    private static GooglePlayStatus StatusOf(StatusDetail standing) => standing switch
    {
        { Status: SubscriptionStatus.None or SubscriptionStatus.Pending } => GooglePlayStatus.Pending,
        { Status: SubscriptionStatus.Active } => GooglePlayStatus.Active,
        { Status: SubscriptionStatus.Grace } => GooglePlayStatus.InGracePeriod,
        { Status: SubscriptionStatus.Closed } => GooglePlayStatus.Expired,
        { Status: SubscriptionStatus.Suspended, Suspended: SuspensionHolder.Customer } => GooglePlayStatus.Paused,
        { Status: SubscriptionStatus.Suspended } => GooglePlayStatus.OnHold,
        _ => GooglePlayStatus.Canceled,
    };
}

/// <summary>Google Play's states of a subscription.</summary>
public enum GooglePlayStatus
{
    /// <summary>None of these. The default value.</summary>
    Unknown = 0,

    /// <summary><c>PENDING</c>: not activated.</summary>
    Pending,

    /// <summary><c>ACTIVE</c>.</summary>
    Active,

    /// <summary><c>PAUSED</c>: suspended by the customer.</summary>
    Paused,

    /// <summary><c>IN_GRACE_PERIOD</c>: in grace.</summary>
    InGracePeriod,

    /// <summary><c>ON_HOLD</c>: suspended on any other account.</summary>
    OnHold,

    /// <summary><c>CANCELED</c>: a cancellation is open.</summary>
    Canceled,

    /// <summary><c>EXPIRED</c>: closed.</summary>
    Expired,
}
