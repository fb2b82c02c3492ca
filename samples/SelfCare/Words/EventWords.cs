namespace SelfCare;

/// <summary>Events in words: what a reader wants to know of each, beside its name.</summary>
internal static class EventWords
{
    /// <summary>What the reader of a timeline sees anyway.</summary>
    private static readonly string[] Known = [LifecycleJson.EventDiscriminator, "subscription", "version", "at", "cause", "postings"];

    public static string Title(LifecycleEvent @event) => @event switch
    {
        RefundRetryDue => "Refund to be tried again",
        RefundRecorded => "Refund reported",
        DeviceUnbindRequested => "Device to be unbound",
        DuesWrittenOff => "What was owed is given up",
        BalanceDispositionChosen => "Use of the balance chosen",
        TransferRecorded => "Transfer reported",
        RenewalReminderDue => "Renewal reminder",
        CorrespondenceLogged { Direction: CorrespondenceDirection.Sent } => "Sent to the customer",
        CorrespondenceLogged => "Received from the customer",
        ReminderDue => "Reminder",
        FactConflicted => "Contradiction recorded",
        ChargebackReversed => "Dispute won",
        RefundsSetOff => "Refund set off against what is owed",
        RenewalChargeDue => "Charge for the renewal",
        PortOutRequested => "Porting the number out requested",
        PortOutReported => "Porting the number out reported",
        PortOutLapsed => "Porting the number out failed",
        NumberReused => "Number taken over",
        _ => Phrases.Title(@event.GetType().Name),
    };

    public static string Of(LifecycleEvent @event, Phrases say) => @event switch
    {
        SubscriptionOpened { Contract: var contract } => $"plan {Plan(contract.Plan)}; to be activated {By(contract.ActivationDueBy, say)}{ClosureWords.Follows(contract, @event.Postings)}",
        SubscriptionImported e => $"plan {Plan(e.Contract.Plan)}; {Phrases.Name(e.Status)}, {PaidThrough(e.Term.PaidUntilDate)}"
            + Committed(e.Contract.CommittedUntil, say),
        SubscriptionActivated e => $"{Paid(e.Period)}{Committed(e.Commitment?.EndsAt, say)}{With(e.Promotions)}",
        SubscriptionSuspended { Suspension: var suspension } =>
            $"on account of {Phrases.Name(suspension.Holder)}, {(suspension.Until is null ? "at most " : "")}{say.Until(suspension.EndsBy)}",
        HoldOverdue e => $"people have to decide {say.By(e.EndsBy)}",
        SubscriptionResumed e => $"{Phrases.Name(e.Status)}, {PaidThrough(e.Term.PaidUntilDate)}",
        ContactUpdated e => $"messages go to {e.Contact}",
        PeriodEnded e => Days(e.Period)
            + (e.IsEarned ? "" : ", not charged for: billing has ended"),
        ReminderDue e => Reminder(e, say),
        GraceEntered e => $"the number is kept {say.Until(e.GraceEndsAt)}",
        CancellationRequested { Request: var request } => Request(request, say),
        DocumentsAwaited e => $"expected {By(e.DueBy, say)}",
        DocumentsSubmitted e => $"{string.Join(", ", e.Documents.Select(document => Phrases.Name(document.Kind)))}; "
            + (e.Missing.Count == 0 ? "nothing is missing" : $"missing: {Phrases.Names(e.Missing)}"),
        DocumentJudged { Document: var document } => $"{Phrases.Name(document.Kind)} {document.Reference}: {Phrases.Name(document.Verdict!.Value)}",
        ReviewStarted e => $"to be decided {By(e.DueBy, say)}",
        ReviewOverdue e => $"{Consequence(e.Consequence)}{(e.DueBy is null ? "" : $", to be decided {By(e.DueBy, say)}")}",
        TermsChangeAnnounced { Change: var change } => $"{Plan(change.Plan)}, for periods from {Phrases.Date(change.EffectiveOn)} on; "
            + $"leaving because of it {By(change.WindowEndsAt, say)}",
        CancellationOverdue e => Consequence(e.Consequence),
        SupplementRequested e => $"{Phrases.Names(e.Documents)}, expected {By(e.DueBy, say)}",
        CancellationRejected e => $"{Phrases.Name(e.Reason)}; {Back(e.Reinstatement, say)}",
        CancellationWithdrawn e => Back(e.Reinstatement, say),
        CancellationLapsed e => $"{Phrases.Name(e.Reason)}; {Back(e.Reinstatement, say)}",
        CancellationReopened { Request: var request } => $"its documents came in time; {Request(request, say)}",
        ClearingStarted e => $"to be done {By(e.DueBy, say)}",
        DeviceBound or DeviceUnbindRequested or DeviceUnbound or DeviceReportedLost or DeviceReportedFound or ProfileReported => DeviceWords.Of(@event, say),
        CorrespondenceLogged e => $"by {Phrases.Name(e.Channel)}, kept as {e.Record}{(e.Digest is { } digest ? $", SHA-256 {digest.ToString()[..12]}…" : "")}"
            + (e.Message is { } message ? $"; {(e.Direction == CorrespondenceDirection.Sent ? "the message" : "answers")} {message}" : ""),
        FactConflicted e => $"{Conflict(e)}; kept, and without effect",
        _ => SettlementWords.Of(@event, say) ?? ClosureWords.Of(@event, say) ?? RenewalWords.Of(@event, say) ?? PurchaseWords.Of(@event, say) ?? FieldWords.Of(LifecycleJson.Write(@event), Known),
    };

    public static string Plan(PlanTerms plan) => $"{plan.Code}, {plan.Price:C} per {Phrases.Length(plan.Length)}";

    public static string Paid(PaidPeriod period) => period.Start.PlusDays(1) == period.End ? $"paid for {Days(period)}" : $"paid from {Days(period)}";

    public static string With(ValueList<string> promotions) => promotions.Count == 0 ? "" : $", with {string.Join(" and ", promotions)}";

    public static string Committed(Instant? until, Phrases say) => until is { } end ? $", committed {say.Until(end)}" : "";

    public static string By(Instant? due, Phrases say) => due is { } moment ? say.By(moment) : "at any time";

    /// <summary>"1 Mar 2026 through 31 Mar 2026", or a single day.</summary>
    private static string Days(PaidPeriod period) => period.Start.PlusDays(1) == period.End
        ? Phrases.Date(period.Start)
        : $"{Phrases.Date(period.Start)} {Phrases.Through(period.End)}";

    private static string PaidThrough(LocalDate? end) => end is { } date ? $"paid {Phrases.Through(date)}" : "never paid";

    private static string Reminder(ReminderDue reminder, Phrases say) => reminder.Of switch
    {
        DeadlineKind.GraceEnd => $"the number is kept {say.Until(reminder.EndsAt)}",
        DeadlineKind.Clearing => $"still to do {say.By(reminder.EndsAt)}: {Phrases.Open(reminder.Devices, reminder.Dues)}",
        _ => $"still missing: {Phrases.Names(reminder.Documents)}, expected {say.By(reminder.EndsAt)}",
    };

    private static string Back(Reinstatement back, Phrases say) =>
        $"back to {Phrases.Name(back.Status)}{(back.GraceEndsAt is { } end ? $" {say.Until(end)}" : "")}";

    private static string Request(CancellationRequest request, Phrases say) =>
        $"{Phrases.Name(request.Reason)}; "
        + (request.BillingEndsAt == request.ServiceEndsAt ? "" : $"billing ends {say.End(request.BillingEndsAt)}, ")
        + $"service ends {say.End(request.ServiceEndsAt)}"
        + (request.Balance is { } choice ? $"; {SettlementWords.Choice(choice)}" : "");

    private static string Consequence(OverdueReview consequence) => consequence switch
    {
        OverdueReview.Approve => "by the carrier's rules it is approved",
        OverdueReview.Reject => "by the carrier's rules it is rejected",
        _ => "by the carrier's rules it goes on",
    };

    private static string Consequence(OverdueProcess consequence) => consequence switch
    {
        OverdueProcess.Approve => "by the carrier's rules it is approved",
        OverdueProcess.Reinstate => "by the carrier's rules it ends here",
        _ => "by the carrier's rules it goes on",
    };

    private static string Conflict(FactConflicted conflict) =>
        string.Join(", ", new[] { Phrases.Name(conflict.Fact), conflict.Reference.ToString(), $"{conflict.Amount:C}", conflict.Bytes is { } bytes ? $"{bytes} bytes" : null }
            .Where(words => !string.IsNullOrEmpty(words)));
}
