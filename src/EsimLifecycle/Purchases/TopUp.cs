namespace EsimLifecycle;

/// <summary>Records that the customer paid into the balance.</summary>
/// <remarks>
/// A fact, never refused; money that can't be kept is sent back, as with <see cref="RecordPayment"/>. If the plan's time is bought by
/// topping up, the amount also buys days at once, according to the plan's table; the money stays in the balance, so nothing is reserved.
/// Before activation, and while the next period or another plan is reserved, whose dates are fixed, the days are held and added afterwards.
/// While a cancellation is open, they are added as well, and count if the request comes to nothing.
/// </remarks>
/// <param name="Reference">The payment's reference at the payment provider; an equal reference identifies the same payment.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Method">The payment method.</param>
public sealed record TopUp(Reference Reference, Money Amount, PaymentMethod Method) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.TopUp) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var payment = new PaymentReceipt(Reference, Amount, Method);
        if (decision.HasRefusals || PaymentRules.IsKnown(ref decision, this, payment))
            return;
        if (!PaymentRules.CanBeKept(decision.State, Amount))
        {
            PaymentRules.SendBack(ref decision, payment, OccurredAt, default);
            return;
        }

        PaymentRules.ToWallet(ref decision, payment, OccurredAt, default);
        var plan = Validity.NextPlan(ref decision);
        if (plan.Validity is { } validity && validity.DaysFor(Amount) is > 0 and var days)
            Validity.Buy(ref decision, days, plan);
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

    internal override Facts ListFacts() => new(("amount", Amount), ("method", Method), ("reference", Reference));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.Add(Method);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>Time was bought other than as a period of the plan: by a top-up or with a validity pack.</summary>
public sealed record ValidityExtended : LifecycleEvent
{
    /// <summary>Gets the status of the subscription: active, still suspended, or still about to be closed.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the time that was bought; the periods that follow are anchored at its end.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets whether this is the first period with the announced terms; their policy applies from here on.</summary>
    public bool TakesTermsChange { get; init; }

    /// <summary>Gets whether the days were bought before and waited to be added.</summary>
    public bool WereToAdd { get; init; }

    internal override Facts ListFacts() => new(("days", Facts.Many(Period.Days)), ("paidUntil", Period.End));

    // A request that is open goes on as it was.
    internal override SubscriptionTrigger? TriggeredBy => Status.IsPendingCancel() ? null : FollowUpKind.PurchaseApplied;

    internal override void Apply(Subscription draft)
    {
        if (Cause is not null)
            draft.GoOn();
        if (draft.Status == SubscriptionStatus.Grace)
            draft.Usage = draft.Usage.AfterGrace(At);
        draft.Status = Status;
        if (TakesTermsChange)
            draft.Contract = TermsChangeRules.Take(draft.Contract!);
        draft.Term = draft.Term.Append(Period, new BillingSchedule(Period.End, draft.Contract!.Plan.Length), nextIndex: 0);
        if (WereToAdd)
            draft.Term = draft.Term with { DaysToAdd = 0 };
        draft.Renewal = draft.Renewal.Buy(default, default);
    }

    // To who is about to leave it matters only if the request comes to nothing.
    internal override void Instruct(ref Outbox outbox)
    {
        if (!Status.IsPendingCancel())
            outbox.Tell(MessageTemplate.ValidityExtended, paidUntil: Period.End);
    }
}

/// <summary>A top-up bought days that can't be added to the paid term yet; they are added once that is possible.</summary>
public sealed record ValidityHeld : LifecycleEvent
{
    /// <summary>Gets the number of days.</summary>
    public required int Days { get; init; }

    internal override Facts ListFacts() => new(("days", Facts.Many(Days)));

    internal override void Apply(Subscription draft) =>
        draft.Term = draft.Term with { DaysToAdd = Math.Min(draft.Term.DaysToAdd + Days, Limits.MaxDays) };
}

internal static class Validity
{
    /// <summary>Returns the plan whose table determines how many days a top-up buys now.</summary>
    public static PlanTerms NextPlan(ref DecisionBuilder decision)
    {
        var state = decision.State;
        return state.Term.PaidUntilDate is null ? state.Contract!.Plan : TermsChangeRules.PlanFrom(state, Start(ref decision));
    }

    /// <summary>
    /// Adds the days of a top-up to the paid time, as far as there is room for any; before activation, and while a purchase is reserved that
    /// comes first, they are held until they can be added.
    /// </summary>
    public static void Buy(ref DecisionBuilder decision, int days, PlanTerms plan)
    {
        if (CanExtend(decision.State))
            Extend(ref decision, days, plan, wereToAdd: false);
        else
            decision.Raise(new ValidityHeld { Days = days });
    }

    /// <summary>Adds the days that were held, once that is possible.</summary>
    public static void AddHeld(ref DecisionBuilder decision)
    {
        if (CanExtend(decision.State))
            Extend(ref decision, decision.State.Term.DaysToAdd, NextPlan(ref decision), wereToAdd: true);
    }

    private static bool CanExtend(Subscription state) =>
        state.Term.PaidUntilDate is not null && state.Renewal.Purchases.Time is not { Kind: not PurchaseKind.Time };

    private static void Extend(ref DecisionBuilder decision, int days, PlanTerms plan, bool wereToAdd)
    {
        var state = decision.State;
        if (plan.Validity is not { } validity || Lay(ref decision, days, validity.MaxDays, plan) is not { } period)
            return;

        // A request that is open is decided by the terms that it was made under; what is bought meanwhile counts if it comes to nothing.
        decision.Raise(new ValidityExtended
        {
            TakesTermsChange = !state.Status.IsPendingCancel() && TermsChangeRules.IsTakenBy(state, period.Start),
            Status = state.Status == SubscriptionStatus.Grace ? SubscriptionStatus.Active : state.Status,
            Period = period,
            WereToAdd = wereToAdd,
        });
    }

    /// <summary>Adds the time of a pack, after any time that was topped up since the pack was reserved.</summary>
    public static void Add(ref DecisionBuilder decision, PaidPeriod time, SubscriptionStatus status)
    {
        var state = decision.State;
        var days = Period.DaysBetween(time.Start, state.Term.PaidUntilDate!.Value);
        decision.Raise(new ValidityExtended { Status = status, Period = days > 0 ? Periods.Move(ref decision, time, state.Contract!.Plan, days) : time });
    }

    /// <summary>
    /// Returns a period of some days that follows the paid time (or starts today if that is over), up to a maximum number of days from
    /// today; null if there is no room for any.
    /// </summary>
    public static PaidPeriod? Lay(ref DecisionBuilder decision, int days, int maxDays, PlanTerms plan)
    {
        var today = decision.Prepared.DateOf(TermRules.Now(ref decision));
        var start = Start(ref decision);
        if (Periods.IsSkipped(ref decision, new ServicePeriod(0, start, start.PlusDays(1))))
            start = start.PlusDays(1);
        var end = LocalDate.Min(start.PlusDays(days), today.PlusDays(maxDays));
        return end <= start ? null : Periods.Lay(ref decision, new ServicePeriod(0, start, end), plan, Money.Zero(decision.State.Balances.Currency));
    }

    private static LocalDate Start(ref DecisionBuilder decision) => LocalDate.Max(decision.State.Term.PaidUntilDate!.Value, decision.Prepared.DateOf(TermRules.Now(ref decision)));
}
