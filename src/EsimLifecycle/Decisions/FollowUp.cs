namespace EsimLifecycle;

/// <summary>After every command and every deadline: does what has thereby become possible. The only place for it.</summary>
internal static class FollowUp
{
    public static void Continue(ref Turn turn)
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
    }

    private static void AwaitDocuments(ref Turn turn)
    {
        if (turn.State.Status.IsPendingCancel())
            return;
        turn.Raise(new DocumentsAwaited { DueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.DaysToSubmit) });
    }

    private static void StartReview(ref Turn turn)
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
