namespace EsimLifecycle;

/// <summary>After every command and every deadline: does what has thereby become possible. The only place for it.</summary>
internal static class FollowUp
{
    /// <param name="turn">The decision.</param>
    /// <param name="before">The number of events before the command or the deadline.</param>
    public static void Continue(ref DecisionBuilder turn, int before)
    {
        if (turn.State.Status == SubscriptionStatus.Closed)
            return;
        if (turn.State.Cancellation is not { } request)
            ChargeRules.PayFromBalance(ref turn);
        else if (request.Missing.Count > 0)
            AwaitDocuments(ref turn);
        else if (!request.IsApproved)
            StartReview(ref turn);
        else
            ClearingRules.Continue(ref turn, TriggerFrom(turn.State));
        ServiceRules.Continue(ref turn);
        WatchBalance(ref turn, before);
    }

    // What was bought may have left too little in the balance, and a reminder of the end is a moment to say so.
    private static void WatchBalance(ref DecisionBuilder turn, int before)
    {
        for (var i = before; i < turn.EventCount; i++)
        {
            if (turn.EventAt(i) is not (SubscriptionActivated or SubscriptionRenewed or PlanChanged or PackBought { Postings.Count: > 0 } or RenewalReminderDue))
                continue;
            BalanceWatch.Look(ref turn);
            return;
        }
    }

    private static void AwaitDocuments(ref DecisionBuilder turn)
    {
        if (turn.State.Status.IsPendingCancel())
            return;
        turn.Raise(new DocumentsAwaited { DueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.DocumentDueDays) });
    }

    private static void StartReview(ref DecisionBuilder turn)
    {
        if (turn.State.Status == SubscriptionStatus.UnderReview)
            return;
        turn.Raise(new ReviewStarted { Trigger = TriggerFrom(turn.State), DueBy = ReviewRules.DueBy(ref turn) });
    }

    /// <summary>What has just been fulfilled, told from the stage in which it was waited for.</summary>
    private static SubscriptionTrigger TriggerFrom(Subscription state) => state.Status switch
    {
        SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement when state.Cancellation!.ApprovedAt is not null => FollowUpKind.Approved,
        SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement => FollowUpKind.DocumentsComplete,
        SubscriptionStatus.UnderReview => FollowUpKind.Approved,
        SubscriptionStatus.Clearing => FollowUpKind.Cleared,
        _ => CommandKind.RequestCancellation,
    };
}
