namespace EsimLifecycle;

/// <summary>Requests the cancellation of the subscription. The first stage is whichever has something to wait for.</summary>
/// <remarks>
/// <para>While a cancellation is open and its end has not come, a request for an earlier end brings it forward: the ends and the fees are
/// fixed anew, and everything else goes on as it stands. It does not count as another request.</para>
/// <para>The ends of billing and of service are fixed by the request: billing ends at once, at the end of the paid time, or on a date, as
/// <see cref="Timing"/> says. The paid time is the time that is in effect: reserved purchases are released, and charges in flight are
/// voided. If the request comes to nothing, what the customer had asked to buy by them is asked for again.</para>
/// <para>Refused with <see cref="RefusalCode.CancellationAlreadyOpen"/>, <see cref="RefusalCode.CancellationFraudHold"/>,
/// <see cref="RefusalCode.CancellationTooSoon"/>, <see cref="RefusalCode.CancellationTooMany"/>, <see cref="RefusalCode.CancellationCommitment"/>,
/// <see cref="RefusalCode.CancellationTiming"/>, <see cref="RefusalCode.CancellationNoPaidTerm"/>, <see cref="RefusalCode.CancellationDate"/>,
/// <see cref="RefusalCode.CancellationNotice"/>, <see cref="RefusalCode.CancellationNoTermsChange"/>,
/// <see cref="RefusalCode.CancellationNoteMissing"/>, <see cref="RefusalCode.ContactMissing"/>, <see cref="RefusalCode.DeviceStillBound"/>.</para>
/// </remarks>
/// <param name="Reason">The customer's reason to leave.</param>
public sealed record RequestCancellation(CancellationReason Reason) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestCancellation)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        MinIdentity = IdentityAssurance.Substantial,
        Offer = Offer,
    };

    /// <summary>Gets when the subscription is to end; <see cref="CancellationTiming.Immediate"/> by default.</summary>
    public CancellationTiming Timing { get; init; }

    /// <summary>
    /// Gets the first date without service, for <see cref="CancellationTiming.OnDate"/>: within the paid time, and no further ahead than the
    /// policy allows; or the end of the minimum term, however far ahead. Until that is reached, periods are bought as before.
    /// </summary>
    public LocalDate? OnDate { get; init; }

    /// <summary>
    /// Gets the contact to send the confirmation to, which becomes the contact on file; none, the default, for the contact on file.
    /// </summary>
    public PersonalReference Contact { get; init; }

    /// <summary>
    /// Gets an explanation of the reason, as a reference to a record that the host keeps; required for
    /// <see cref="CancellationReason.Other"/>.
    /// </summary>
    public PersonalReference Note { get; init; }

    /// <summary>
    /// Gets what to do with the balance that the settlement leaves; null, the default, for a refund. It can be changed later
    /// (<see cref="ChooseBalanceDisposition"/>).
    /// </summary>
    public BalanceChoice? Balance { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var proposed = Propose(ref decision);
        if (!decision.HasRefusals)
            Make(ref decision, proposed!);
    }

    private static void Offer(ref CommandOffer offer)
    {
        var hasContact = offer.State.Contact != default;
        offer.CountDays(TermRules.NextDay(ref offer.Decision));
        foreach (var timing in offer.Policy.Cancellation.Timings)
        {
            var request = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = timing, Contact = hasContact ? default : CommandOffer.AnyPerson };
            var candidates = new Candidates(request);
            LocalDate? earliest = null, latest = null;
            if (timing != CancellationTiming.OnDate)
            {
                candidates.Ask(ref offer, onDate: null);
            }
            else
            {
                // The later the end, the less a minimum term is in its way; the earlier, the less an open request.
                var paidUntil = TermRules.IfResumed(ref offer.Decision, offer.Decision.At).PaidUntilDate ?? default;
                (earliest, latest) = CancellationDates.Range(ref offer.Decision, paidUntil);
                candidates.Ask(ref offer, latest);
                if (CommitmentRules.IfResumed(ref offer.Decision, offer.Decision.At) is { } commitment)
                    candidates.Ask(ref offer, commitment.End);
                candidates.Ask(ref offer, earliest);
            }

            if (offer.Lists)
                offer.List(new CommandChoice(candidates.Answer, hasContact) { Timing = timing, Earliest = earliest, Latest = latest, Ends = candidates.Ends });
        }
    }

    /// <summary>Makes the request: what is reserved comes to nothing, and what was asked for may be asked for again.</summary>
    internal static void Make(ref DecisionBuilder decision, CancellationRequested proposed)
    {
        var interrupted = ChargeRules.Asked(decision.State);
        PurchasePipeline.ReleaseAll(ref decision);
        decision.Raise(interrupted.Count == 0 ? proposed : proposed with { Request = proposed.Request with { Interrupted = interrupted } });
    }

    /// <summary>
    /// Builds the request as it would be made, even if it is refused; null if the end date or the fee was refused, so that no request can
    /// be built.
    /// </summary>
    internal CancellationRequested? Propose(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var open = state.Status.IsPendingCancel() ? state.Cancellation : null;
        CancellationEligibility.Check(ref decision);
        var isFree = TermsChangeRules.FreesFromCommitment(state, Reason, decision.At);
        var isInCoolingOff = CancellationFees.IsInCoolingOff(ref decision, Timing);
        if (open is null && !isFree && !isInCoolingOff)
            CancellationEligibility.CheckLimits(ref decision);
        if (Contact == default && state.Contact == default)
            decision.Refuse(Refusals.ContactMissing());
        if (Reason == CancellationReason.Other && Note == default)
            decision.Refuse(Refusals.CancellationNoteMissing(Reason));
        if (Reason == CancellationReason.TermsChanged && !isFree)
            decision.Refuse(Refusals.CancellationNoTermsChange());
        BalanceRules.Check(ref decision, Balance);
        var before = decision.RefusalCount;
        var billingEndsAt = CancellationDates.EndOfBilling(ref decision, Timing, OnDate);
        if (open?.BillingEndsAt <= billingEndsAt)
            decision.Refuse(StatusRefusals.For(Kind, state));
        var fees = isInCoolingOff || isFree ? default : CancellationFees.Work(ref decision, billingEndsAt);

        // Without its end, or where nothing would end it before its time, there is no request to speak of.
        if (decision.RefusalCount > before)
            return null;

        var rules = decision.Policy.Cancellation;
        var takesEffectAt = open is not null ? open.TakesEffectAt : rules.WaitingDays > 0 ? decision.Prepared.EndOfDayAfter(decision.At, rules.WaitingDays) : decision.At;
        var serviceEndsAt = rules.KeepsAccess ? Instant.Max(billingEndsAt, takesEffectAt) : billingEndsAt;
        var documents = rules.DocumentsFor(Reason);
        var documentsDueBy = documents.Count > 0 && open is null ? DocumentRules.DueBy(ref decision) : (Instant?)null;
        var request = new CancellationRequest
        {
            Reason = Reason,
            Timing = Timing,
            RequestedAt = decision.At,
            Since = decision.At,
            DueBy = documentsDueBy,
            RemindAt = documentsDueBy is { } dueBy ? Reminders.OfStage(ref decision, dueBy) : null,
            RequestedBy = decision.By!,
            BillingEndsAt = billingEndsAt,
            ServiceEndsAt = serviceEndsAt,
            StopsService = !rules.KeepsAccess && state.Contract!.ActivatedAt is not null,
            ProcessDueBy = ProcessRules.DueBy(ref decision, Instant.Max(billingEndsAt, takesEffectAt)),
            TakesEffectAt = takesEffectAt,
            // A withdrawal is the customer's right: nobody has to approve it.
            NeedsReview = rules.Review && !isInCoolingOff,
            UnbindsBeforeSettling = rules.Review && !isInCoolingOff && decision.Policy.Devices.UnbindingDue == UnbindingDue.BeforeApproval,
            Documents = documents,
            Missing = documents,
            Note = Note,
            Fees = fees,
            MinRefund = decision.Policy.Settlement.MinRefund,
            RenewsUntilEnd = state.Contract!.ActivatedAt is not null && billingEndsAt > TermRules.IfResumed(ref decision, decision.At).PaidUntil && Timing == CancellationTiming.OnDate,
            RoundTo = decision.Policy.Identity.RoundTo,
            UsedBytes = state.Usage.UsedBytes,
            UsedIn = state.Term.Periods.Count > 0 ? state.Term.Periods[0].Start : null,
            ForfeitsBalance = decision.Policy.Settlement.ForfeitsBalance.Contains(isInCoolingOff ? ClosedReason.WithdrawnInCoolingOff : ClosedReason.CustomerCancelled),
            IsInCoolingOff = isInCoolingOff,
            IsFree = isFree,
            Balance = Balance,
        };
        return new CancellationRequested
        {
            Contact = Contact == default ? state.Contact : Contact,
            Request = open is null ? request : BringForward(ref decision, open, request),
            RequestsCounted = rules.MaxRequests,
        };
    }

    /// <summary>Returns the open request with the ends and the fees of another; its stage, its documents and its review go on.</summary>
    private static CancellationRequest BringForward(ref DecisionBuilder decision, CancellationRequest open, CancellationRequest earlier)
    {
        var request = open with
        {
            Timing = earlier.Timing,
            RequestedBy = earlier.RequestedBy,
            BillingEndsAt = earlier.BillingEndsAt,
            ServiceEndsAt = earlier.ServiceEndsAt,
            StopsService = earlier.StopsService,
            RenewsUntilEnd = earlier.RenewsUntilEnd,
            ProcessDueBy = open.ProcessDueBy < earlier.ProcessDueBy ? open.ProcessDueBy : earlier.ProcessDueBy,
            NeedsReview = open.NeedsReview && earlier.NeedsReview,
            Fees = earlier.Fees,
            IsInCoolingOff = earlier.IsInCoolingOff,
            IsFree = earlier.IsFree,
            UsedBytes = earlier.UsedBytes,
            UsedIn = earlier.UsedIn,
            Balance = earlier.Balance ?? open.Balance,
        };
        if (decision.State.Status != SubscriptionStatus.Clearing)
            return request;
        var dueBy = ClearingRules.Deadline(ref decision, request);
        return dueBy == open.DueBy ? request : request with { DueBy = dueBy, RemindAt = Reminders.OfStage(ref decision, dueBy) };
    }

    internal override Facts ListFacts() => new(
        ("reason", Reason),
        ("timing", Timing),
        ("onDate", OnDate),
        ("balance", Balance),
        ("contact", Contact));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reason);
        visitor.Add(Timing);
        visitor.AddOptional(OnDate);
        visitor.AddOptional(Contact);
        visitor.AddOptional(Note);
        visitor.AddOptionalPart(Balance);
    }

    /// <summary>The requests with one timing that are asked about until one of them is possible.</summary>
    private struct Candidates(RequestCancellation request)
    {
        public CandidateAnswer Answer { get; private set; }

        public CancellationEnds? Ends { get; private set; }

        public void Ask(ref CommandOffer offer, LocalDate? onDate)
        {
            Ask(ref offer, request with { OnDate = onDate });
            if (offer.State.Contract!.TermsChange is not null)
                Ask(ref offer, request with { OnDate = onDate, Reason = CancellationReason.TermsChanged });
        }

        private void Ask(ref CommandOffer offer, RequestCancellation candidate)
        {
            if (Answer.IsPossible)
                return;
            Answer = Answer.Or(offer.Ask(candidate));
            for (var i = 0; Answer.IsPossible && Ends is null && i < offer.Asked.EventCount; i++)
            {
                if (offer.Asked.EventAt(i) is CancellationRequested { Request: var made })
                    Ends = new CancellationEnds(made.BillingEndsAt, made.ServiceEndsAt, made.SettlesAt, offer.Decision.Prepared.DateOf(made.ServiceEndsAt - Duration.Epsilon));
            }
        }
    }
}

/// <summary>
/// A cancellation was requested, and the next event tells the stage that it is in; or the end of an open one was brought forward, and it
/// stays in its stage.
/// </summary>
public sealed record CancellationRequested : LifecycleEvent
{
    /// <summary>Gets the request.</summary>
    public required CancellationRequest Request { get; init; }

    /// <summary>Gets the contact to which messages are sent from now on.</summary>
    public required PersonalReference Contact { get; init; }

    /// <summary>Gets how many of the latest requests count toward the policy's limit, this one among them; 0 if it counts none.</summary>
    public int RequestsCounted { get; init; }

    internal override Facts ListFacts() => new(("request", Request));

    internal override void Apply(Subscription draft)
    {
        if (draft.Cancellation is null)
            draft.CancellationHistory = draft.CancellationHistory.Add(Request.RequestedAt, RequestsCounted);
        draft.Cancellation = Request;
        draft.VoidCharges();
        draft.Contact = Contact;
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationReceived, until: Request.ServiceEndsAt);
}
