namespace EsimLifecycle;

internal static class ReviewRules
{
    /// <summary>Refuses a reviewer who is anonymous or who requested the cancellation.</summary>
    public static void CheckReviewer(ref DecisionBuilder decision)
    {
        var reviewer = decision.By!.Id;
        if (reviewer == default)
            decision.Refuse(Refusals.ReviewAnonymous());
        else if (reviewer == decision.State.Cancellation!.RequestedBy.Id)
            decision.Refuse(Refusals.ReviewOwnRequest(reviewer));
    }

    /// <summary>
    /// Returns the deadline of a review that begins or resumes: the business days it has, from the day on which the last document requested
    /// in this stage was received, and at least one business day from now.
    /// </summary>
    public static Instant DueBy(ref DecisionBuilder decision)
    {
        var request = decision.State.Cancellation!;
        var days = request.ReviewDaysLeft ?? decision.Policy.Cancellation.ReviewBusinessDays;
        var from = Instant.Max(request.Since, DocumentRules.LastReceived(request.Submitted));
        return Instant.Max(decision.Prepared.EndOfBusinessDayAfter(from, days), decision.Prepared.EndOfBusinessDayAfter(decision.At, 1));
    }

    /// <summary>Returns the number of business days after today that a review has left; at least one.</summary>
    public static int DaysLeft(ref DecisionBuilder decision, Instant dueBy)
    {
        var lastDay = decision.Prepared.DateOf(dueBy - Duration.Epsilon);
        return Math.Max(1, decision.Prepared.Calendar.BusinessDaysBetween(decision.Prepared.DateOf(decision.At), lastDay));
    }

    public static void Overdue(ref DecisionBuilder decision)
    {
        var rules = decision.Policy.Cancellation;

        // A review that was escalated and is still not done ends as if it had never been asked for: no wait is without an end.
        var request = decision.State.Cancellation!;
        var consequence = request.IsReviewOverdue ? OverdueReview.Reject : rules.OverdueReview;

        // In the reviewer's place the policy can't approve what the reviewer could not.
        if (consequence == OverdueReview.Approve && request.Missing.Count > 0)
            consequence = OverdueReview.Reject;
        decision.Raise(new ReviewOverdue
        {
            Consequence = consequence,
            DueBy = consequence == OverdueReview.Escalate ? decision.Prepared.EndOfBusinessDayAfter(decision.At, rules.EscalationBusinessDays) : null,
        });
        if (consequence == OverdueReview.Approve)
            decision.Raise(new CancellationApproved());
        else if (consequence == OverdueReview.Reject)
            ReinstatementRules.Reject(ref decision, RejectionReason.ReviewOverdue, default);
    }
}
