using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The status of a subscription in its life cycle: the states of <see cref="SubscriptionChart"/>.</summary>
[JsonConverter(typeof(SubscriptionStatusJsonConverter))]
public enum SubscriptionStatus
{
    /// <summary>Before the first event. The default value.</summary>
    None = 0,

    /// <summary>Opened, not yet activated; expires at the activation deadline.</summary>
    Pending,

    /// <summary>In service, in a paid period.</summary>
    Active,

    /// <summary>
    /// In the grace period: the paid term has ended without a renewal. The number is kept, service is limited, and a renewal restores it.
    /// </summary>
    Grace,

    /// <summary>Suspended by the customer or the carrier; <see cref="Suspension.Holder"/> says who may lift the suspension.</summary>
    Suspended,

    /// <summary>A cancellation is open and waits for the customer's documents.</summary>
    AwaitingDocuments,

    /// <summary>A cancellation is open and waits for the reviewer's decision.</summary>
    UnderReview,

    /// <summary>A cancellation is open and waits for the supplement that the reviewer asked for.</summary>
    AwaitingSupplement,

    /// <summary>
    /// A cancellation is approved and waits until devices are unbound, dues are paid, and both the billing end and the service end are
    /// reached.
    /// </summary>
    Clearing,

    /// <summary>Closed for good: the only final state.</summary>
    Closed,

    /// <summary>
    /// The superstate of the statuses without an open cancellation: pending, active, grace and suspended. No subscription is ever in the
    /// superstate itself.
    /// </summary>
    InForce,

    /// <summary>
    /// The superstate of the statuses with an open cancellation; see <see cref="SubscriptionStatusExtensions.IsPendingCancel"/>. No
    /// subscription is ever in the superstate itself.
    /// </summary>
    PendingCancel,
}

/// <summary>Extension methods for <see cref="SubscriptionStatus"/>.</summary>
public static class SubscriptionStatusExtensions
{
    /// <summary>
    /// Determines whether a cancellation is open: <c>AwaitingDocuments</c>, <c>UnderReview</c>, <c>AwaitingSupplement</c> or
    /// <c>Clearing</c>.
    /// </summary>
    public static bool IsPendingCancel(this SubscriptionStatus status) =>
        status is >= SubscriptionStatus.AwaitingDocuments and <= SubscriptionStatus.Clearing;
}
