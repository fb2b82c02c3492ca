namespace EsimLifecycle.Interop;

/// <summary>Converts a subscription's status to and from that of a product in TM Forum's TMF637, Product Inventory.</summary>
/// <remarks>Defined for every input in both directions. Thread-safe.</remarks>
public static class Tmf637
{
    private static readonly Vocabulary<Tmf637Status> Known = new(
        StatusOf,
        (Tmf637Status.Created, "created", "None"),
        (Tmf637Status.PendingActive, "pendingActive", "Pending"),
        (Tmf637Status.Cancelled, "cancelled", "Closed.CustomerCancelled"),
        (Tmf637Status.Active, "active", "Active.Activated.Paid"),
        (Tmf637Status.PendingTerminate, "pendingTerminate", "Clearing.Activated.Paid"),
        (Tmf637Status.Terminated, "terminated", "Closed.Activated.CustomerCancelled"),
        (Tmf637Status.Suspended, "suspended", "Suspended.Activated.Carrier"),
        // The space is the standard's own.
        (Tmf637Status.Aborted, "aborted ", "Closed.Revoked"));

    /// <summary>Returns the TMF637 status of a subscription.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    public static ExternalStatus<Tmf637Status> Of(Subscription subscription) => Of(StatusDetail.Of(subscription));

    /// <summary>Returns the TMF637 status of a status detail.</summary>
    public static ExternalStatus<Tmf637Status> Of(StatusDetail detail) => Known.Of(detail);

    /// <summary>Reads a status, trimmed and in any case; a text that is not one is unknown, with its text.</summary>
    /// <param name="text">The product's status, as received.</param>
    /// <param name="reason">The full status detail as text, if it was sent along.</param>
    public static ExternalStatus<Tmf637Status> Read(string? text, string? reason = null) => Known.Read(text, Words.Bare(text), reason);

    private static Tmf637Status StatusOf(StatusDetail detail) => detail switch
    {
        { Status: SubscriptionStatus.None } => Tmf637Status.Created,
        { Status: SubscriptionStatus.Pending } => Tmf637Status.PendingActive,
        { Status: SubscriptionStatus.Suspended } => Tmf637Status.Suspended,
        { Status: SubscriptionStatus.Closed, IsActivated: true } => Tmf637Status.Terminated,
        { Status: SubscriptionStatus.Closed, Closed: ClosedReason.Revoked or ClosedReason.PortedOut or ClosedReason.Regulatory or ClosedReason.Fraud } =>
            Tmf637Status.Aborted,
        { Status: SubscriptionStatus.Closed } => Tmf637Status.Cancelled,
        _ => detail.Status.IsPendingCancel() ? Tmf637Status.PendingTerminate : Tmf637Status.Active,
    };
}

/// <summary>The status of a product in TMF637.</summary>
public enum Tmf637Status
{
    /// <summary>No status of the vocabulary. The default value.</summary>
    Unknown = 0,

    /// <summary><c>created</c>: nothing has happened yet.</summary>
    Created,

    /// <summary><c>pendingActive</c>: opened, but not activated.</summary>
    PendingActive,

    /// <summary><c>cancelled</c>: closed before the activation, by the customer or by the passing of time.</summary>
    Cancelled,

    /// <summary><c>active</c>: active, or in grace.</summary>
    Active,

    /// <summary><c>pendingTerminate</c>: a cancellation is open.</summary>
    PendingTerminate,

    /// <summary><c>terminated</c>: closed after the activation.</summary>
    Terminated,

    /// <summary><c>suspended</c>.</summary>
    Suspended,

    /// <summary><c>aborted</c>, which the standard writes with a trailing space: closed by the carrier before the activation.</summary>
    Aborted,
}
