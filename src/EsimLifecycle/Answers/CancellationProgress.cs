using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The progress of an open cancellation: its stage, what is missing, who has to act next and by when, and what comes back in the end.
/// </summary>
/// <remarks>Asked of <see cref="Lifecycle.Progress"/>. Immutable and thread-safe.</remarks>
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

    /// <summary>
    /// Gets the lines of the settlement, in their order: as they are expected while <see cref="SettledAt"/> is null, and as the account was settled
    /// from then on.
    /// </summary>
    /// <remarks>
    /// They are the lines of the quote (<see cref="CancellationQuote.Lines"/>), as long as nothing but what is awaited has happened since the
    /// request. A dispute that is still to be decided counts for nothing.
    /// </remarks>
    public required ValueList<SettlementLine> Lines { get; init; }

    /// <summary>Gets the net amount of the settlement: due to the customer if positive, due from the customer if negative.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets the total of the cancellation's fees, which are fixed at the request.</summary>
    public required Money Costs { get; init; }

    /// <summary>
    /// Gets the amount that is still charged before the settlement, because periods are bought as before until an end beyond the paid time (the end
    /// of the minimum term); zero as a rule, and from <see cref="SettledAt"/> on.
    /// </summary>
    /// <remarks>
    /// It begins as <see cref="CancellationQuote.StillCharged"/> and falls by each charge that is paid. It is what auto-renewal charges if every payment
    /// succeeds; what it takes from the balance is missing from <see cref="Net"/>.
    /// </remarks>
    public required Money StillCharged { get; init; }

    /// <summary>Gets the time of the settlement; null while it is only expected.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>Gets the customer's choice of what happens to what the settlement leaves; null for a refund.</summary>
    public BalanceChoice? Balance { get; init; }

    internal static CancellationProgress? Of(PreparedPolicy policy, Subscription state)
    {
        if (!state.Status.IsPendingCancel())
            return null;
        var request = state.Cancellation!;
        var waitingFor = FindWaitingFor(state, request);
        var earliestEnd = Instant.Max(request.ServiceEndsAt, request.SettlesAt);
        var settlement = ExpectedSettlement.Of(policy, state);
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
            Lines = settlement.Lines,
            Net = settlement.Net,
            Costs = ExpectedSettlement.CostsOf(request, settlement.Net.Currency),
            StillCharged = settlement.StillCharged,
            SettledAt = request.SettledAt,
            Balance = request.Balance,
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
