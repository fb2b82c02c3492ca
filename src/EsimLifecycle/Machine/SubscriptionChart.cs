using Chart = EsimLifecycle.StateChart<EsimLifecycle.SubscriptionStatus, EsimLifecycle.SubscriptionTrigger>;
using S = EsimLifecycle.SubscriptionStatus;
using T = EsimLifecycle.SubscriptionTrigger;

namespace EsimLifecycle;

/// <summary>The chart of a subscription's life: every status change there can be, and what brings it about.</summary>
public static class SubscriptionChart
{
    /// <summary>The group of states in which a cancellation request is open.</summary>
    public const string PendingCancel = "PendingCancel";

    /// <summary>The chart. A decision that would leave it is a bug in this library, and throws.</summary>
    public static Chart Instance { get; } = Chart.Define("Subscription", S.None)
        .DrawInitialAsStart()
        .Group(PendingCancel, S.AwaitingDocuments, S.UnderReview, S.AwaitingSupplement, S.Clearing)
        .From(S.None)
            .On(T.Open, S.Pending)
            .On(T.Import, S.Pending, S.Active, S.Grace, S.Suspended)
        .From(S.Pending)
            .On(T.Activate, S.Active)
            .On(T.PurchaseApplied, S.Active)
            .On(T.ActivationDeadline, S.Closed)
            .Stays(T.PurchaseReleased)
        .From(S.Active)
            .On(T.PeriodEnd, S.Grace, S.Closed)
            .On(T.PurchaseReleased, S.Grace)
            .Stays(T.PeriodEnd, T.PurchaseApplied, T.PurchaseReleased)
        .From(S.Grace)
            .On(T.PurchaseApplied, S.Active)
            .On(T.GraceEnd, S.Closed)
            .Stays(T.PurchaseReleased)
        .From(S.Active, S.Grace)
            .On(T.Suspend, S.Suspended)
        .From(S.Suspended)
            .On(T.Resume, S.Active, S.Grace)
            .On(T.SuspensionMaximum, S.Active, S.Grace, S.Closed)
            .Stays(T.PeriodEnd, T.GraceEnd, T.PurchaseApplied, T.PurchaseReleased)
        .From(S.Pending, S.Active, S.Grace, S.Suspended)
            .On(T.RequestCancellation, S.AwaitingDocuments, S.UnderReview, S.Clearing, S.Closed)
        .From(S.AwaitingDocuments)
            .On(T.DocumentsComplete, S.UnderReview, S.Clearing, S.Closed)
            .On(T.Approved, S.Clearing, S.Closed)
            .On(T.DocumentsDeadline, S.Pending, S.Active, S.Grace, S.Suspended)
        .From(S.UnderReview)
            .On(T.RequestSupplement, S.AwaitingSupplement)
            .On(T.Approved, S.Clearing, S.Closed)
            .On(T.Rejected, S.Pending, S.Active, S.Grace, S.Suspended)
            .Stays(T.ReviewOverdue)
        .From(S.AwaitingSupplement)
            .On(T.DocumentsComplete, S.UnderReview)
            .On(T.Approved, S.Clearing, S.Closed)
            .On(T.SupplementDeadline, S.Pending, S.Active, S.Grace, S.Suspended)
        .From(S.Clearing)
            .On(T.Cleared, S.Closed)
            .On(T.ClearingDeadline, S.Pending, S.Active, S.Grace, S.Suspended, S.Closed)
        .FromGroup(PendingCancel)
            .On(T.Withdrawn, S.Pending, S.Active, S.Grace, S.Suspended)
            .On(T.ProcessOverdue, S.Pending, S.Active, S.Grace, S.Suspended)
            .Stays(T.PeriodEnd, T.GraceEnd, T.ProcessOverdue)
        .From(S.Pending, S.Active, S.Grace, S.Suspended)
            .On(T.Terminate, S.Closed)
        .FromGroup(PendingCancel)
            .On(T.Terminate, S.Closed)
        .Final(S.Closed)
        .Freeze();
}
