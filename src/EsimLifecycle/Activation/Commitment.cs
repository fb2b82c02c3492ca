namespace EsimLifecycle;

internal static class Commitment
{
    /// <summary>Returns the instant at which the minimum term of a plan ends; null if there is none or service has not begun.</summary>
    public static Instant? EndOf(PlanTerms plan, LocalDate? activatedOn, PreparedPolicy rules) =>
        plan.CommitmentMonths > 0 && activatedOn is { } date ? rules.StartOf(date.PlusMonths(plan.CommitmentMonths)) : null;

    /// <summary>
    /// Returns the instant at which the minimum term ends once another plan begins on a date; never earlier than before.
    /// </summary>
    public static Instant? Later(Instant? before, PlanTerms plan, LocalDate begins, PreparedPolicy rules)
    {
        var own = EndOf(plan, begins, rules);
        return before > own || own is null ? before : own;
    }
}
