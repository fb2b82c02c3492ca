namespace EsimLifecycle;

internal static class ReviewRules
{
    /// <summary>Refuses a reviewer who is not named, or who asked for the cancellation.</summary>
    public static void CheckReviewer(ref DecisionBuilder turn)
    {
        var reviewer = turn.Cause!.By.Id;
        if (reviewer == default)
            turn.Refuse(Refusals.ReviewAnonymous());
        else if (reviewer == turn.State.Cancellation!.RequestedBy.Id)
            turn.Refuse(Refusals.ReviewOwnRequest(reviewer));
    }

    /// <summary>
    /// By when a review that begins or goes on has to be done: the business days it has, from the day on which the last document was received (of
    /// what was asked for in this stage), and at least one from now.
    /// </summary>
    public static Instant DueBy(ref DecisionBuilder turn)
    {
        var request = turn.State.Cancellation!;
        var days = request.ReviewDaysLeft ?? turn.Policy.Cancellation.ReviewBusinessDays;
        var from = Instant.Max(request.Since, DocumentRules.LastReceived(request.Submitted));
        return Instant.Max(turn.Rules.EndOfBusinessDayAfter(from, days), turn.Rules.EndOfBusinessDayAfter(turn.At, 1));
    }

    /// <summary>The business days after today that a review has left, at least one.</summary>
    public static int DaysLeft(ref DecisionBuilder turn, Instant dueBy)
    {
        var lastDay = turn.Rules.DateOf(dueBy - Duration.Epsilon);
        return Math.Max(1, turn.Rules.Calendar.BusinessDaysBetween(turn.Rules.DateOf(turn.At), lastDay));
    }

    public static void Overdue(ref DecisionBuilder turn)
    {
        var rules = turn.Policy.Cancellation;

        // A review that was escalated and is still not done ends as if it had never been asked for: no wait is without an end.
        var request = turn.State.Cancellation!;
        var consequence = request.IsReviewOverdue ? OverdueReview.Reject : rules.OverdueReview;

        // In the reviewer's place the policy can't approve what the reviewer could not.
        if (consequence == OverdueReview.Approve && request.Missing.Count > 0)
            consequence = OverdueReview.Reject;
        turn.Raise(new ReviewOverdue
        {
            Consequence = consequence,
            DueBy = consequence == OverdueReview.Escalate ? turn.Rules.EndOfBusinessDayAfter(turn.At, rules.EscalationBusinessDays) : null,
        });
        if (consequence == OverdueReview.Approve)
            turn.Raise(new CancellationApproved());
        else if (consequence == OverdueReview.Reject)
            ReinstatementRules.Reject(ref turn, RejectionReason.ReviewOverdue, default);
    }
}
