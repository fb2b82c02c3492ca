using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The progress of an open cancellation: its stage, what is missing, who has to act next, and by when.</summary>
/// <remarks>
/// Computed from the state alone, as its last event left it. To see the progress as of now, let time pass first
/// (<see cref="Lifecycle.Advance"/>).
/// </remarks>
public sealed record CancellationProgress
{
    /// <summary>Gets the stage: awaiting documents, under review, awaiting a supplement, or clearing.</summary>
    public required SubscriptionStatus Stage { get; init; }

    /// <summary>Gets the instant at which the stage began.</summary>
    public required Instant Since { get; init; }

    /// <summary>Gets the party that has to act next.</summary>
    public required CancellationParty WaitingFor { get; init; }

    /// <summary>
    /// Gets the deadline of that party, after which the cancellation proceeds or ends without it; if only time has to pass, the instant at
    /// which that is over.
    /// </summary>
    public required Instant DueBy { get; init; }

    /// <summary>Gets the deadline of the whole process; null if there is no limit.</summary>
    public Instant? ProcessDueBy { get; init; }

    /// <summary>Gets a value indicating whether the deadline of the review or of the whole process was missed.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Gets the documents that are missing or were rejected; empty if there are none.</summary>
    public ValueList<DocumentKind> MissingDocuments { get; init; }

    /// <summary>Gets the devices that have to be unbound before the cancellation can complete; empty if none is bound.</summary>
    public ValueList<Eid> BoundDevices { get; init; }

    /// <summary>Gets the dues that have to be paid before the cancellation can complete; zero if there are none.</summary>
    public required Money Dues { get; init; }

    /// <summary>Gets the instant from which nothing is charged any more.</summary>
    public required Instant BillingEndsAt { get; init; }

    /// <summary>Gets the instant at which service ends.</summary>
    public required Instant ServiceEndsAt { get; init; }

    /// <summary>
    /// Gets the earliest instant at which the cancellation can complete: both ends and the waiting period are then over.
    /// </summary>
    public required Instant EarliestEnd { get; init; }

    internal static CancellationProgress? Of(Subscription state)
    {
        if (!state.Status.IsPendingCancel())
            return null;
        var request = state.Cancellation!;
        var waitingFor = FindWaitingFor(state, request);
        var earliestEnd = Instant.Max(request.ServiceEndsAt, request.SettlesAt);
        return new CancellationProgress
        {
            Stage = state.Status,
            Since = request.Since,
            WaitingFor = waitingFor,
            DueBy = waitingFor == CancellationParty.Nobody ? earliestEnd : request.DueBy!.Value,
            ProcessDueBy = request.ProcessDueBy,
            IsOverdue = request.IsReviewOverdue || request.IsProcessOverdue,
            MissingDocuments = request.Missing,
            BoundDevices = ValueList.Create(state.Devices.Select(binding => binding.Device)),
            Dues = state.DuesBeforeEnd,
            BillingEndsAt = request.BillingEndsAt,
            ServiceEndsAt = request.ServiceEndsAt,
            EarliestEnd = earliestEnd,
        };
    }

    private static CancellationParty FindWaitingFor(Subscription state, CancellationRequest request) => state.Status switch
    {
        SubscriptionStatus.UnderReview => request.IsReviewOverdue ? CancellationParty.Carrier : CancellationParty.Reviewer,
        SubscriptionStatus.Clearing when state.OnlyTimeIsMissing => CancellationParty.Nobody,
        SubscriptionStatus.Clearing when !state.IsCustomersTurnInClearing => CancellationParty.Carrier,
        _ => CancellationParty.Customer,
    };
}

/// <summary>Provides the progress of a subscription's cancellation.</summary>
public static class CancellationProgressExtensions
{
    extension(Subscription subscription)
    {
        /// <summary>Gets the progress of the open cancellation; null if none is open.</summary>
        /// <exception cref="ArgumentNullException">The subscription is null.</exception>
        public CancellationProgress? CancellationProgress
        {
            get
            {
                ArgumentNullException.ThrowIfNull(subscription);
                return EsimLifecycle.CancellationProgress.Of(subscription);
            }
        }
    }
}

/// <summary>The party that has to act next in a cancellation.</summary>
[JsonConverter(typeof(EnumJsonConverter<CancellationParty>))]
public enum CancellationParty
{
    /// <summary>The customer, who has to submit documents, unbind devices or pay dues.</summary>
    Customer,

    /// <summary>The reviewer, who has to approve, reject or request more documents.</summary>
    Reviewer,

    /// <summary>
    /// The carrier: the review was not done in time, or the proof that devices are unbound has to come from its platform.
    /// </summary>
    Carrier,

    /// <summary>No party: only time has to pass.</summary>
    Nobody,
}
