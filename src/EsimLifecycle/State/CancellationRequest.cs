namespace EsimLifecycle;

/// <summary>A cancellation request, with the terms fixed when it was made and its progress.</summary>
public sealed record CancellationRequest : IFactual
{
    /// <summary>Gets the customer's reason.</summary>
    public required CancellationReason Reason { get; init; }

    /// <summary>Gets the timing that the customer asked for.</summary>
    public required CancellationTiming Timing { get; init; }

    /// <summary>Gets the time of the request.</summary>
    public required Instant RequestedAt { get; init; }

    /// <summary>Gets the caller who made the request; its reviewer has to be another person.</summary>
    public required Caller RequestedBy { get; init; }

    /// <summary>
    /// Gets the end of billing, after which nothing is charged. Fixed at the request, so that a slow review costs the customer nothing.
    /// </summary>
    public required Instant BillingEndsAt { get; init; }

    /// <summary>
    /// Gets the end of service. Fixed at the request. If access is kept, service continues beyond it until the subscription is closed.
    /// </summary>
    public required Instant ServiceEndsAt { get; init; }

    /// <summary>
    /// Gets whether service stops at <see cref="ServiceEndsAt"/> even if the request is still open. Fixed at the request: true if the
    /// policy says so and the line is activated. While a suspension bars service there is none to stop.
    /// </summary>
    public bool StopsService { get; init; }

    /// <summary>Gets the time at which service was stopped while the request was open; null while service continues.</summary>
    public Instant? ServiceEndedAt { get; init; }

    /// <summary>
    /// Gets the time at which the request takes effect: the end of the waiting period, within which it can always be withdrawn.
    /// </summary>
    public required Instant TakesEffectAt { get; init; }

    /// <summary>Gets whether a reviewer has to approve the request.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>
    /// Gets whether the account is settled only once no device is bound, because devices have to be unbound before the approval. Fixed at the
    /// request; it matters where the policy approves in the place of a reviewer who could not.
    /// </summary>
    public bool UnbindsBeforeSettling { get; init; }

    /// <summary>Gets the documents required at the request: the policy's general ones, and those for the reason.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the latest documents received, each with its verdict; at most <see cref="ReceivedDocument.Remembered"/>.</summary>
    public ValueList<ReceivedDocument> Submitted { get; init; }

    /// <summary>
    /// Gets the documents still missing, or missing when the subscription was closed: required at the request or as a supplement, and not received, or received and not accepted.
    /// </summary>
    public ValueList<DocumentKind> Missing { get; init; }

    /// <summary>Gets the time at which the current stage began.</summary>
    public required Instant Since { get; init; }

    /// <summary>Gets the deadline of the current stage or, of a subscription that is closed, of the last one; null if it has none.</summary>
    public Instant? DueBy { get; init; }

    /// <summary>Gets the time at which the customer is reminded of <see cref="DueBy"/>; null once that is done, and for never.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Gets the number of business days left for the review while it is paused for a supplement; null otherwise.</summary>
    public int? ReviewDaysLeft { get; init; }

    /// <summary>
    /// Gets the deadline of the whole process, from the request to the end; null for no limit. Fixed at the request; moved only if the request is
    /// opened again, by the days for which its documents lay unregistered.
    /// </summary>
    public Instant? ProcessDueBy { get; init; }

    /// <summary>Gets whether <see cref="ProcessDueBy"/> has passed.</summary>
    public bool IsProcessOverdue { get; init; }

    /// <summary>Gets the number of times that the reviewer has asked for a supplement.</summary>
    public int SupplementRounds { get; init; }

    /// <summary>Gets whether the review missed its deadline.</summary>
    public bool IsReviewOverdue { get; init; }

    /// <summary>
    /// Gets what the customer had asked to buy and the request interrupted (charges that it voided, purchases that it released), as charges; it is
    /// asked for again if the request comes to nothing.
    /// </summary>
    public ValueList<Charge> Interrupted { get; init; }

    /// <summary>Gets the fees, as lines of the later settlement; fixed at the request.</summary>
    public ValueList<SettlementLine> Fees { get; init; }

    /// <summary>
    /// Gets whether the end is the end of the minimum term, which lies beyond what was paid at the request: periods are bought as before until
    /// it is reached. If one is not paid in time, the request lapses.
    /// </summary>
    public bool RenewsUntilEnd { get; init; }

    /// <summary>
    /// Gets the minimum amount that is paid out; a smaller one is forfeited. Fixed at the request; null for any amount.
    /// </summary>
    public Money? MinRefund { get; init; }

    /// <summary>Gets the unit to which the settlement's amounts are rounded. Fixed at the request; null for the minor unit.</summary>
    public Money? RoundTo { get; init; }

    /// <summary>
    /// Gets the number of bytes of the plan's own data that were used, at the request, in the period that began on <see cref="UsedIn"/>.
    /// What is used later does not lessen what comes back.
    /// </summary>
    public long UsedBytes { get; init; }

    /// <summary>Gets the first date of the period in which <see cref="UsedBytes"/> were used; null if no paid period was left.</summary>
    public LocalDate? UsedIn { get; init; }

    /// <summary>Gets whether the wallet is forfeited. Fixed at the request.</summary>
    public bool ForfeitsBalance { get; init; }

    /// <summary>Gets whether the request is a withdrawal within the cooling-off period.</summary>
    public bool IsInCoolingOff { get; init; }

    /// <summary>Gets whether the customer leaves because of changed terms, without commitment or fee. Fixed at the request.</summary>
    public bool IsFree { get; init; }

    /// <summary>Gets the customer's choice of what happens to the balance that the settlement leaves; null for a refund.</summary>
    public BalanceChoice? Balance { get; init; }

    /// <summary>Gets the time of approval; null before it, and if no review is needed.</summary>
    public Instant? ApprovedAt { get; init; }

    /// <summary>Gets the time of the settlement, after which the request can no longer be withdrawn; null before it.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>Gets the lines of the settlement; their amounts sum to what is due to the customer. Empty before it.</summary>
    public ValueList<SettlementLine> SettlementLines { get; init; }

    /// <summary>
    /// Gets the time at which the request, which had lapsed, was opened again, because its documents had been received in time; null if it was not.
    /// </summary>
    public Instant? ReopenedAt { get; init; }

    /// <summary>
    /// Gets the first date of the periods that were bought only because the request had lapsed; null for none. Of these, what begins after the end
    /// of billing comes back whole.
    /// </summary>
    public LocalDate? ReturnsFrom { get; init; }

    /// <summary>Gets the postings of the settlement, and of dues written off since, which are reversed if clearing fails.</summary>
    public ValueList<Posting> SettlementPostings { get; init; }

    /// <summary>Gets the note that explains the reason, as a reference to a record that the host keeps.</summary>
    public PersonalReference Note { get; init; }

    /// <summary>Gets the reason with which the request closes the subscription.</summary>
    internal ClosedReason ClosesAs => IsInCoolingOff ? ClosedReason.WithdrawnInCoolingOff : ClosedReason.CustomerCancelled;

    /// <summary>Returns the time at which the current stage ends at the latest: its deadline or, if only time has to pass, the end.</summary>
    internal Instant StageEndsAt(Subscription state) => state.Status == SubscriptionStatus.Clearing && state.OnlyTimeIsMissing
        ? Instant.Max(ServiceEndsAt, SettlesAt)
        : DueBy ?? SettlesAt;

    /// <summary>Determines whether nothing but time keeps the account from being settled.</summary>
    internal bool CanSettle(Subscription state) => !UnbindsBeforeSettling || state.Devices.Count == 0;

    /// <summary>Returns what is left when what leads to a person is taken out; a balance can't be moved any more then.</summary>
    /// <summary>Returns the request in a stage that begins; itself if it says so already.</summary>
    internal CancellationRequest Enter(Instant since, Instant dueBy, Instant? remindAt) =>
        Since == since && DueBy == dueBy && RemindAt == remindAt ? this : this with { Since = since, DueBy = dueBy, RemindAt = remindAt };

    internal CancellationRequest Erase(PersonalDataTaker taker)
    {
        foreach (var document in Submitted)
        {
            taker.Take(document.Reference);
            taker.Take(document.Note);
        }

        if (Balance is { } choice)
        {
            taker.Take(choice.To);
            taker.Take(choice.Consent);
        }

        return this with
        {
            RequestedBy = RequestedBy with { Id = taker.Take(RequestedBy.Id) },
            Submitted = default,
            Balance = Balance is { Disposition: BalanceDisposition.Forfeit } ? new BalanceChoice(BalanceDisposition.Forfeit) : null,
            Note = taker.Take(Note),
        };
    }

    internal bool IsApproved => !NeedsReview || ApprovedAt is not null;

    /// <summary>Gets the time of the settlement, when both the end of billing and the end of the waiting period are reached.</summary>
    internal Instant SettlesAt => Instant.Max(BillingEndsAt, TakesEffectAt);

    Facts IFactual.ListFacts() => new(
        ("reason", Reason),
        ("billingEndsAt", BillingEndsAt == ServiceEndsAt ? null : BillingEndsAt),
        ("serviceEndsAt", ServiceEndsAt),
        ("balance", Balance));
}

/// <summary>The earlier cancellation requests that count toward the policy's limits on new ones.</summary>
/// <param name="RequestedAt">
/// The times of the latest requests, as many as the policy counted then, oldest first; at most <see cref="CancellationPolicy.MaxRequestsCounted"/>.
/// </param>
/// <param name="EndedAt">The time at which the last request was rejected, was withdrawn or lapsed; null if there was none.</param>
/// <param name="WithdrawsUntil">
/// The time until which the customer may still withdraw as within the cooling-off period, because a withdrawal made in time was rejected or
/// lapsed; null if there was none.
/// </param>
/// <param name="LeavesUntil">The same for leaving because of changed terms.</param>
/// <param name="Lapsed">The last request, if documents received in time open it again; null otherwise.</param>
internal sealed record CancellationHistory(
    ValueList<Instant> RequestedAt = default,
    Instant? EndedAt = null,
    Instant? WithdrawsUntil = null,
    Instant? LeavesUntil = null,
    LapsedRequest? Lapsed = null)
{
    /// <summary>Gets the history without earlier requests.</summary>
    public static CancellationHistory None { get; } = new();

    /// <summary>Returns the history with one request more, by which a lapsed one is over.</summary>
    /// <param name="requestedAt">The time of the request.</param>
    /// <param name="counted">How many of the latest requests count; 0 if none do, and then none is kept.</param>
    internal CancellationHistory Add(Instant requestedAt, int counted)
    {
        if (counted == 0)
            return Lapsed is null ? this : this with { Lapsed = null };
        return this with { RequestedAt = RequestedAt.AddCapped(requestedAt, counted), Lapsed = null };
    }
}

/// <summary>
/// A request that lapsed because documents were missing. It is kept until the customer asks again or goes on otherwise, so that documents that had been
/// received in time still count when they are registered.
/// </summary>
/// <param name="Request">The request as it was, with what has been registered since.</param>
/// <param name="Status">The stage that it was in.</param>
/// <param name="At">The time at which it lapsed, before which the documents had to be received.</param>
/// <param name="PaidUntilDate">The first date that was not paid then.</param>
/// <param name="IsRescued">Whether the rescue days of that paid term were given when it lapsed.</param>
/// <param name="Unearned">The periods that would not have been earned with the request open: those that ended before it lapsed, and since.</param>
internal sealed record LapsedRequest(
    CancellationRequest Request,
    SubscriptionStatus Status,
    Instant At,
    LocalDate? PaidUntilDate = null,
    bool IsRescued = false,
    ValueList<PaidPeriod> Unearned = default)
{
    /// <summary>The number of periods after whose end a request is over for good, so that what is kept does not grow for ever: 100.</summary>
    public const int MaxPeriods = 100;

    /// <summary>Returns what is kept after a further period ended and was earned; null once that is too long ago.</summary>
    public LapsedRequest? Earn(PaidPeriod period) =>
        period.EndsAt <= Request.BillingEndsAt ? this : Unearned.Count < MaxPeriods ? this with { Unearned = Unearned.Add(period) } : null;
}
