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

    /// <summary>Determines whether there is something that a holder can suspend or, of a closed subscription, hold.</summary>
    public static bool IsPossible(SuspensionHolder holder, Subscription state) => state.Status switch
    {
        SubscriptionStatus.Closed => holder.IsHold() && (RefundRules.Any(state, RefundRules.CanBeHeld)
            || (state.Closure!.Number is { Status: NumberStatus.Resting } number && !(number.HeldBy >= holder))),
        SubscriptionStatus.Active or SubscriptionStatus.Grace => true,
        _ => holder != SuspensionHolder.Customer && !(state.Suspension?.Holder > holder),
    };

    /// <summary>Determines whether a role could suspend or resume a subscription as it stands, for whichever holder.</summary>
    public static bool IsPossible(CommandKind command, Subscription state, Role role)
    {
        if (command == CommandKind.Resume)
            return state.Suspension is not null;
        for (var holder = SuspensionHolder.Regulator; holder >= SuspensionHolder.Customer; holder--)
        {
            if (IsOwn(holder, role) && IsPossible(holder, state))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Lets the policy have its way with a suspension that has lasted as long as can be. It never restores the service of one held for fraud
    /// or by a regulator: that waits for people once more, and then the subscription is closed and its claim held.
    /// </summary>
    public static void ReachMaximum(ref DecisionBuilder decision)
    {
        var (suspension, rules) = (decision.State.Suspension!, decision.Policy.Activation);
        var isHold = suspension.Holder.IsHold();
        if (suspension.Until is not null)
            Resume(ref decision, DeadlineKind.SuspensionEnd);
        else if (rules.AfterMaxSuspension == AfterSuspension.Close || (isHold && suspension.IsOverdue))
            ClosureRules.Close(ref decision, ClosedReason.Expired, DeadlineKind.SuspensionEnd);
        else if (isHold)
            decision.Raise(new HoldOverdue { EndsBy = decision.Prepared.EndOfDayAfter(decision.At, rules.MaxSuspensionDays) });
        else
            Resume(ref decision, DeadlineKind.SuspensionEnd);
    }

    /// <summary>Lifts a suspension for non-payment if what has happened since <paramref name="before"/> has paid what was owed.</summary>
    public static void LiftIfPaid(ref DecisionBuilder decision, int before)
    {
        if (decision.State.Suspension is not { Holder: SuspensionHolder.NonPayment } || decision.State.Dues.IsPositive)
            return;
        for (var i = before; i < decision.EventCount; i++)
        {
            if (!PaysWhatIsOwed(decision.State, decision.EventAt(i)))
                continue;
            Resume(ref decision, FollowUpKind.DuesPaid);
            return;
        }
    }

    /// <summary>Determines whether an event pays dues, lets them rest, or buys the time that a subscription in grace was short of.</summary>
    private static bool PaysWhatIsOwed(Subscription state, LifecycleEvent @event)
    {
        if (@event is SubscriptionRenewed or ValidityExtended)
            return state.Term.Periods.Count == 1;
        if (@event is ChargebackRecorded)
            return false;
        if (@event is LateChargeDisputed)
            return true;
        foreach (var posting in @event.Postings)
        {
            if (posting.To == Account.Receivable)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Lifts the suspension. What it did not show in the status of stays there; otherwise the subscription is put back into service according to its
    /// dates, and one that lapsed meanwhile gets the policy's days of grace for reinstatement.
    /// </summary>
    public static void Resume(ref DecisionBuilder decision, SubscriptionTrigger trigger)
    {
        var term = TermRules.IfResumed(ref decision, decision.At);
        var isHold = decision.State.Suspension!.Holder.IsHold();

        // A part of a day that was missed moves no end: what has ended all the same was served.
        while (term.Periods.Count > 0 && term.Periods[0].EndsAt <= decision.At)
        {
            if (decision.State.Renewal.Purchases.Time is { Kind: PurchaseKind.PlanChange } change)
                PurchasePipeline.Release(ref decision, change, isFailed: true);
            TermRules.Earn(ref decision, term.Periods[0]);
            term = TermRules.IfResumed(ref decision, decision.At);
        }

        var status = decision.State.Status;
        if (status == SubscriptionStatus.Suspended)
        {
            // A reserved purchase of what follows keeps in service what was not in grace.
            var isPaid = term.PaidUntil > decision.At || (term.GraceEndsAt is null && decision.State.Renewal.Purchases.IsFollowed);
            status = isPaid ? SubscriptionStatus.Active : SubscriptionStatus.Grace;
            term = isPaid ? term with { GraceEndsAt = null } : TermRules.InGrace(ref decision, term, again: decision.State.Suspension!.Holder != SuspensionHolder.Customer);
        }

        decision.Raise(new SubscriptionResumed
        {
            Trigger = trigger,
            Status = status,
            Term = term,
            Commitment = CommitmentRules.IfResumed(ref decision, decision.At),
            Purchases = PurchasePipeline.IfResumed(ref decision),
        });
        if (isHold && RefundRules.Any(decision.State, RefundRules.IsHeld))
            RefundRules.Release(ref decision, RefundRules.IsHeld);
    }
}
