namespace EsimLifecycle;

/// <summary>Lays out the periods that are bought.</summary>
internal static class Periods
{
    /// <summary>
    /// The next period as a purchase: the one that follows what is paid or, once that is over, the one of the same schedule that holds today. Null where it
    /// would reach beyond <see cref="Limits.LatestDate"/>.
    /// </summary>
    public static Purchase? Next(ref DecisionBuilder decision, in PeriodPrice price, Reference charge = default)
    {
        var state = decision.State;
        var (schedule, index) = NextOf(ref decision, price.Plan);
        var period = schedule[index];
        if (period.End > Limits.LatestDate)
            return null;

        // Announced terms are the carrier's doing: they bind the customer no longer than before.
        var contract = state.Contract!;
        var plan = price.Plan == contract.Plan ? null : price.Plan;
        var takesTerms = price.Plan == contract.TermsChange?.Plan && TermsChangeRules.IsTakenBy(state, period.Start);
        return new Purchase
        {
            Kind = PurchaseKind.Renewal,
            Period = Lay(ref decision, period, price.Plan, price.Price),
            Schedule = ReferenceEquals(schedule, state.Term.Schedule) ? null : schedule,
            NextIndex = index + 1,
            Plan = plan,
            CommittedUntil = plan is null ? null : takesTerms ? contract.CommittedUntil : Commitment.Later(contract.CommittedUntil, plan, period.Start, decision.Rules),
            TakesTermsChange = takesTerms,
            Promotions = price.Promotions,
            Charge = charge,
        };
    }

    /// <summary>The first date of the period that would be bought next of the plan that is.</summary>
    public static LocalDate NextStart(ref DecisionBuilder decision)
    {
        var (schedule, index) = NextOf(ref decision, decision.State.Contract!.Plan);
        return schedule[index].Start;
    }

    /// <summary>A period with the moments that go with it: its end, when the one after it is charged, when the customer is reminded.</summary>
    public static PaidPeriod Lay(ref DecisionBuilder decision, ServicePeriod period, PlanTerms plan, Money price)
    {
        var rules = decision.Policy.Renewal;
        var charge = LocalDate.Max(period.Start, period.End.PlusDays(-rules.ChargeDaysAhead));
        return new PaidPeriod(period.Start, period.End, decision.Rules.StartOf(period.End), price)
        {
            ChargeAt = plan.Validity is null ? decision.Rules.StartOf(charge) : null,
            RemindAt = Reminders.Next(ref decision, period.End, decision.At),
            DataBytes = plan.DataBytes,
        };
    }

    /// <summary>The same period some days later.</summary>
    public static PaidPeriod Move(ref DecisionBuilder decision, PaidPeriod period, PlanTerms plan, int days) =>
        Lay(ref decision, new ServicePeriod(0, period.Start.PlusDays(days), period.End.PlusDays(days)), plan, period.Price) with
        {
            Promotional = period.Promotional,
            DataBytes = period.DataBytes,
        };

    /// <summary>Whether as many periods are paid ahead as the policy allows.</summary>
    public static bool IsFull(ref DecisionBuilder decision) => decision.State.Term.Periods.Count >= decision.Policy.Renewal.MaxPrepaidPeriods;

    private static (BillingSchedule Schedule, int Index) NextOf(ref DecisionBuilder decision, PlanTerms plan)
    {
        var term = decision.State.Term;
        var (schedule, index) = ScheduleOf(ref decision, plan, term);
        var at = TermRules.Now(ref decision);
        if (term.PaidUntil <= at && schedule.TryPeriodAt(decision.Rules.DateOf(at), out var current))
            index = Math.Max(index, current.Index);
        return (schedule, index);
    }

    // A plan with periods of another length begins where the last one ends, on a schedule of its own; others keep the anniversary.
    private static (BillingSchedule Schedule, int Index) ScheduleOf(ref DecisionBuilder decision, PlanTerms plan, PaidTerm term)
    {
        var current = decision.State.Contract!.Plan;
        if (plan == current || (plan.Length.Equals(current.Length) && current.Validity is null))
            return (term.Schedule!, term.NextIndex);
        var at = TermRules.Now(ref decision);
        var start = term.PaidUntil <= at ? decision.Rules.DateOf(at) : term.PaidUntilDate!.Value;
        return (new BillingSchedule(start, plan.Length), 0);
    }
}
