namespace EsimLifecycle;

/// <summary>Computes the periods that are bought and the dates that go with them.</summary>
internal static class Periods
{
    /// <summary>
    /// Creates the purchase of the next period: the period that follows the paid time or, if that is over, the period of the same schedule
    /// that contains today. Returns none if it would reach beyond <see cref="Limits.LatestDate"/>.
    /// </summary>
    public static Purchase Next(ref DecisionBuilder decision, in PeriodPrice price, Reference charge = default, Reference payment = default)
    {
        var state = decision.State;
        var (schedule, index) = NextOf(ref decision, price.Plan);
        var period = schedule[index];
        if (period.End > Limits.LatestDate)
            return default;

        // Announced terms are the carrier's doing: they bind the customer no longer than before.
        var contract = state.Contract!;
        var plan = price.Plan == contract.Plan ? null : price.Plan;
        var takesTerms = price.Plan == contract.TermsChange?.Plan && TermsChangeRules.IsTakenBy(state, period.Start);
        return new Purchase
        {
            Kind = PurchaseKind.Renewal,
            Period = Lay(ref decision, period, price.Plan, price.Price, price.Promotions),
            Schedule = ReferenceEquals(schedule, state.Term.Schedule) ? null : schedule,
            NextIndex = index + 1,
            Plan = plan,
            Commitment = plan is null ? null : takesTerms ? contract.Commitment : CommitmentRules.Later(contract.Commitment, plan, period.Start, decision.Prepared),
            TakesTermsChange = takesTerms,
            Promotions = price.Promotions,
            Charge = charge,
            Payment = payment,
        };
    }

    /// <summary>Returns the first date of the period of the current plan that would be bought next.</summary>
    public static LocalDate NextStart(ref DecisionBuilder decision)
    {
        var (schedule, index) = NextOf(ref decision, decision.State.Contract!.Plan);
        return schedule[index].Start;
    }

    /// <summary>
    /// Creates a paid period with its end, the time at which the period after it is charged, and the time of its reminder.
    /// </summary>
    public static PaidPeriod Lay(ref DecisionBuilder decision, ServicePeriod period, PlanTerms plan, Money price, ValueList<string> promotions = default)
    {
        var rules = decision.Policy.Renewal;
        var charge = LocalDate.Max(period.Start, period.End.PlusDays(-rules.ChargeDaysAhead));
        return new PaidPeriod(period.Start, period.End, decision.Prepared.StartOf(period.End), price)
        {
            ChargeAt = plan.Validity is null ? decision.Prepared.StartOf(charge) : null,
            RemindAt = Reminders.Next(ref decision, period.End, decision.At),
            DataBytes = plan.DataBytes,
            Promotions = promotions,
        };
    }

    /// <summary>
    /// Determines whether a period has no length, because the calendar of the carrier's zone skips its only day (as Samoa's did on 30 December
    /// 2011).
    /// </summary>
    public static bool IsSkipped(ref DecisionBuilder decision, ServicePeriod period) =>
        period.End == period.Start.PlusDays(1) && decision.Prepared.StartOf(period.Start) == decision.Prepared.StartOf(period.End);

    /// <summary>Returns the same period moved later by some days.</summary>
    public static PaidPeriod Move(ref DecisionBuilder decision, PaidPeriod period, PlanTerms plan, int days) =>
        Lay(ref decision, new ServicePeriod(0, period.Start.PlusDays(days), period.End.PlusDays(days)), plan, period.Price, period.Promotions) with
        {
            Promotional = period.Promotional,
            DataBytes = period.DataBytes,
        };

    /// <summary>Determines whether as many periods are paid ahead as the policy allows.</summary>
    public static bool IsFull(ref DecisionBuilder decision) => decision.State.Term.Periods.Count >= decision.Policy.Renewal.MaxPrepaidPeriods;

    private static (BillingSchedule Schedule, int Index) NextOf(ref DecisionBuilder decision, PlanTerms plan)
    {
        var term = decision.State.Term;
        var (schedule, index) = ScheduleOf(ref decision, plan, term);
        var at = TermRules.Now(ref decision);
        if (term.PaidUntil <= at && schedule.TryPeriodAt(decision.Prepared.DateOf(at), out var current))
            index = Math.Max(index, current.Index);
        while (IsSkipped(ref decision, schedule[index]))
            index++;
        return (schedule, index);
    }

    // A plan with periods of another length begins where the last one ends, on a schedule of its own; others keep the anniversary.
    private static (BillingSchedule Schedule, int Index) ScheduleOf(ref DecisionBuilder decision, PlanTerms plan, PaidTerm term)
    {
        var current = decision.State.Contract!.Plan;
        if (plan == current || (plan.Length.Equals(current.Length) && current.Validity is null))
            return (term.Schedule!, term.NextIndex);
        var at = TermRules.Now(ref decision);
        var start = term.PaidUntil <= at ? decision.Prepared.DateOf(at) : term.PaidUntilDate!.Value;
        return (new BillingSchedule(start, plan.Length), 0);
    }
}
