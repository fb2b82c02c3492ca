namespace EsimLifecycle;

/// <summary>Which deadlines stand in a state, and what happens when one passes.</summary>
internal static class DeadlineRules
{
    public static Deadline? Earliest(Subscription state)
    {
        var scan = new Scan(null);
        Offer(state, ref scan);
        return scan.Earliest;
    }

    public static ValueList<Deadline> List(Subscription state)
    {
        var all = new List<Deadline>();
        var scan = new Scan(all);
        Offer(state, ref scan);
        return ValueList.Create(all.OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind));
    }

    /// <summary>Does what the passing of one deadline means; what becomes possible by it is left to <see cref="Continuation"/>.</summary>
    public static void Fire(ref Turn turn, Deadline deadline)
    {
        switch (deadline.Kind)
        {
            case DeadlineKind.PeriodEnd:
                TermRules.EndPeriod(ref turn);
                break;
            case DeadlineKind.AssumedUnbinding:
                Bindings.Assume(ref turn);
                break;
            case DeadlineKind.GraceEnd:
                TermRules.EndGrace(ref turn);
                break;
            case DeadlineKind.ChargeAnswer:
                ChargeRules.Unanswered(ref turn);
                break;
            case DeadlineKind.ChargeRetry:
                ChargeRules.Retry(ref turn);
                break;
            case DeadlineKind.RenewalCharge:
                ChargeRules.ChargeNext(ref turn);
                break;
            case DeadlineKind.Provisioning:
                Provisionings.Fail(ref turn);
                break;
            case DeadlineKind.PackExpiry:
                PackRules.Expire(ref turn);
                break;
            case DeadlineKind.RenewalReminder:
                Reminders.Remind(ref turn);
                break;
            case DeadlineKind.Disuse:
                turn.Raise(new DisuseNoticed { LastUsedAt = turn.State.Usage.LastUsedAt });
                break;
            case DeadlineKind.Activation:
                Closing.Close(ref turn, ClosedReason.Expired, DeadlineKind.Activation);
                break;
            case DeadlineKind.SuspensionEnd:
                SuspensionRules.ReachMaximum(ref turn);
                break;
            case DeadlineKind.Documents:
                GoingBack.Lapse(ref turn, LapseReason.DocumentsLate);
                break;
            case DeadlineKind.Supplement:
                GoingBack.Lapse(ref turn, LapseReason.SupplementLate);
                break;
            case DeadlineKind.Review:
                ReviewRules.Overdue(ref turn);
                break;
            case DeadlineKind.Clearing:
                ClearingRules.Overdue(ref turn);
                break;
            case DeadlineKind.RefundRetry or DeadlineKind.Refund or DeadlineKind.RefundRelease or DeadlineKind.Transfer:
                RefundRules.Pass(ref turn, deadline.Kind);
                break;
            case DeadlineKind.Process:
                ProcessRules.Overdue(ref turn);
                break;
            case DeadlineKind.Settlement or DeadlineKind.Closing or DeadlineKind.ServiceEnd:
                // The moment itself is what was missing: the continuation does the rest.
                break;
            default:
                throw new InvalidOperationException($"No rule says what follows the deadline {deadline.Kind}.");
        }
    }

    private static void Offer(Subscription state, ref Scan scan)
    {
        switch (state.Status)
        {
            case SubscriptionStatus.None:
                return;
            case SubscriptionStatus.Pending:
                scan.Offer(state.Contract!.ActivationDueBy, DeadlineKind.Activation);
                break;
            case SubscriptionStatus.Closed:
                break;
            default:
                OfferTerm(state, ref scan);
                break;
        }

        foreach (var binding in state.Devices)
            scan.Offer(binding.AssumedUnboundAt, DeadlineKind.AssumedUnbinding);
        if (state.Status == SubscriptionStatus.Suspended)
            scan.Offer(state.Suspension!.EndsBy, DeadlineKind.SuspensionEnd);
        else if (state.Status.IsPendingCancel())
            state.Cancellation!.Offer(state, ref scan);
        if (state.Refunds.Count > 0)
            RefundRules.Offer(state, ref scan);
    }

    private static void OfferTerm(Subscription state, ref Scan scan)
    {
        var term = state.Term;
        if (state.Suspension is not { StopsTerm: true })
        {
            if (term.Periods.Count > 0)
                scan.Offer(term.Periods[0].EndsAt, DeadlineKind.PeriodEnd);
            scan.Offer(term.GraceEndsAt, DeadlineKind.GraceEnd);
        }

        if (state.Renewal.Charges.Count > 0)
            ChargeRules.Offer(state, ref scan);
        if (state.Renewal.Provisioning is { } provisioning)
            scan.Offer(provisioning.DueBy, DeadlineKind.Provisioning);
        if (state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace)
            OfferRenewal(state, ref scan);
        if (!state.Status.IsPendingCancel())
        {
            foreach (var pack in state.Usage.Packs)
                scan.Offer(pack.ExpiresAt, DeadlineKind.PackExpiry);
        }
    }

    private static void OfferRenewal(Subscription state, ref Scan scan)
    {
        var term = state.Term;
        if (state.Status == SubscriptionStatus.Active)
            scan.Offer(term.RemindAt, DeadlineKind.RenewalReminder);
        if (state.Renewal.AutoRenewal is null)
            return;

        // A charge or an unconfirmed purchase is under way: what comes of it decides whether another is needed.
        if (state.Renewal.Find(ChargePurpose.Renewal) is null && state.Renewal.Provisioning is null)
            scan.Offer(term.ChargeAt, DeadlineKind.RenewalCharge);
        if (!state.Usage.IsDisuseNoticed && state.Status == SubscriptionStatus.Active)
            scan.Offer(state.Usage.DisuseAt, DeadlineKind.Disuse);
    }

    /// <summary>Takes deadlines and keeps the earliest, or all.</summary>
    internal struct Scan(List<Deadline>? all)
    {
        public Deadline? Earliest { get; private set; }

        public void Offer(Instant? due, DeadlineKind kind)
        {
            if (due is not { } instant)
                return;
            all?.Add(new Deadline(instant, kind));
            if (Earliest is not { } earliest || instant < earliest.Due || (instant == earliest.Due && kind < earliest.Kind))
                Earliest = new Deadline(instant, kind);
        }
    }
}
