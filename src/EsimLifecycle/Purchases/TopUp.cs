namespace EsimLifecycle;

/// <summary>Records that the customer paid into the balance.</summary>
/// <remarks>
/// A fact, never refused; money that can't be kept is sent back, as with <see cref="RecordPayment"/>. If the plan's time is bought by
/// topping up, the amount also buys days at once, according to the plan's table; the money stays in the balance, so nothing is reserved.
/// While the next period or another plan is reserved, whose dates are fixed, a top-up buys no days.
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
            Validity.Extend(ref decision, days, validity.MaxDays, plan);
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

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
    /// <summary>Gets the status of the subscription: active, or still suspended.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the time that was bought; the periods that follow are anchored at its end.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets whether this is the first period with the announced terms; their policy applies from here on.</summary>
    public bool TakesTermsChange { get; init; }

    internal override SubscriptionTrigger? TriggeredBy => FollowUpKind.PurchaseApplied;

    internal override void Apply(Subscription draft)
    {
        if (draft.Status == SubscriptionStatus.Grace)
            draft.Usage = draft.Usage.NextPeriod();
        draft.Status = Status;
        if (TakesTermsChange)
            draft.Contract = TermsChangeRules.Take(draft.Contract!);
        draft.Term = draft.Term.Append(Period, new BillingSchedule(Period.End, draft.Contract!.Plan.Length), nextIndex: 0);
        draft.Renewal = draft.Renewal.Buy(default, default);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.ValidityExtended, paidUntil: Period.End);
}

internal static class Validity
{
    /// <summary>Returns the plan whose table determines how many days a top-up buys now.</summary>
    public static PlanTerms NextPlan(ref DecisionBuilder decision)
    {
        var state = decision.State;
        return state.Term.PaidUntilDate is null ? state.Contract!.Plan : TermsChangeRules.PlanFrom(state, Start(ref decision));
    }

    /// <summary>Adds days to the paid time, as far as there is room for any.</summary>
    public static void Extend(ref DecisionBuilder decision, int days, int maxDays, PlanTerms plan)
    {
        var state = decision.State;
        var isInService = state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace or SubscriptionStatus.Suspended;
        if (!isInService || state.Renewal.Purchases.Time is { Kind: not PurchaseKind.Time } || Lay(ref decision, days, maxDays, plan) is not { } period)
            return;
        decision.Raise(new ValidityExtended
        {
            TakesTermsChange = TermsChangeRules.IsTakenBy(state, period.Start),
            Status = state.Status == SubscriptionStatus.Suspended ? SubscriptionStatus.Suspended : SubscriptionStatus.Active,
            Period = period,
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
        var end = LocalDate.Min(start.PlusDays(days), today.PlusDays(maxDays));
        return end <= start ? null : Periods.Lay(ref decision, new ServicePeriod(0, start, end), plan, Money.Zero(decision.State.Balances.Currency));
    }

    private static LocalDate Start(ref DecisionBuilder decision) => LocalDate.Max(decision.State.Term.PaidUntilDate!.Value, decision.Prepared.DateOf(TermRules.Now(ref decision)));
}
