namespace EsimLifecycle;

/// <summary>The limit on the whole of a cancellation.</summary>
internal static class ProcessRules
{
    /// <summary>The policy's business days from the request; never before the ends that the customer asked for. Null where there is no limit.</summary>
    public static Instant? DueBy(ref DecisionBuilder turn, Instant ends)
    {
        var days = turn.Policy.Cancellation.ProcessBusinessDays;
        return days == 0 ? null : Instant.Max(ends, turn.Rules.EndOfBusinessDayAfter(turn.At, days));
    }

    public static void Overdue(ref DecisionBuilder turn)
    {
        // In clearing nothing is left to approve: devices and dues are waited for until its own deadline.
        var consequence = turn.Policy.Cancellation.OverdueProcess;
        if (consequence == OverdueProcess.Approve && turn.State.Status == SubscriptionStatus.Clearing)
            consequence = OverdueProcess.Escalate;
        turn.Raise(new CancellationOverdue { Consequence = consequence });
        if (consequence == OverdueProcess.Approve)
            turn.Raise(new CancellationApproved());
        else if (consequence == OverdueProcess.GoBack)
            ReinstatementRules.Lapse(ref turn, LapseReason.ProcessLate);
    }
}
