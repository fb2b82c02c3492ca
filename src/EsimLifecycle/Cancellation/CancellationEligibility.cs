namespace EsimLifecycle;

/// <summary>Whether a cancellation can be asked for at all now.</summary>
internal static class CancellationEligibility
{
    public static void Check(ref DecisionBuilder turn)
    {
        var state = turn.State;
        var rules = turn.Policy.Cancellation;
        var history = state.CancellationHistory;
        if (state.Suspension is { Holder: SuspensionHolder.Fraud })
            turn.Refuse(Refusals.CancellationFraudHold());

        if (rules.RequestCooldownDays > 0 && history.EndedAt is { } endedAt && turn.Rules.EndOfDayAfter(endedAt, rules.RequestCooldownDays) is var again && again > turn.At)
            turn.Refuse(Refusals.CancellationTooSoon(endedAt, again));

        // The request that has to leave the window before another fits in.
        if (rules.MaxRequests > 0 && history.RequestedAt.Count >= rules.MaxRequests
            && turn.Rules.EndOfDayAfter(history.RequestedAt[^rules.MaxRequests], rules.RequestWindowDays) is var free && free > turn.At)
        {
            turn.Refuse(Refusals.CancellationTooMany(rules.MaxRequests, rules.RequestWindowDays, free));
        }

        if (turn.Policy.Devices.UnbindingDue == UnbindingDue.BeforeRequest && state.Devices.Count > 0)
            turn.Refuse(Bindings.StillBound(state.Devices));
    }
}
