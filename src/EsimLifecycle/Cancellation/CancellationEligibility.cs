namespace EsimLifecycle;

/// <summary>The conditions under which a cancellation can be requested.</summary>
internal static class CancellationEligibility
{
    public static void Check(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Suspension is { Holder: SuspensionHolder.Fraud })
            decision.Refuse(Refusals.CancellationFraudHold());
        if (decision.Policy.Devices.UnbindingDue == UnbindingDue.BeforeRequest && state.Devices.Count > 0)
            decision.Refuse(Bindings.StillBound(state.Devices));
    }

    /// <summary>
    /// Checks the limits on requests. They hold off neither one that brings the end of an open request forward, nor a customer who leaves by right: within
    /// the cooling-off period (Directive 2011/83/EU, art. 9) or because of changed terms (Directive (EU) 2018/1972, art. 105).
    /// </summary>
    public static void CheckLimits(ref DecisionBuilder decision)
    {
        var rules = decision.Policy.Cancellation;
        var history = decision.State.CancellationHistory;
        if (rules.RequestCooldownDays > 0 && history.EndedAt is { } endedAt && decision.Prepared.EndOfDayAfter(endedAt, rules.RequestCooldownDays) is var again && again > decision.At)
            decision.Refuse(Refusals.CancellationTooSoon(endedAt, again));

        // The request that has to leave the window before another fits in.
        if (rules.MaxRequests > 0 && history.RequestedAt.Count >= rules.MaxRequests
            && decision.Prepared.EndOfDayAfter(history.RequestedAt[^rules.MaxRequests], rules.RequestWindowDays) is var free && free > decision.At)
        {
            decision.Refuse(Refusals.CancellationTooMany(rules.MaxRequests, rules.RequestWindowDays, free));
        }
    }
}
