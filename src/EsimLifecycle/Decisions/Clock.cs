namespace EsimLifecycle;

/// <summary>Lets time pass: what happens at each deadline.</summary>
internal static class Clock
{
    /// <summary>Fires every deadline due by the decision's <see cref="DecisionBuilder.Now"/>, each at its own instant, then returns to that.</summary>
    public static void PassTime(ref DecisionBuilder turn)
    {
        var cause = turn.Cause;
        while (turn.State.TryNextDeadline(out var deadline) && deadline.Due <= turn.Now)
        {
            var before = turn.EventCount;
            turn.MoveTo(Instant.Max(deadline.Due, turn.State.LastEventAt), cause: null);
            Fire(ref turn, deadline);
            FollowUp.Continue(ref turn, before);
            if (turn.EventCount == before)
                throw new InvalidOperationException($"The deadline {deadline.Kind} of {deadline.Due} passed without an event.");
        }

        turn.MoveTo(turn.Now, cause);
    }

    /// <summary>Does what the passing of one deadline means; what becomes possible by it is left to <see cref="FollowUp"/>.</summary>
    private static void Fire(ref DecisionBuilder turn, Deadline deadline)
    {
        switch (deadline.Kind)
        {
            case DeadlineKind.PeriodEnd:
                TermRules.EndPeriod(ref turn);
                break;
            case DeadlineKind.AssumedUnbinding:
                Bindings.Unbind(ref turn, (DeviceBinding)deadline.About!, UnbindingProof.Assumed);
                break;
            case DeadlineKind.GraceEnd:
                TermRules.EndGrace(ref turn);
                break;
            case DeadlineKind.ChargeAnswer:
                ChargeRules.Fail(ref turn, (Charge)deadline.About!);
                break;
            case DeadlineKind.ChargeRetry:
                ChargeRules.Retry(ref turn, (Charge)deadline.About!);
                break;
            case DeadlineKind.RenewalCharge:
                ChargeRules.ChargeNext(ref turn);
                break;
            case DeadlineKind.Provisioning:
                PurchasePipeline.Fail(ref turn, (Purchase)deadline.About!);
                break;
            case DeadlineKind.PackExpiry:
                PackRules.Expire(ref turn, (ActivePack)deadline.About!);
                break;
            case DeadlineKind.RenewalReminder:
                Reminders.Remind(ref turn);
                break;
            case DeadlineKind.Disuse:
                turn.Raise(new DisuseNoticed { LastUsedAt = turn.State.Usage.LastUsedAt });
                break;
            case DeadlineKind.Activation:
                ClosureRules.Close(ref turn, ClosedReason.Expired, DeadlineKind.Activation);
                break;
            case DeadlineKind.SuspensionEnd:
                SuspensionRules.ReachMaximum(ref turn);
                break;
            case DeadlineKind.Documents:
                ReinstatementRules.Lapse(ref turn, LapseReason.DocumentsLate);
                break;
            case DeadlineKind.Supplement:
                ReinstatementRules.Lapse(ref turn, LapseReason.SupplementLate);
                break;
            case DeadlineKind.Review:
                ReviewRules.Overdue(ref turn);
                break;
            case DeadlineKind.Clearing:
                ClearingRules.Overdue(ref turn);
                break;
            case DeadlineKind.RefundRetry or DeadlineKind.Refund or DeadlineKind.RefundRelease or DeadlineKind.Transfer:
                RefundRules.Pass(ref turn, deadline);
                break;
            case DeadlineKind.Process:
                ProcessRules.Overdue(ref turn);
                break;
            case DeadlineKind.Settlement or DeadlineKind.Closing or DeadlineKind.ServiceEnd:
                // The moment itself is what was missing: the follow-up does the rest.
                break;
            default:
                throw new InvalidOperationException($"No rule says what follows the deadline {deadline.Kind}.");
        }
    }
}
