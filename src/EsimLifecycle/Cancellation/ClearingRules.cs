namespace EsimLifecycle;

internal static class ClearingRules
{
    /// <summary>Settles or closes an approved cancellation, or lets it wait, depending on how far it has come.</summary>
    public static void Continue(ref DecisionBuilder decision, SubscriptionTrigger trigger)
    {
        if (decision.State.Cancellation is { SettledAt: null } unsettled && decision.At >= unsettled.SettlesAt && unsettled.CanSettle(decision.State))
        {
            SettlementCalculator.Settle(ref decision, unsettled.ClosesAs);
            RefundRules.SetOffDues(ref decision);
        }

        var request = decision.State.Cancellation!;
        if (request.SettledAt is not null && decision.At >= request.ServiceEndsAt && decision.State.OnlyTimeIsMissing)
            ClosureRules.Close(ref decision, request.ClosesAs, trigger);
        else if (decision.State.Status != SubscriptionStatus.Clearing)
            Start(ref decision, trigger, Deadline(ref decision, request));
    }

    private static void Start(ref DecisionBuilder decision, SubscriptionTrigger trigger, Instant dueBy) =>
        decision.Raise(new ClearingStarted { Trigger = trigger, DueBy = dueBy, RemindAt = Reminders.OfStage(ref decision, dueBy) });

    public static void Overdue(ref DecisionBuilder decision)
    {
        if (decision.Policy.Cancellation.OverdueClearing == OverdueClearing.ForceClose)
            ClosureRules.Close(ref decision, decision.State.Cancellation!.ClosesAs, DeadlineKind.Clearing);
        else
            ReinstatementRules.Lapse(ref decision, LapseReason.ClearingLate);
    }

    /// <summary>Returns the deadline of clearing: the policy's days after the ends that were asked for.</summary>
    public static Instant Deadline(ref DecisionBuilder decision, CancellationRequest request)
    {
        var ends = Instant.Max(decision.At, Instant.Max(request.ServiceEndsAt, request.SettlesAt));
        return decision.Prepared.EndOfDayAfter(ends, decision.Policy.Cancellation.ClearingDays);
    }
}
