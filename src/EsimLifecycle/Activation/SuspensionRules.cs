namespace EsimLifecycle;

internal static class SuspensionRules
{
    /// <summary>Whether a role may place and lift a suspension on this account.</summary>
    public static bool IsOwn(SuspensionHolder holder, Role role) => role switch
    {
        Role.Carrier => true,
        Role.Agent => holder is not (SuspensionHolder.Fraud or SuspensionHolder.Regulator),
        _ => holder == SuspensionHolder.Customer,
    };

    public static void ReachMaximum(ref Turn turn)
    {
        if (turn.Policy.Activation.AfterMaxSuspension == AfterSuspension.Close)
            Closing.Close(ref turn, ClosedReason.Expired, DeadlineKind.SuspensionEnd);
        else
            Resume(ref turn, DeadlineKind.SuspensionEnd);
    }

    /// <summary>Back into service as the dates say; a line that lapsed meanwhile gets its rescue days of grace.</summary>
    public static void Resume(ref Turn turn, SubscriptionTrigger trigger)
    {
        var term = TermRules.IfResumed(ref turn, turn.At);

        // A period that an undone purchase gave back may have ended while the term stood still: its end comes next.
        var isPaid = term.PaidUntil > turn.At || term.Periods.Count > 0;
        var change = turn.State.Renewal.Provisioning is { IsPlanChange: true } awaited
            ? awaited with { Term = TermRules.IfResumed(ref turn, awaited.Term, awaited.Plan, turn.At) }
            : null;
        turn.Raise(new SubscriptionResumed
        {
            Trigger = trigger,
            Status = isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Grace,
            Term = isPaid ? term with { GraceEndsAt = null } : term with { GraceEndsAt = TermRules.GraceAfterReturn(ref turn, term) },
            Provisioning = change,
        });
    }
}
