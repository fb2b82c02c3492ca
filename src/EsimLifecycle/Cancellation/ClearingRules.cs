namespace EsimLifecycle;

internal static class ClearingRules
{
    /// <summary>Settles, closes or waits: whichever an approved cancellation has come to.</summary>
    public static void Continue(ref DecisionBuilder turn, SubscriptionTrigger trigger)
    {
        if (turn.State.Cancellation is { SettledAt: null } unsettled && turn.At >= unsettled.SettlesAt)
            SettlementCalculator.Settle(ref turn, unsettled.ClosesAs);

        var request = turn.State.Cancellation!;
        if (request.SettledAt is not null && turn.At >= request.ServiceEndsAt && turn.State.OnlyTimeIsMissing)
            ClosureRules.Close(ref turn, request.ClosesAs, trigger);
        else if (turn.State.Status != SubscriptionStatus.Clearing)
            turn.Raise(new ClearingStarted { Trigger = trigger, DueBy = Deadline(ref turn, request) });
    }

    public static void Overdue(ref DecisionBuilder turn)
    {
        if (turn.Policy.Cancellation.OverdueClearing == OverdueClearing.ForceClose)
            ClosureRules.Close(ref turn, turn.State.Cancellation!.ClosesAs, DeadlineKind.Clearing);
        else
            ReinstatementRules.Lapse(ref turn, LapseReason.ClearingLate);
    }

    private static Instant Deadline(ref DecisionBuilder turn, CancellationRequest request)
    {
        var ends = Instant.Max(turn.At, Instant.Max(request.ServiceEndsAt, request.SettlesAt));
        return turn.Rules.EndOfDayAfter(ends, turn.Policy.Cancellation.ClearingDays);
    }
}
