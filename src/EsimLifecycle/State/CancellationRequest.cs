namespace EsimLifecycle;

/// <summary>A request to cancel, with what was fixed when it was made and how far it has come.</summary>
public sealed record CancellationRequest
{
    /// <summary>Why the customer wants to leave.</summary>
    public required CancellationReason Reason { get; init; }

    /// <summary>When the customer wants it to end.</summary>
    public required CancellationTiming Timing { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant RequestedAt { get; init; }

    /// <summary>Who made it; a reviewer has to be somebody else.</summary>
    public required Caller RequestedBy { get; init; }

    /// <summary>From when nothing is charged any more. Fixed at the request, so that a slow review costs the customer nothing.</summary>
    public required Instant BillingEndsAt { get; init; }

    /// <summary>Until when there is service. Fixed at the request. Where access is kept, it goes on past that until the subscription is closed.</summary>
    public required Instant ServiceEndsAt { get; init; }

    /// <summary>
    /// Whether service is stopped at <see cref="ServiceEndsAt"/> also while the request is still open. Fixed at the request: so the policy says, and there
    /// is service to stop (the line is activated, and not suspended).
    /// </summary>
    public bool StopsService { get; init; }

    /// <summary>When service was stopped while the request was open; null while it goes on.</summary>
    public Instant? ServiceEndedAt { get; init; }

    /// <summary>When it takes effect: the end of the waiting period, within which it can always be taken back.</summary>
    public required Instant TakesEffectAt { get; init; }

    /// <summary>Whether a reviewer has to approve it.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>The documents asked for with the request: the policy's general ones, and those for its reason.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>The documents that came, each with its verdict.</summary>
    public ValueList<ReceivedDocument> Submitted { get; init; }

    /// <summary>The documents still missing: of those asked for at first or in addition, what has not come, or came and was not accepted.</summary>
    public ValueList<DocumentKind> Missing { get; init; }

    /// <summary>Since when it is in the stage it is in.</summary>
    public required Instant Since { get; init; }

    /// <summary>By when the stage it is in has to end; null where the stage may last.</summary>
    public Instant? DueBy { get; init; }

    /// <summary>The business days that the review has left, while it stands still because more was asked for; null otherwise.</summary>
    public int? ReviewDaysLeft { get; init; }

    /// <summary>By when the whole of it has to be done, from the request to the end. Fixed at the request; null where there is no limit.</summary>
    public Instant? ProcessDueBy { get; init; }

    /// <summary>Whether <see cref="ProcessDueBy"/> has passed.</summary>
    public bool IsProcessOverdue { get; init; }

    /// <summary>How often the reviewer has asked for more.</summary>
    public int SupplementRounds { get; init; }

    /// <summary>Whether the review was not done in time.</summary>
    public bool IsReviewOverdue { get; init; }

    /// <summary>What it costs, as lines of the settlement to come; fixed at the request.</summary>
    public ValueList<SettlementLine> Fees { get; init; }

    /// <summary>Whether it is a withdrawal within the cooling-off time.</summary>
    public bool IsInCoolingOff { get; init; }

    /// <summary>What is to become of what the settlement leaves for the customer; null for a refund.</summary>
    public BalanceChoice? Balance { get; init; }

    /// <summary>When it was approved; null while it is not, and where no review is needed.</summary>
    public Instant? ApprovedAt { get; init; }

    /// <summary>When the account was settled; from then on it can't be taken back. Null before.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>What the settlement moved, and what was given up of dues since: so that it can be undone if clearing fails.</summary>
    public ValueList<Posting> SettlementPostings { get; init; }

    /// <summary>More about the reason, as a reference to what the host keeps.</summary>
    public Reference Note { get; init; }

    /// <summary>The reason with which it closes the subscription.</summary>
    internal ClosedReason ClosesAs => IsInCoolingOff ? ClosedReason.WithdrawnInCoolingOff : ClosedReason.CustomerCancelled;

    internal bool IsApproved => !NeedsReview || ApprovedAt is not null;

    /// <summary>The settlement's moment: both the end of billing and of the waiting period are reached.</summary>
    internal Instant SettlesAt => Instant.Max(BillingEndsAt, TakesEffectAt);
}

/// <summary>The earlier cancellation requests that still count against another one.</summary>
/// <param name="RequestedAt">When the latest ones were made, oldest first.</param>
/// <param name="EndedAt">When the last one was rejected, taken back or lapsed; null where none was.</param>
internal sealed record CancellationHistory(ValueList<Instant> RequestedAt = default, Instant? EndedAt = null)
{
    /// <summary>The most requests that are remembered, and so the most that a policy can count: 100.</summary>
    public const int MaxRequests = CancellationPolicy.MaxRequestsCounted;

    /// <summary>No earlier requests.</summary>
    public static CancellationHistory None { get; } = new();

    internal CancellationHistory Add(Instant requestedAt) => this with { RequestedAt = RequestedAt.AddCapped(requestedAt, MaxRequests) };
}
