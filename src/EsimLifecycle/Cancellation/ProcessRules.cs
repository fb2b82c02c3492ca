namespace EsimLifecycle;

/// <summary>The time limit on a cancellation as a whole.</summary>
internal static class ProcessRules
{
    /// <summary>
    /// Returns the deadline: the policy's number of business days from the request, but never before the ends that the customer asked for.
    /// Null if there is no limit.
    /// </summary>
    public static Instant? DueBy(ref DecisionBuilder decision, Instant ends)
    {
        var days = decision.Policy.Cancellation.ProcessBusinessDays;
        return days == 0 ? null : Instant.Max(ends, decision.Prepared.EndOfBusinessDayAfter(decision.At, days));
    }

    public static void Overdue(ref DecisionBuilder decision)
    {
        if (decision.State.RenewsUntilEnd && decision.State.Term.PaidUntil <= decision.At)
        {
            ReinstatementRules.Lapse(ref decision, LapseReason.TermUnpaid);
            return;
        }

        // In clearing nothing is left to approve: devices and dues are waited for until its own deadline.
        var consequence = decision.Policy.Cancellation.OverdueProcess;
        if (consequence == OverdueProcess.Approve && decision.State.Status == SubscriptionStatus.Clearing)
            consequence = OverdueProcess.Escalate;
        decision.Raise(new CancellationOverdue { Consequence = consequence });
        if (consequence == OverdueProcess.Approve)
            decision.Raise(new CancellationApproved());
        else if (consequence == OverdueProcess.Reinstate)
            ReinstatementRules.Lapse(ref decision, LapseReason.ProcessLate);
    }
}
