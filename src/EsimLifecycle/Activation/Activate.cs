namespace EsimLifecycle;

/// <summary>
/// A request to put a pending subscription into service: its first period, paid before or now from the balance, begins today.
/// </summary>
/// <remarks>
/// If the carrier's system has to confirm it, the first period is reserved and the subscription stays pending until then. Refused with
/// <see cref="RefusalCode.ActivationUnpaid"/> if the first period is not paid and the balance does not cover it, with
/// <see cref="RefusalCode.ProvisioningPending"/> while it is reserved, with <see cref="RefusalCode.SuspensionHeld"/> while a hold is in
/// effect, and with <see cref="RefusalCode.StatusNotPermitted"/> unless pending.
/// </remarks>
public sealed record Activate() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Activate)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        Offer = static (ref offer) => offer.Add(new Activate()),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Renewal.Purchases.Time is { } reserved)
        {
            decision.Refuse(Refusals.ProvisioningPending(reserved.Key));
            return;
        }

        if (state.Suspension is { } suspension)
            decision.Refuse(Refusals.SuspensionHeld(suspension.Holder, decision.By!.Role));
        var price = Pricing.NextPeriod(ref decision);
        var isPaid = state.Term.Prepaid is not null || price.Price.IsZero;
        if (!isPaid && Pricing.Spendable(state) < price.Price)
            decision.Refuse(Refusals.ActivationUnpaid(price.Price, Pricing.Spendable(state)));
        if (decision.HasRefusals)
            return;

        var today = decision.Prepared.DateOf(decision.At);
        var schedule = new BillingSchedule(today, price.Plan.Length);
        var purchase = new Purchase
        {
            Kind = PurchaseKind.FirstPeriod,
            Plan = price.Plan,
            Schedule = schedule,
            Period = Periods.Lay(
                ref decision, schedule[0], price.Plan, state.Term.Prepaid?.Price ?? price.Price, state.Term.Prepaid is { } paid ? paid.Promotions : price.Promotions),
            Commitment = CommitmentRules.Of(price.Plan, today, decision.Prepared),
            Promotions = state.Term.Prepaid is not null ? default : price.Promotions,
        };
        if (state.Term.Prepaid is not { } prepaid)
        {
            PurchasePipeline.PayFromBalance(ref decision, purchase);
            return;
        }

        // Paid before, its money is deferred already.
        var postings = new Postings();
        postings.Add(Account.Deferred, PurchasePipeline.PaidTo(ref decision), prepaid.Price);
        PurchasePipeline.Take(ref decision, purchase with { Prepaid = prepaid }, postings.ToList());
    }
}

/// <summary>A subscription was put into service or, if a hold was put on it meanwhile, its paid time began.</summary>
public sealed record SubscriptionActivated : LifecycleEvent
{
    /// <summary>Gets the schedule of the periods, anchored on the day of activation.</summary>
    public required BillingSchedule Schedule { get; init; }

    /// <summary>Gets the first period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets the minimum term; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Gets the codes of the promotions that lowered the price, if it was not paid before.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the instant at which disuse is noticed; null if disuse is not monitored.</summary>
    public Instant? DisuseAt { get; init; }

    /// <summary>Gets the reserved purchase that is confirmed by the activation; none if no confirmation was required.</summary>
    public Reference Purchase { get; init; }

    internal override Facts ListFacts() => new(("period", Period), ("promotions", Promotions), ("committedUntil", Commitment?.EndsAt));

    internal override SubscriptionTrigger? TriggeredBy => Purchase == default ? CommandKind.Activate : FollowUpKind.PurchaseApplied;

    internal override void Apply(Subscription draft)
    {
        draft.Status = draft.Suspension is null ? SubscriptionStatus.Active : SubscriptionStatus.Suspended;
        draft.Contract = draft.Contract! with { ActivatedAt = At, ActivationDueBy = null, Commitment = Commitment };
        draft.Term = (PaidTerm.None with { DaysToAdd = draft.Term.DaysToAdd }).Append(Period, Schedule, nextIndex: 1);
        draft.Usage = draft.Usage with { DisuseAt = DisuseAt };
        draft.Renewal = draft.Renewal.Buy(Purchase, Promotions);
        draft.GoOn();
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Activated, amount: Period.Price, paidUntil: Period.End);
}
