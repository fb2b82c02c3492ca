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

    public static void ReachMaximum(ref DecisionBuilder turn)
    {
        if (turn.Policy.Activation.AfterMaxSuspension == AfterSuspension.Close)
            ClosureRules.Close(ref turn, ClosedReason.Expired, DeadlineKind.SuspensionEnd);
        else
            Resume(ref turn, DeadlineKind.SuspensionEnd);
    }

    /// <summary>Back into service as the dates say; a line that lapsed meanwhile gets its rescue days of grace.</summary>
    public static void Resume(ref DecisionBuilder turn, SubscriptionTrigger trigger)
    {
        var term = TermRules.IfResumed(ref turn, turn.At);

        // A reserved purchase of what follows keeps in service what was not in grace.
        var isPaid = term.PaidUntil > turn.At || (term.GraceEndsAt is null && turn.State.Renewal.Purchases.IsFollowed);
        turn.Raise(new SubscriptionResumed
        {
            Trigger = trigger,
            Status = isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Grace,
            Term = isPaid ? term with { GraceEndsAt = null } : term with { GraceEndsAt = TermRules.GraceAfterReturn(ref turn, term) },
            Purchases = PurchasePipeline.IfResumed(ref turn),
        });
    }
}
