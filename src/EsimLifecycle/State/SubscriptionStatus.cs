using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Where a subscription stands in its life: the states of <see cref="SubscriptionChart"/>.</summary>
[JsonConverter(typeof(SubscriptionStatusJsonConverter))]
public enum SubscriptionStatus
{
    /// <summary>Nothing has happened yet; the state before the first event. The default value.</summary>
    None = 0,

    /// <summary>Opened, not yet activated; ends at the activation deadline.</summary>
    Pending,

    /// <summary>In service, in a period that is paid.</summary>
    Active,

    /// <summary>The paid period has ended and no other followed: the number is kept, service is limited, a renewal restores it.</summary>
    Grace,

    /// <summary>Held by the customer or the carrier; see <see cref="Suspension"/> for who may lift it.</summary>
    Suspended,

    /// <summary>A cancellation is requested and waits for the customer's documents.</summary>
    AwaitingDocuments,

    /// <summary>A cancellation is requested and waits for the reviewer's verdict.</summary>
    UnderReview,

    /// <summary>A cancellation is requested and waits for what the reviewer asked for in addition.</summary>
    AwaitingSupplement,

    /// <summary>A cancellation is approved and waits for devices to be unbound, dues to be paid and its two ends to be reached.</summary>
    Clearing,

    /// <summary>Over, for good: the only final state.</summary>
    Closed,

    /// <summary>The superstate of those that no cancellation is open in: pending, active, in grace or suspended. No subscription ever rests in it.</summary>
    InForce,

    /// <summary>The superstate of those that a cancellation is open in; see <see cref="SubscriptionStatusExtensions.IsPendingCancel"/>. No subscription ever rests in it.</summary>
    PendingCancel,
}

/// <summary>Questions about a <see cref="SubscriptionStatus"/>.</summary>
public static class SubscriptionStatusExtensions
{
    /// <summary>Whether a cancellation request is open: <c>AwaitingDocuments</c>, <c>UnderReview</c>, <c>AwaitingSupplement</c> or <c>Clearing</c>.</summary>
    public static bool IsPendingCancel(this SubscriptionStatus status) =>
        status is >= SubscriptionStatus.AwaitingDocuments and <= SubscriptionStatus.Clearing;
}
