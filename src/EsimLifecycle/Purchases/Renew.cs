namespace EsimLifecycle;

/// <summary>
/// Requests the purchase of the next period: before the end of the current one, on its last day, or in grace. The period follows the paid
/// time and never starts from today.
/// </summary>
/// <remarks>
/// <para>Paid from the balance, the period is bought at once. With any other method the host is instructed to charge the customer, and the
/// period is bought when <see cref="RecordPayment"/> reports success. Between two attempts of auto-renewal, this is the next attempt: at once,
/// with this method. If the policy requires the carrier's system to confirm purchases, the
/// period is reserved until it is confirmed.</para>
/// <para>Refused with <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.RenewalTooFarAhead"/>, <see cref="RefusalCode.ChargeInFlight"/>,
/// <see cref="RefusalCode.ProvisioningPending"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Method">The payment method.</param>
public sealed record Renew(PaymentMethod Method) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Renew) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System], IsTriable = true, Offer = Offer };

    /// <summary>
    /// Gets the code of the plan whose terms, as offered now, apply from this period on; null, the default, to continue with the agreed
    /// plan. For a change from today, see <see cref="ChangePlan"/>.
    /// </summary>
    public string? Plan { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var plan = Plan is null ? null : decision.Prepared.FindPlan(Plan);
        if (Plan is not null && plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Prepared.PlanCodes));
        RenewalRefusals.CheckMethod(ref decision, Method);
        RenewalRefusals.CheckCharge(ref decision, ChargePurpose.Renewal);
        RenewalRefusals.CheckReserved(ref decision);
        var price = Pricing.NextPeriod(ref decision, plan);
        if (price.Plan.Validity is not null)
            decision.Refuse(Refusals.RenewalByTopUp(price.Plan.Code));
        var next = Periods.IsFull(ref decision) ? default : Periods.Next(ref decision, price);
        if (next.IsNone)
            decision.Refuse(RenewalRefusals.TooFarAhead(ref decision));
        if (Method == PaymentMethod.Balance && Pricing.Spendable(state) < price.Price)
            decision.Refuse(Refusals.BalanceTooLow(price.Price, Pricing.Spendable(state)));
        if (decision.HasRefusals)
            return;

        if (Method == PaymentMethod.Balance || price.Price.IsZero)
            PurchasePipeline.PayFromBalance(ref decision, next);
        else
            ChargeRules.Renew(ref decision, price.Price, Method, plan);
    }

    internal override Facts ListFacts() => new(("method", Method), ("plan", Plan));

    private static void Offer(ref CommandOffer offer)
    {
        var next = Pricing.NextPeriod(ref offer.Decision);
        offer.MayChange(TermsChangeRules.TakenFrom(ref offer.Decision));
        offer.AddPaid(new Renew(PaymentMethod.Card), static (renew, method) => renew with { Method = method }, next.Price, next.Plan);
        foreach (var plan in offer.Decision.Prepared.Plans)
        {
            if (plan != next.Plan)
                offer.AddPaid(new Renew(PaymentMethod.Card) { Plan = plan.Code }, static (renew, method) => renew with { Method = method }, Pricing.NextPeriod(ref offer.Decision, plan).Price, plan);
        }
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Method);
        visitor.AddOptional(Plan);
    }
}

/// <summary>A period of service was bought that follows the paid time without gap or overlap.</summary>
public sealed record SubscriptionRenewed : LifecycleEvent
{
    /// <summary>Gets the status of the subscription: active, still suspended, or still in the stage of its cancellation.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets the schedule from this period on, if another plan begins with it; null if the schedule continues.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>Gets the index, in the schedule, of the period after this one.</summary>
    public required int NextIndex { get; init; }

    /// <summary>Gets the plan that begins with this period; null if the current plan continues.</summary>
    public PlanTerms? Plan { get; init; }

    /// <summary>Gets the minimum term, if another plan begins; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Gets whether this is the first period with the announced terms; their policy applies from here on.</summary>
    public bool TakesTermsChange { get; init; }

    /// <summary>Gets the codes of the promotions that lowered the price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the key of the charge that paid for the period; none if no charge did.</summary>
    public Reference Charge { get; init; }

    /// <summary>Gets the key of the reserved purchase that this event confirms; none if the policy requires no confirmation.</summary>
    public Reference Purchase { get; init; }

    internal override Facts ListFacts() => new(("period", Period), ("price", Period.Price), ("promotions", Promotions), ("plan", Plan));

    internal override SubscriptionTrigger? TriggeredBy => Status.IsPendingCancel() ? null : FollowUpKind.PurchaseApplied;

    internal override void Apply(Subscription draft)
    {
        // With auto-renewal it is no decision of the customer's.
        if (Plan is not null || TakesTermsChange || (Cause is not null && draft.Renewal.AutoRenewal is null))
            draft.GoOn();
        if (draft.Status == SubscriptionStatus.Grace)
            draft.Usage = draft.Usage.AfterGrace(At);
        draft.Status = Status;
        draft.Term = draft.Term.Append(Period, Schedule ?? draft.Term.Schedule!, NextIndex);
        if (TakesTermsChange)
            draft.Contract = TermsChangeRules.Take(draft.Contract!);
        else if (Plan is not null)
            draft.Contract = TermsChangeRules.Answer(draft.Contract!) with { Plan = Plan, NextPlan = null, Commitment = Commitment };
        draft.Renewal = draft.Renewal.Supersede(ChargePurpose.Renewal).Buy(Purchase, Promotions);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Purchase == default)
            outbox.Provision(default, Plan?.Code, Period.EndsAt);
        outbox.Tell(MessageTemplate.Renewed, amount: Period.Price, paidUntil: Period.End);
        outbox.Tell(MessageTemplate.CheckSettings, paidUntil: Period.End);
    }
}

/// <summary>The refusals that purchases have in common.</summary>
internal static class RenewalRefusals
{
    public static void CheckMethod(ref DecisionBuilder decision, PaymentMethod method)
    {
        var accepted = decision.Policy.Renewal.Methods;
        if (!accepted.Contains(method))
            decision.Refuse(Refusals.RenewalMethod(method, accepted));
    }

    /// <summary>Refuses while the outcome of another charge for the same purpose is awaited.</summary>
    public static void CheckCharge(ref DecisionBuilder decision, ChargePurpose purpose)
    {
        if (decision.State.Renewal.Find(purpose) is { AnswerDueBy: { } answerDueBy } charge)
            decision.Refuse(Refusals.ChargeInFlight(charge.Key, answerDueBy));
    }

    /// <summary>Refuses while a purchase of time is reserved.</summary>
    public static void CheckReserved(ref DecisionBuilder decision)
    {
        if (decision.State.Renewal.Purchases.Time is { } purchase)
            decision.Refuse(Refusals.ProvisioningPending(purchase.Key));
    }

    /// <summary>
    /// Returns the refusal for having paid as far ahead as possible. The end of a period makes room, except beyond the latest date.
    /// </summary>
    public static Refusal TooFarAhead(ref DecisionBuilder decision)
    {
        var periods = decision.State.Term.Periods;
        var makesRoomAt = Periods.IsFull(ref decision) ? periods[periods.Count - decision.Policy.Renewal.MaxPrepaidPeriods].EndsAt : (Instant?)null;
        return Refusals.RenewalTooFarAhead(decision.State.Term.PaidUntilDate!.Value, makesRoomAt);
    }
}
