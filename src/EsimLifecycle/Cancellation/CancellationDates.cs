namespace EsimLifecycle;

/// <summary>Computes the end of billing of a cancellation request.</summary>
internal static class CancellationDates
{
    /// <summary>Determines whether an end can be asked for: there is none yet, or the one that was asked for can be brought forward.</summary>
    public static bool CanBeFixed(Subscription state, Instant at) =>
        !state.Status.IsPendingCancel() || (state.Cancellation is { SettledAt: null } open && open.BillingEndsAt > at);

    /// <summary>Returns the end of billing, or refuses; a missing end of term is refused rather than taken as now.</summary>
    public static Instant EndOfBilling(ref DecisionBuilder decision, CancellationTiming timing, LocalDate? onDate)
    {
        var offered = decision.Policy.Cancellation.Timings;
        if (!offered.Contains(timing))
        {
            decision.Refuse(Refusals.CancellationTiming(timing, offered));
            return decision.At;
        }

        if (timing == CancellationTiming.Immediate)
            return decision.At;

        var term = TermRules.IfResumed(ref decision, decision.At);
        if (term.PaidUntil is not { } paidUntil || paidUntil <= decision.At)
        {
            decision.Refuse(Refusals.CancellationNoPaidTerm(timing));
            return decision.At;
        }

        // An end that is nearer than the notice is refused: it is never moved, and never becomes "now".
        var paidUntilDate = term.PaidUntilDate!.Value;
        var (earliest, latest) = Range(ref decision, paidUntilDate);
        if (decision.Policy.Cancellation.NoticeDays > 0 && paidUntilDate < earliest)
        {
            decision.Refuse(Refusals.CancellationNotice(earliest, paidUntilDate));
            return decision.At;
        }

        return timing == CancellationTiming.EndOfTerm ? paidUntil : OnDate(ref decision, onDate, earliest, latest);
    }

    /// <summary>Returns the first and the last date of an end that can be asked for.</summary>
    public static (LocalDate Earliest, LocalDate Latest) Range(ref DecisionBuilder decision, LocalDate paidUntil)
    {
        var (today, rules) = (decision.Prepared.DateOf(decision.At), decision.Policy.Cancellation);
        return (today.PlusDays(Math.Max(1, rules.NoticeDays)), LocalDate.Min(paidUntil, today.PlusDays(rules.MaxScheduleAheadDays)));
    }

    private static Instant OnDate(ref DecisionBuilder decision, LocalDate? onDate, LocalDate earliest, LocalDate latest)
    {
        // The end of the minimum term can be asked for however far it lies ahead.
        if (onDate >= earliest && CommitmentRules.IfResumed(ref decision, decision.At) is { } commitment && onDate == commitment.End)
            return commitment.EndsAt;
        if (onDate is { } date && date >= earliest && date <= latest)
            return decision.Prepared.StartOf(date);
        decision.Refuse(Refusals.CancellationDate(earliest, latest));
        return decision.At;
    }
}
