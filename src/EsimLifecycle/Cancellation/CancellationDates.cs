namespace EsimLifecycle;

/// <summary>When billing ends for a request.</summary>
internal static class CancellationDates
{
    /// <summary>The end of billing, or a refusal: the end of the term never means "now" by accident.</summary>
    public static Instant EndOfBilling(ref DecisionBuilder turn, CancellationTiming timing, LocalDate? onDate)
    {
        var offered = turn.Policy.Cancellation.Timings;
        if (!offered.Contains(timing))
        {
            turn.Refuse(Refusals.CancellationTiming(timing, offered));
            return turn.At;
        }

        if (timing == CancellationTiming.Immediate)
            return turn.At;

        var term = TermRules.IfResumed(ref turn, turn.At);
        if (term.PaidUntil is not { } paidUntil || paidUntil <= turn.At)
        {
            turn.Refuse(Refusals.CancellationNoPaidTerm(timing));
            return turn.At;
        }

        // An end that is nearer than the notice is refused: it is never moved, and never becomes "now".
        var today = turn.Rules.DateOf(turn.At);
        var earliest = today.PlusDays(Math.Max(1, turn.Policy.Cancellation.NoticeDays));
        var paidUntilDate = term.PaidUntilDate!.Value;
        if (turn.Policy.Cancellation.NoticeDays > 0 && paidUntilDate < earliest)
        {
            turn.Refuse(Refusals.CancellationNotice(earliest, paidUntilDate));
            return turn.At;
        }

        return timing == CancellationTiming.EndOfTerm ? paidUntil : OnDate(ref turn, onDate, earliest, paidUntilDate);
    }

    private static Instant OnDate(ref DecisionBuilder turn, LocalDate? onDate, LocalDate earliest, LocalDate paidUntil)
    {
        var latest = LocalDate.Min(paidUntil, turn.Rules.DateOf(turn.At).PlusDays(turn.Policy.Cancellation.MaxScheduleAheadDays));
        if (onDate is { } date && date >= earliest && date <= latest)
            return turn.Rules.StartOf(date);
        turn.Refuse(Refusals.CancellationDate(earliest, latest));
        return turn.At;
    }
}
