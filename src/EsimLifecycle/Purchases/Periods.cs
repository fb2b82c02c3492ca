namespace EsimLifecycle;

/// <summary>Lays out the periods that are bought.</summary>
internal static class Periods
{
    /// <summary>
    /// The next period as a purchase: the one that follows what is paid or, once that is over, the one of the same schedule that holds today. Null where it
    /// would reach beyond <see cref="Limits.LatestDate"/>.
    /// </summary>
    public static Purchase? Next(ref DecisionBuilder turn, in PeriodPrice price, Reference charge = default)
    {
        var state = turn.State;
        var (schedule, index) = NextOf(ref turn, price.Plan);
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
            Period = Lay(ref turn, period, price.Plan, price.Price),
            Schedule = ReferenceEquals(schedule, state.Term.Schedule) ? null : schedule,
            NextIndex = index + 1,
            Plan = plan,
            CommittedUntil = plan is null ? null : takesTerms ? contract.CommittedUntil : Commitment.Later(contract.CommittedUntil, plan, period.Start, turn.Rules),
            TakesTermsChange = takesTerms,
            Promotions = price.Promotions,
            Charge = charge,
        };
    }

    /// <summary>The first date of the period that would be bought next of the plan that is.</summary>
    public static LocalDate NextStart(ref DecisionBuilder turn)
    {
        var (schedule, index) = NextOf(ref turn, turn.State.Contract!.Plan);
        return schedule[index].Start;
    }

    /// <summary>A period with the moments that go with it: its end, when the one after it is charged, when the customer is reminded.</summary>
    public static PaidPeriod Lay(ref DecisionBuilder turn, ServicePeriod period, PlanTerms plan, Money price)
    {
        var rules = turn.Policy.Renewal;
        var charge = LocalDate.Max(period.Start, period.End.PlusDays(-rules.ChargeDaysAhead));
        return new PaidPeriod(period.Start, period.End, turn.Rules.StartOf(period.End), price)
        {
            ChargeAt = plan.Validity is null ? turn.Rules.StartOf(charge) : null,
            RemindAt = Reminders.Next(ref turn, period.End, turn.At),
            DataBytes = plan.DataBytes,
        };
    }

    /// <summary>The same period some days later.</summary>
    public static PaidPeriod Move(ref DecisionBuilder turn, PaidPeriod period, PlanTerms plan, int days) =>
        Lay(ref turn, new ServicePeriod(0, period.Start.PlusDays(days), period.End.PlusDays(days)), plan, period.Price) with
        {
            Promotional = period.Promotional,
            DataBytes = period.DataBytes,
        };

    /// <summary>Whether as many periods are paid ahead as the policy allows.</summary>
    public static bool IsFull(ref DecisionBuilder turn) => turn.State.Term.Periods.Count >= turn.Policy.Renewal.MaxPrepaidPeriods;

    private static (BillingSchedule Schedule, int Index) NextOf(ref DecisionBuilder turn, PlanTerms plan)
    {
        var term = turn.State.Term;
        var (schedule, index) = ScheduleOf(ref turn, plan, term);
        var at = TermRules.Now(ref turn);
        if (term.PaidUntil <= at && schedule.TryPeriodAt(turn.Rules.DateOf(at), out var current))
            index = Math.Max(index, current.Index);
        return (schedule, index);
    }

    // A plan with periods of another length begins where the last one ends, on a schedule of its own; others keep the anniversary.
    private static (BillingSchedule Schedule, int Index) ScheduleOf(ref DecisionBuilder turn, PlanTerms plan, PaidTerm term)
    {
        var current = turn.State.Contract!.Plan;
        if (plan == current || (plan.Length.Equals(current.Length) && current.Validity is null))
            return (term.Schedule!, term.NextIndex);
        var at = TermRules.Now(ref turn);
        var start = term.PaidUntil <= at ? turn.Rules.DateOf(at) : term.PaidUntilDate!.Value;
        return (new BillingSchedule(start, plan.Length), 0);
    }
}
