namespace EsimLifecycle;

/// <summary>After every command and every deadline: does what has thereby become possible. The only place for it.</summary>
internal static class FollowUp
{
    /// <param name="decision">The decision so far.</param>
    /// <param name="before">The number of events before the command or the deadline.</param>
    public static void Continue(ref DecisionBuilder decision, int before)
    {
        Reckon(ref decision, before);
        if (decision.State.Status == SubscriptionStatus.Closed)
        {
            CardReturnRules.CreditIfDue(ref decision);
            return;
        }

        if (decision.State.Cancellation is null || decision.State.RenewsUntilEnd)
            ChargeRules.PayFromBalance(ref decision);
        if (decision.State.Cancellation is not { } request)
        {
            // Nothing is to end.
        }
        else if (request.Missing.Count > 0)
            AwaitDocuments(ref decision);
        else if (!request.IsApproved)
            StartReview(ref decision);
        else
            ClearingRules.Continue(ref decision, TriggerFrom(decision.State));
        ServiceEnd.Continue(ref decision);
        WatchBalance(ref decision, before);
        CardReturnRules.CreditIfDue(ref decision);
    }

    /// <summary>
    /// Does what money and time that have become free make possible: dues are set off, days are added, a hold is lifted. A quote has to know,
    /// because a request to cancel releases what is reserved.
    /// </summary>
    public static void Reckon(ref DecisionBuilder decision, int before)
    {
        if (decision.State.Refunds.Count > 0 && decision.State.Balances[Account.Receivable].IsNegative)
            RefundRules.SetOffDues(ref decision);
        RefundGathering.Continue(ref decision);
        if (decision.State.Status == SubscriptionStatus.Closed)
            return;
        if (decision.State.Term.DaysToAdd > 0)
            Validity.AddHeld(ref decision);
        SuspensionRules.LiftIfPaid(ref decision, before);
    }

    // What was bought may have left too little in the balance, and a reminder of the end is a moment to say so.
    private static void WatchBalance(ref DecisionBuilder decision, int before)
    {
        for (var i = before; i < decision.EventCount; i++)
        {
            if (decision.EventAt(i) is not (SubscriptionActivated or SubscriptionRenewed or PlanChanged or PackBought { Postings.Count: > 0 } or RenewalReminderDue))
                continue;
            BalanceWatch.Look(ref decision);
            return;
        }
    }

    private static void AwaitDocuments(ref DecisionBuilder decision)
    {
        if (decision.State.Status.IsPendingCancel())
            return;

        // A new request says until when; one that is opened again has as long as a new one.
        var request = decision.State.Cancellation!;
        var isNew = request.ReopenedAt is null;
        var dueBy = isNew ? request.DueBy!.Value : DocumentRules.DueBy(ref decision);
        decision.Raise(new DocumentsAwaited
        {
            DueBy = dueBy,
            RemindAt = isNew ? request.RemindAt : Reminders.OfStage(ref decision, dueBy),
            Documents = request.Missing,
        });
    }

    private static void StartReview(ref DecisionBuilder decision)
    {
        if (decision.State.Status == SubscriptionStatus.UnderReview)
            return;
        decision.Raise(new ReviewStarted { Trigger = TriggerFrom(decision.State), DueBy = ReviewRules.DueBy(ref decision) });
    }

    /// <summary>
    /// Returns the trigger for the condition that has just been fulfilled, which follows from the stage that waited for it.
    /// </summary>
    private static SubscriptionTrigger TriggerFrom(Subscription state) => state.Status switch
    {
        SubscriptionStatus.AwaitingDocuments when state.Cancellation!.ApprovedAt is not null => FollowUpKind.Approved,

        // Brought forward as a withdrawal in the cooling-off period, a request under review needs none any more.
        SubscriptionStatus.AwaitingSupplement when state.Cancellation!.IsApproved => FollowUpKind.Approved,
        SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement => FollowUpKind.DocumentsComplete,
        SubscriptionStatus.UnderReview => FollowUpKind.Approved,
        SubscriptionStatus.Clearing => FollowUpKind.Cleared,
        _ => CommandKind.RequestCancellation,
    };
}
