namespace EsimLifecycle;

/// <summary>Buys the next period or another plan, once it is clear that and how it is paid.</summary>
internal static class Buying
{
    /// <summary>
    /// The next period: the one that follows what is paid or, once that is over, the one of the same schedule that holds today. Null where it
    /// would reach beyond <see cref="Limits.LatestDate"/>.
    /// </summary>
    public static NextPeriod? PlanNext(ref Turn turn, in PeriodPrice price)
    {
        var (schedule, index) = NextOf(ref turn, price.Plan);
        var period = schedule[index];
        return period.End > Limits.LatestDate
            ? null
            : new NextPeriod(Lay(ref turn, period, price.Plan, price.Price), schedule, index + 1);
    }

    /// <summary>The first date of the period that would be bought next of the plan that is.</summary>
    public static LocalDate NextStart(ref Turn turn)
    {
        var (schedule, index) = NextOf(ref turn, turn.State.Contract!.Plan);
        return schedule[index].Start;
    }

    /// <summary>A period with the moments that go with it: its end, when the one after it is charged, when the customer is reminded.</summary>
    public static PaidPeriod Lay(ref Turn turn, ServicePeriod period, PlanTerms plan, Money price)
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

    /// <summary>Whether as many periods are paid ahead as the policy allows.</summary>
    public static bool IsFull(ref Turn turn) => turn.State.Term.Periods.Count >= turn.Policy.Renewal.MaxPrepaidPeriods;

    /// <summary>Buys the next period from the balance, which covers it.</summary>
    public static void FromBalance(ref Turn turn, in PeriodPrice price, NextPeriod next, Reference charge = default)
    {
        var postings = new Postings();
        var promotional = Pricing.Spend(turn.State, price.Price, Account.Deferred, ref postings);
        var period = promotional is null ? next.Period : next.Period with { Promotional = promotional };
        Renew(ref turn, price, next with { Period = period }, postings.ToList(), default, charge);
    }

    /// <summary>Records the period as bought.</summary>
    public static void Renew(
        ref Turn turn,
        in PeriodPrice price,
        NextPeriod next,
        ValueList<Posting> postings,
        Reference payment,
        Reference charge)
    {
        var state = turn.State;
        var contract = state.Contract!;
        var plan = price.Plan == contract.Plan ? null : price.Plan;

        // Announced terms are the carrier's doing: they bind the customer no longer than before.
        var takesTerms = price.Plan == contract.TermsChange?.Plan && TermsChangeRules.IsTakenBy(state, next.Period.Start);
        turn.Raise(new SubscriptionRenewed
        {
            Status = state.Status == SubscriptionStatus.Suspended ? SubscriptionStatus.Suspended : SubscriptionStatus.Active,
            Period = next.Period,
            Schedule = ReferenceEquals(next.Schedule, state.Term.Schedule) ? null : next.Schedule,
            NextIndex = next.NextIndex,
            Plan = plan,
            CommittedUntil = plan is null ? null : takesTerms ? contract.CommittedUntil : Commitment.Later(contract.CommittedUntil, plan, next.Period.Start, turn.Rules),
            TakesTermsChange = takesTerms,
            Promotions = price.Promotions,
            Charge = charge,
            Provisioning = turn.Policy.Renewal.ConfirmsProvisioning
                ? Provisionings.Expect(ref turn, Undo(price.Price, next.Period.Promotional, payment), payment, price.Promotions, isPlanChange: false)
                : null,
            Postings = postings,
        });
    }

    /// <summary>What would give the purchase back: to the customer who paid for it, or to the balance it was bought from.</summary>
    private static ValueList<Posting> Undo(Money price, Money? promotional, Reference payment)
    {
        var undo = new Postings();
        if (payment != default)
        {
            undo.Add(Account.Deferred, Account.RefundPayable, price);
            return undo.ToList();
        }

        undo.Add(Account.Deferred, Account.Promotional, promotional);
        undo.Add(Account.Deferred, Account.Wallet, price - (promotional ?? Money.Zero(price.Currency)));
        return undo.ToList();
    }

    private static (BillingSchedule Schedule, int Index) NextOf(ref Turn turn, PlanTerms plan)
    {
        var term = turn.State.Term;
        var (schedule, index) = ScheduleOf(ref turn, plan, term);
        var at = TermRules.Now(ref turn);
        if (term.PaidUntil <= at && schedule.TryPeriodAt(turn.Rules.DateOf(at), out var current))
            index = Math.Max(index, current.Index);
        return (schedule, index);
    }

    // A plan with periods of another length begins where the last one ends, on a schedule of its own; others keep the anniversary.
    private static (BillingSchedule Schedule, int Index) ScheduleOf(ref Turn turn, PlanTerms plan, Term term)
    {
        var current = turn.State.Contract!.Plan;
        if (plan == current || (plan.Length.Equals(current.Length) && current.Validity is null))
            return (term.Schedule!, term.NextIndex);
        var at = TermRules.Now(ref turn);
        var start = term.PaidUntil <= at ? turn.Rules.DateOf(at) : term.PaidUntilDate!.Value;
        return (new BillingSchedule(start, plan.Length), 0);
    }
}

/// <summary>The period that would be bought next, on which schedule, and the index after it.</summary>
internal readonly record struct NextPeriod(PaidPeriod Period, BillingSchedule Schedule, int NextIndex);

/// <summary>A period of service was bought: it follows what was paid before, without gap or overlap.</summary>
public sealed record SubscriptionRenewed : LifecycleEvent
{
    /// <summary>Where the subscription stands now: active, or still suspended.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>The period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>The schedule of periods from here on, where another plan begins with this one; null where it goes on.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>The index of the period after it in the schedule.</summary>
    public required int NextIndex { get; init; }

    /// <summary>The plan from here on, where another begins; null where it goes on.</summary>
    public PlanTerms? Plan { get; init; }

    /// <summary>When the minimum term ends, where another plan begins; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>Whether it is the first with the terms that the carrier announced; their policy counts from here on.</summary>
    public bool TakesTermsChange { get; init; }

    /// <summary>The codes of the promotions that lowered its price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>The charge that paid for it, where one did.</summary>
    public Reference Charge { get; init; }

    /// <summary>What the carrier's system has to confirm; null where the policy does not ask for it.</summary>
    public Provisioning? Provisioning { get; init; }

    internal override SubscriptionTrigger? Along => FollowUpKind.RenewalPaid;

    internal override void Apply(Subscription draft)
    {
        if (draft.Status == SubscriptionStatus.Grace)
            draft.Usage = draft.Usage.NextPeriod();
        draft.Status = Status;
        draft.Term = draft.Term.Append(Period, Schedule ?? draft.Term.Schedule!, NextIndex);
        if (TakesTermsChange)
            draft.Contract = TermsChangeRules.Take(draft.Contract!);
        else if (Plan is not null)
            draft.Contract = TermsChangeRules.Answer(draft.Contract!) with { Plan = Plan, NextPlan = null, CommittedUntil = CommittedUntil };
        var renewal = draft.Renewal;
        if (Charge != default)
            renewal = renewal.End(Charge, ChargeOutcome.Paid);
        if (Provisioning is not null)
            renewal = renewal with { Provisioning = Provisioning };
        if (Promotions.Count > 0)
            renewal = renewal with { Promotions = PromotionRules.Use(renewal.Promotions, Promotions) };
        if (renewal.IsUndone)
            renewal = renewal with { IsUndone = false };
        draft.Renewal = renewal;
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Provision(Provisioning?.Key ?? default, Plan?.Code);
        outbox.Tell(MessageTemplate.Renewed);
        outbox.Tell(MessageTemplate.CheckSettings);
    }
}
