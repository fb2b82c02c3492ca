namespace EsimLifecycle;

/// <summary>Requests the cancellation of the subscription. The first stage is whichever has something to wait for.</summary>
/// <remarks>
/// <para>The ends of billing and of service are fixed by the request: billing ends at once, at the end of the paid time, or on a date, as
/// <see cref="Timing"/> says. The paid time is the time that is in effect: reserved purchases are released, and charges in flight are
/// voided.</para>
/// <para>Refused with <see cref="RefusalCode.CancellationAlreadyOpen"/>, <see cref="RefusalCode.CancellationFraudHold"/>,
/// <see cref="RefusalCode.CancellationTooSoon"/>, <see cref="RefusalCode.CancellationTooMany"/>, <see cref="RefusalCode.CancellationCommitment"/>,
/// <see cref="RefusalCode.CancellationTiming"/>, <see cref="RefusalCode.CancellationNoPaidTerm"/>, <see cref="RefusalCode.CancellationDate"/>,
/// <see cref="RefusalCode.CancellationNotice"/>, <see cref="RefusalCode.CancellationNoTermsChange"/>,
/// <see cref="RefusalCode.CancellationNoteMissing"/>, <see cref="RefusalCode.ContactMissing"/>, <see cref="RefusalCode.DeviceStillBound"/>.</para>
/// </remarks>
/// <param name="Reason">The customer's reason to leave.</param>
public sealed record RequestCancellation(CancellationReason Reason) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestCancellation) { Roles = [Role.Customer, Role.Agent, Role.Carrier], MinIdentity = IdentityAssurance.Substantial };

    /// <summary>Gets when the subscription is to end; <see cref="CancellationTiming.Immediate"/> by default.</summary>
    public CancellationTiming Timing { get; init; }

    /// <summary>Gets the first date without service, for <see cref="CancellationTiming.OnDate"/>.</summary>
    public LocalDate? OnDate { get; init; }

    /// <summary>
    /// Gets the contact to send the confirmation to, which becomes the contact on file; none, the default, for the contact on file.
    /// </summary>
    public Reference Contact { get; init; }

    /// <summary>
    /// Gets an explanation of the reason, as a reference to a record that the host keeps; required for
    /// <see cref="CancellationReason.Other"/>.
    /// </summary>
    public Reference Note { get; init; }

    /// <summary>
    /// Gets what to do with the balance that the settlement leaves; null, the default, for a refund. It can be changed later
    /// (<see cref="ChooseBalanceDisposition"/>).
    /// </summary>
    public BalanceChoice? Balance { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var proposed = Propose(ref decision);
        if (decision.HasRefusals)
            return;
        PurchasePipeline.ReleaseAll(ref decision);
        decision.Raise(proposed!);
    }

    /// <summary>
    /// Builds the request as it would be made, even if it is refused; null if the end date or the fee was refused, so that no request can
    /// be built.
    /// </summary>
    internal CancellationRequested? Propose(ref DecisionBuilder decision)
    {
        var state = decision.State;
        CancellationEligibility.Check(ref decision);
        if (Contact == default && state.Contact == default)
            decision.Refuse(Refusals.ContactMissing());
        if (Reason == CancellationReason.Other && Note == default)
            decision.Refuse(Refusals.CancellationNoteMissing(Reason));
        var isFree = TermsChangeRules.FreesFromCommitment(state, Reason, decision.At);
        if (Reason == CancellationReason.TermsChanged && !isFree)
            decision.Refuse(Refusals.CancellationNoTermsChange());
        BalanceRules.Check(ref decision, Balance);
        var before = decision.RefusalCount;
        var billingEndsAt = CancellationDates.EndOfBilling(ref decision, Timing, OnDate);
        var isInCoolingOff = CancellationFees.IsInCoolingOff(ref decision, Timing);
        var fees = isInCoolingOff || isFree ? default : CancellationFees.Work(ref decision, billingEndsAt);

        // Without its end, or where nothing would end it before its time, there is no request to speak of.
        if (decision.RefusalCount > before)
            return null;

        var rules = decision.Policy.Cancellation;
        var takesEffectAt = rules.WaitingDays > 0 ? decision.Prepared.EndOfDayAfter(decision.At, rules.WaitingDays) : decision.At;
        var serviceEndsAt = rules.KeepsAccess ? Instant.Max(billingEndsAt, takesEffectAt) : billingEndsAt;
        var documents = rules.DocumentsFor(Reason);
        return new CancellationRequested
        {
            Contact = Contact == default ? state.Contact : Contact,
            Request = new CancellationRequest
            {
                Reason = Reason,
                Timing = Timing,
                RequestedAt = decision.At,
                Since = decision.At,
                RequestedBy = decision.Cause!.By,
                BillingEndsAt = billingEndsAt,
                ServiceEndsAt = serviceEndsAt,
                StopsService = !rules.KeepsAccess && state is { Contract.ActivatedAt: not null, Suspension: null },
                ProcessDueBy = ProcessRules.DueBy(ref decision, Instant.Max(billingEndsAt, takesEffectAt)),
                TakesEffectAt = takesEffectAt,
                // A withdrawal is the customer's right: nobody has to approve it.
                NeedsReview = rules.Review && !isInCoolingOff,
                Documents = documents,
                Missing = documents,
                Note = Note,
                Fees = fees,
                MinRefund = decision.Policy.Settlement.MinRefund,
                ForfeitsBalance = decision.Policy.Settlement.ForfeitsBalance.Contains(isInCoolingOff ? ClosedReason.WithdrawnInCoolingOff : ClosedReason.CustomerCancelled),
                IsInCoolingOff = isInCoolingOff,
                IsFree = isFree,
                Balance = Balance,
            },
        };
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reason);
        visitor.Add(Timing);
        visitor.AddOptional(OnDate);
        visitor.AddOptional(Contact);
        visitor.AddOptional(Note);
        visitor.AddOptionalPart(Balance);
    }
}

/// <summary>A cancellation was requested. The next event tells the stage that it is in.</summary>
public sealed record CancellationRequested : LifecycleEvent
{
    /// <summary>Gets the request.</summary>
    public required CancellationRequest Request { get; init; }

    /// <summary>Gets the contact to which messages are sent from now on.</summary>
    public required Reference Contact { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Cancellation = Request;
        draft.CancellationHistory = draft.CancellationHistory.Add(Request.RequestedAt);

        // What is in flight is no longer wanted: if it is paid all the same, the money goes back.
        draft.Renewal = draft.Renewal.VoidCharges();
        draft.Contact = Contact;
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationReceived);
}
