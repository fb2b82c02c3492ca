namespace EsimLifecycle;

/// <summary>How far an open cancellation has come: the stage, what is missing, whose turn it is, and until when.</summary>
/// <remarks>Worked out of the state alone, as its last event left it: let time pass first (<see cref="Lifecycle.Advance"/>) to see it as it is now.</remarks>
public sealed record CancellationProgress
{
    /// <summary>The stage: awaiting documents, under review, awaiting a supplement, or clearing.</summary>
    public required SubscriptionStatus Stage { get; init; }

    /// <summary>Since when it is in that stage.</summary>
    public required Instant Since { get; init; }

    /// <summary>Whose turn it is.</summary>
    public required CancellationParty WaitingFor { get; init; }

    /// <summary>By when they have to have done it, or it ends without them; where time alone is waited for, when it is done.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>By when the whole of it has to be done; null where there is no limit.</summary>
    public Instant? ProcessDueBy { get; init; }

    /// <summary>Whether the review or the whole of it was not done in time.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>The documents that are missing, or were not accepted; empty where none is.</summary>
    public ValueList<DocumentKind> MissingDocuments { get; init; }

    /// <summary>The devices that have to be unbound before it can end; empty where none is bound.</summary>
    public ValueList<Eid> BoundDevices { get; init; }

    /// <summary>What is owed and has to be paid before it can end; zero where nothing is.</summary>
    public required Money Dues { get; init; }

    /// <summary>From when nothing is charged any more.</summary>
    public required Instant BillingEndsAt { get; init; }

    /// <summary>Until when there is service.</summary>
    public required Instant ServiceEndsAt { get; init; }

    /// <summary>When it ends at the earliest: both ends and the waiting period are then over.</summary>
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
        SubscriptionStatus.Clearing when !state.DuesBeforeEnd.IsPositive && OnlyProofIsMissing(state.Devices) => CancellationParty.Carrier,
        _ => CancellationParty.Customer,
    };

    private static bool OnlyProofIsMissing(ValueList<DeviceBinding> devices)
    {
        foreach (var binding in devices)
        {
            if (binding.Status != BindingStatus.UnbindRequested)
                return false;
        }

        return true;
    }
}

/// <summary>How far a subscription's cancellation has come.</summary>
public static class CancellationProgressExtensions
{
    extension(Subscription subscription)
    {
        /// <summary>How far an open cancellation has come and whose turn it is; null where none is open.</summary>
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

/// <summary>Who has to do something next in a cancellation.</summary>
public enum CancellationParty
{
    /// <summary>The customer: hand in documents, unbind devices, pay what is owed.</summary>
    Customer,

    /// <summary>The reviewer: approve, reject or ask for more.</summary>
    Reviewer,

    /// <summary>The carrier: the review was not done in time, or the proof that devices are unbound has to come from its platform.</summary>
    Carrier,

    /// <summary>Nobody: only time has to pass.</summary>
    Nobody,
}
