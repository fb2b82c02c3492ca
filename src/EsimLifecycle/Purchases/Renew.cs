namespace EsimLifecycle;

/// <summary>Asks to buy the next period: before the end, on the last day, or in grace. It follows what is already paid, never today.</summary>
/// <remarks>
/// <para>Paid from the balance it is bought at once; otherwise the host is told to charge the customer, and the period is bought when
/// <see cref="RecordPayment"/> reports success. Where the carrier's system has to confirm it, it is reserved until then.</para>
/// <para>Refused with <see cref="RefusalCode.RenewalMethod"/>, <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.RenewalWhileCancelling"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.RenewalTooFarAhead"/>, <see cref="RefusalCode.ChargeInFlight"/>,
/// <see cref="RefusalCode.ProvisioningPending"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.SubscriptionClosed"/>.</para>
/// </remarks>
/// <param name="Method">How it is paid.</param>
public sealed record Renew(PaymentMethod Method) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Renew) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    /// <summary>
    /// The code of the plan whose terms, as they are offered now, count from this period on; null to go on as agreed (see <see cref="ChangePlan"/> for
    /// a change from today).
    /// </summary>
    public string? Plan { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var plan = Plan is null ? null : decision.Rules.FindPlan(Plan);
        if (Plan is not null && plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Rules.PlanCodes));
        RenewalRefusals.CheckMethod(ref decision, Method);
        RenewalRefusals.CheckCharge(ref decision, ChargePurpose.Renewal);
        RenewalRefusals.CheckReserved(ref decision);
        var price = Pricing.NextPeriod(ref decision, plan);
        if (price.Plan.Validity is not null)
            decision.Refuse(Refusals.RenewalByTopUp(price.Plan.Code));
        var next = Periods.IsFull(ref decision) ? null : Periods.Next(ref decision, price);
        if (next is null)
            decision.Refuse(RenewalRefusals.TooFarAhead(ref decision));
        if (Method == PaymentMethod.Balance && Pricing.Spendable(state) < price.Price)
            decision.Refuse(Refusals.BalanceTooLow(price.Price, Pricing.Spendable(state)));
        if (decision.HasRefusals)
            return;

        if (Method == PaymentMethod.Balance || price.Price.IsZero)
            PurchasePipeline.PayFromBalance(ref decision, next!.Value);
        else
            ChargeRules.Request(ref decision, ChargePurpose.Renewal, price.Price, Method, plan);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Method);
        visitor.AddOptional(Plan);
    }
}

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

    /// <summary>Gets the reserved purchase that is confirmed with it; none where no confirmation was asked for.</summary>
    public Reference Purchase { get; init; }

    internal override SubscriptionTrigger? Along => FollowUpKind.PurchaseApplied;

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
        draft.Renewal = draft.Renewal.Buy(Purchase, Charge, Promotions);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Purchase == default)
            outbox.Provision(default, Plan?.Code);
        outbox.Tell(MessageTemplate.Renewed);
        outbox.Tell(MessageTemplate.CheckSettings);
    }
}

/// <summary>The reasons against buying.</summary>
internal static class RenewalRefusals
{
    public static void CheckMethod(ref DecisionBuilder decision, PaymentMethod method)
    {
        var accepted = decision.Policy.Renewal.Methods;
        if (!accepted.Contains(method))
            decision.Refuse(Refusals.RenewalMethod(method, accepted));
    }

    /// <summary>Refuses while another charge for the same is under way.</summary>
    public static void CheckCharge(ref DecisionBuilder decision, ChargePurpose purpose)
    {
        if (decision.State.Renewal.Find(purpose) is { } charge)
            decision.Refuse(Refusals.ChargeInFlight(charge.Key, charge.IsAutomatic ? null : charge.AnswerDueBy));
    }

    /// <summary>Refuses while a purchase of time is reserved.</summary>
    public static void CheckReserved(ref DecisionBuilder decision)
    {
        if (decision.State.Renewal.Purchases.Time is { } purchase)
            decision.Refuse(Refusals.ProvisioningPending(purchase.Key));
    }

    /// <summary>As much is paid ahead as can be. The end of a period makes room, except beyond the last date.</summary>
    public static Refusal TooFarAhead(ref DecisionBuilder decision)
    {
        var periods = decision.State.Term.Periods;
        var makesRoomAt = Periods.IsFull(ref decision) ? periods[periods.Count - decision.Policy.Renewal.MaxPrepaidPeriods].EndsAt : (Instant?)null;
        return Refusals.RenewalTooFarAhead(decision.State.Term.PaidUntilDate!.Value, makesRoomAt);
    }
}
