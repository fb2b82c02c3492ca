namespace EsimLifecycle;

/// <summary>Lets time pass: what happens at each deadline.</summary>
internal static class Clock
{
    /// <summary>Fires every deadline due by the decision's <see cref="DecisionBuilder.Now"/>, each at its own instant, then returns to that.</summary>
    public static void PassTime(ref DecisionBuilder decision)
    {
        if (decision.State.HasPassedDeadline(decision.Now))
            FireAll(ref decision);
    }

    private static void FireAll(ref DecisionBuilder decision)
    {
        // What time does has no command as its cause. A decision lets time pass before its command begins, and once that is done.
        decision.Begin(default);
        while (decision.State.TryPassedDeadline(decision.Now, out var deadline))
        {
            var before = decision.EventCount;
            decision.MoveTo(Instant.Max(deadline.Due, decision.State.LastEventAt));
            Fire(ref decision, deadline);
            FollowUp.Continue(ref decision, before);
            if (decision.EventCount == before)
                throw NothingDone(deadline);
        }

        decision.MoveTo(decision.Now);
    }

    private static InvalidOperationException NothingDone(Deadline deadline) => new($"The deadline {deadline.Kind} of {deadline.Due} passed without an event.");

    /// <summary>Does what the passing of one deadline means; what becomes possible by it is left to <see cref="FollowUp"/>.</summary>
    private static void Fire(ref DecisionBuilder decision, Deadline deadline)
    {
        switch (deadline.Kind)
        {
            case DeadlineKind.PeriodEnd:
                TermRules.EndPeriod(ref decision);
                break;
            case DeadlineKind.AssumedUnbinding:
                Bindings.Unbind(ref decision, (DeviceBinding)deadline.About!, UnbindingProof.Assumed);
                break;
            case DeadlineKind.GraceEnd:
                TermRules.EndGrace(ref decision);
                break;
            case DeadlineKind.ChargeAnswer:
                ChargeRules.Fail(ref decision, (Charge)deadline.About!);
                break;
            case DeadlineKind.ChargeRetry:
                ChargeRules.Retry(ref decision, (Charge)deadline.About!);
                break;
            case DeadlineKind.RenewalCharge:
                ChargeRules.ChargeNext(ref decision);
                break;
            case DeadlineKind.Provisioning:
                PurchasePipeline.Fail(ref decision, (Purchase)deadline.About!);
                break;
            case DeadlineKind.PackExpiry:
                PackRules.Expire(ref decision, (ActivePack)deadline.About!);
                break;
            case DeadlineKind.RenewalReminder:
                Reminders.Remind(ref decision);
                break;
            case DeadlineKind.Reminder:
                Reminders.RemindOf(ref decision, (DeadlineKind)deadline.About!);
                break;
            case DeadlineKind.Disuse:
                decision.Raise(new DisuseNoticed { LastUsedAt = decision.State.Usage.LastUsedAt });
                break;
            case DeadlineKind.Activation:
                ClosureRules.Close(ref decision, ClosedReason.Expired, DeadlineKind.Activation);
                break;
            case DeadlineKind.SuspensionEnd:
                SuspensionRules.ReachMaximum(ref decision);
                break;
            case DeadlineKind.Documents:
                ReinstatementRules.Lapse(ref decision, LapseReason.DocumentsLate);
                break;
            case DeadlineKind.Supplement:
                ReinstatementRules.Lapse(ref decision, LapseReason.SupplementLate);
                break;
            case DeadlineKind.Review:
                ReviewRules.Overdue(ref decision);
                break;
            case DeadlineKind.Clearing:
                ClearingRules.Overdue(ref decision);
                break;
            case DeadlineKind.RefundRetry or DeadlineKind.Refund or DeadlineKind.RefundHold or DeadlineKind.Transfer:
                RefundRules.Pass(ref decision, deadline);
                break;
            case DeadlineKind.LateChargeDispute:
                LateChargeRules.Cancel(ref decision, (LateCharge)deadline.About!, note: default);
                break;
            case DeadlineKind.PortOut:
                NumberRules.Lapse(ref decision, (PortOut)deadline.About!);
                break;
            case DeadlineKind.NumberRelease:
                NumberRules.Release(ref decision);
                break;
            case DeadlineKind.Erasure:
                ErasureRules.Erase(ref decision);
                break;
            case DeadlineKind.Process:
                ProcessRules.Overdue(ref decision);
                break;
            case DeadlineKind.Settlement or DeadlineKind.Closing or DeadlineKind.ServiceEnd:
                // The moment itself is what was missing: the follow-up does the rest.
                break;
            default:
                throw new InvalidOperationException($"No rule says what follows the deadline {deadline.Kind}.");
        }
    }
}
