namespace EsimLifecycle;

internal static class CommitmentRules
{
    /// <summary>Returns the minimum term of a plan; null if there is none or service has not begun.</summary>
    public static Commitment? Of(PlanTerms plan, LocalDate? activatedOn, PreparedPolicy rules) =>
        plan.CommitmentMonths > 0 && activatedOn is { } date ? Lay(date, date.PlusMonths(plan.CommitmentMonths), rules) : null;

    /// <summary>Returns the minimum term once another plan begins on a date; it never ends earlier than before.</summary>
    public static Commitment? Later(Commitment? before, PlanTerms plan, LocalDate begins, PreparedPolicy rules)
    {
        var own = Of(plan, begins, rules);
        return own is null || before?.End > own.End ? before : own;
    }

    /// <summary>
    /// Returns the minimum term as it would be if a suspension that stops the paid time ended at <paramref name="at"/>: it is as much later
    /// as the paid time, so that a pause makes it no shorter.
    /// </summary>
    public static Commitment? IfResumed(ref DecisionBuilder decision, Instant at)
    {
        var commitment = decision.State.Contract!.Commitment;
        return commitment is not null && TermRules.DaysStopped(ref decision, at) is > 0 and var days && commitment.EndsAt > decision.State.Suspension!.Since
            ? Move(commitment, days, decision.Prepared)
            : commitment;
    }

    /// <summary>Returns the minimum term moved later by some days; null for none.</summary>
    public static Commitment? Move(Commitment? commitment, int days, PreparedPolicy rules) =>
        commitment is null ? null : Lay(commitment.Start.PlusDays(days), commitment.End.PlusDays(days), rules);

    private static Commitment Lay(LocalDate start, LocalDate end, PreparedPolicy rules) => new(start, end, rules.StartOf(end));
}
