using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What moves a subscription along an edge of <see cref="SubscriptionChart"/>: a command, or time passing a deadline.</summary>
[JsonConverter(typeof(EnumJsonConverter<SubscriptionTrigger>))]
public enum SubscriptionTrigger
{
    /// <summary><see cref="OpenSubscription"/>.</summary>
    Open,

    /// <summary><see cref="ImportSubscription"/>.</summary>
    Import,

    /// <summary><see cref="EsimLifecycle.Activate"/>.</summary>
    Activate,

    /// <summary>The time allowed for activating has passed.</summary>
    ActivationDeadline,

    /// <summary>A payment bought the next period.</summary>
    RenewalPaid,

    /// <summary><see cref="EsimLifecycle.TopUp"/>, or a pack, bought time.</summary>
    TopUp,

    /// <summary>What was bought could not be put in effect, and was undone.</summary>
    ProvisioningFailed,

    /// <summary>The current period has ended.</summary>
    PeriodEnd,

    /// <summary>Grace has ended without a renewal.</summary>
    GraceEnd,

    /// <summary><see cref="EsimLifecycle.Suspend"/>.</summary>
    Suspend,

    /// <summary><see cref="EsimLifecycle.Resume"/>.</summary>
    Resume,

    /// <summary>The longest suspension that the policy allows has passed.</summary>
    SuspensionMaximum,

    /// <summary><see cref="EsimLifecycle.RequestCancellation"/>.</summary>
    RequestCancellation,

    /// <summary>Every document asked for has been submitted.</summary>
    DocumentsComplete,

    /// <summary>The documents were not complete in time.</summary>
    DocumentsDeadline,

    /// <summary><see cref="EsimLifecycle.RequestSupplement"/>.</summary>
    RequestSupplement,

    /// <summary>What the reviewer asked for in addition did not come in time.</summary>
    SupplementDeadline,

    /// <summary>The cancellation was approved, by a reviewer or by the policy when the review or the whole of it was overdue.</summary>
    Approved,

    /// <summary>The cancellation was rejected, by a reviewer or by the policy when the review was overdue.</summary>
    Rejected,

    /// <summary>The review was not done in time.</summary>
    ReviewOverdue,

    /// <summary><see cref="WithdrawCancellation"/>.</summary>
    Withdrawn,

    /// <summary>Devices unbound, dues paid, both ends reached: nothing is left to wait for.</summary>
    Cleared,

    /// <summary>Clearing took longer than the policy allows.</summary>
    ClearingDeadline,

    /// <summary>The whole of a cancellation took longer than the policy promises.</summary>
    ProcessOverdue,

    /// <summary><see cref="EsimLifecycle.Terminate"/>.</summary>
    Terminate,
}
