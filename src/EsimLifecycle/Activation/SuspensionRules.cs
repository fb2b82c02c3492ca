namespace EsimLifecycle;

internal static class SuspensionRules
{
    /// <summary>Determines whether a role may place and lift suspensions of this holder.</summary>
    public static bool IsOwn(SuspensionHolder holder, Role role) => role switch
    {
        Role.Carrier => true,
        Role.Agent => holder is not (SuspensionHolder.Fraud or SuspensionHolder.Regulator),
        _ => holder == SuspensionHolder.Customer,
    };

    public static void ReachMaximum(ref DecisionBuilder decision)
    {
        if (decision.Policy.Activation.AfterMaxSuspension == AfterSuspension.Close)
            ClosureRules.Close(ref decision, ClosedReason.Expired, DeadlineKind.SuspensionEnd);
        else
            Resume(ref decision, DeadlineKind.SuspensionEnd);
    }

    /// <summary>
    /// Puts the subscription back into service according to its dates. One that lapsed meanwhile gets the policy's days of grace for
    /// reinstatement.
    /// </summary>
    public static void Resume(ref DecisionBuilder decision, SubscriptionTrigger trigger)
    {
        var term = TermRules.IfResumed(ref decision, decision.At);

        // A part of a day that was missed moves no end: what has ended all the same was served.
        while (term.Periods.Count > 0 && term.Periods[0].EndsAt <= decision.At)
        {
            if (decision.State.Renewal.Purchases.Time is { Kind: PurchaseKind.PlanChange } change)
                PurchasePipeline.Release(ref decision, change, isFailed: true);
            TermRules.Earn(ref decision, term.Periods[0]);
            term = TermRules.IfResumed(ref decision, decision.At);
        }

        // A reserved purchase of what follows keeps in service what was not in grace.
        var isPaid = term.PaidUntil > decision.At || (term.GraceEndsAt is null && decision.State.Renewal.Purchases.IsFollowed);
        decision.Raise(new SubscriptionResumed
        {
            Trigger = trigger,
            Status = isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Grace,
            Term = isPaid ? term with { GraceEndsAt = null }
                : TermRules.InGrace(ref decision, term, again: decision.State.Suspension!.Holder != SuspensionHolder.Customer),
            Commitment = CommitmentRules.IfResumed(ref decision, decision.At),
            Purchases = PurchasePipeline.IfResumed(ref decision),
        });
    }
}
