namespace EsimLifecycle;

/// <summary>The effects of an announced change of terms on cancellations and purchases.</summary>
internal static class TermsChangeRules
{
    /// <summary>Determines whether a customer who leaves for a reason now is free of commitment and fee.</summary>
    public static bool FreesFromCommitment(Subscription state, CancellationReason reason, Instant at) =>
        reason == CancellationReason.TermsChanged && state.Contract!.TermsChange is { } change
        && (at < change.WindowEndsAt || at < state.CancellationHistory.LeavesUntil);

    public static Instant WindowEnd(ref DecisionBuilder decision, LocalDate effectiveOn)
    {
        var end = Instant.Max(decision.Prepared.StartOf(effectiveOn), decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.TermsChangeWindowDays));
        return decision.State.Contract!.TermsChange is { } earlier ? Instant.Max(end, earlier.WindowEndsAt) : end;
    }

    /// <summary>Returns the plan whose terms apply to a period that starts on a date, if no other plan was chosen.</summary>
    public static PlanTerms PlanFrom(Subscription state, LocalDate start) => IsTakenBy(state, start) ? state.Contract!.TermsChange!.Plan : state.Contract!.Plan;

    /// <summary>Returns the plan whose terms apply to the next period, if no other plan was chosen.</summary>
    public static PlanTerms NextPlan(ref DecisionBuilder decision)
    {
        var state = decision.State;
        return IsPending(state) && state.Term.Schedule is not null ? PlanFrom(state, Periods.NextStart(ref decision)) : state.Contract!.Plan;
    }

    /// <summary>Determines whether a period of the agreed plan that starts on a date is the first with the new terms.</summary>
    public static bool IsTakenBy(Subscription state, LocalDate start) => IsPending(state) && start >= state.Contract!.TermsChange!.EffectiveOn;

    /// <summary>
    /// Returns the moment from which the next period, which is then that of the day, is the first with the new terms, if the paid time is over; null if no
    /// time alone brings them.
    /// </summary>
    public static Instant? TakenFrom(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (!IsPending(state) || !(state.Term.PaidUntil <= decision.At) || !state.Term.Schedule!.TryPeriodAt(state.Contract!.TermsChange!.EffectiveOn, out var period))
            return null;
        return decision.Prepared.StartOf(period.Start < state.Contract.TermsChange.EffectiveOn ? period.End : period.Start);
    }

    /// <summary>Returns the contract under the announced terms.</summary>
    public static Contract Take(Contract contract) => Answer(contract) with
    {
        Plan = contract.TermsChange!.Plan,
        PolicyName = contract.TermsChange.PolicyName,
        PolicyVersion = contract.TermsChange.PolicyVersion,
    };

    /// <summary>
    /// Returns the contract without a pending announcement, because the announced terms, or others that were chosen, now apply.
    /// </summary>
    public static Contract Answer(Contract contract) => contract.TermsChange is { IsTaken: false } change
        ? contract with { TermsChange = change with { IsTaken = true } }
        : contract;

    private static bool IsPending(Subscription state) => state.Contract!.TermsChange is { IsTaken: false };
}
