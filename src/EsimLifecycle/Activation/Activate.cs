namespace EsimLifecycle;

/// <summary>Puts a pending subscription into service: its first period, paid before or now from the balance, begins today.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.ActivationUnpaid"/> where the first period is not paid and the balance does not cover it, and with
/// <see cref="RefusalCode.StatusNotPermitted"/> unless pending.
/// </remarks>
public sealed record Activate() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Activate) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        var price = Pricing.NextPeriod(ref turn);
        var isPaid = state.Term.Prepaid is not null || price.Price.IsZero;
        if (!isPaid && Pricing.Spendable(state) < price.Price)
        {
            turn.Refuse(Refusals.ActivationUnpaid(price.Price, Pricing.Spendable(state)));
        }

        if (turn.HasRefusals)
            return;

        var postings = new Postings();
        var promotional = isPaid ? null : Pricing.Spend(state, price.Price, Account.Deferred, ref postings);
        var plan = price.Plan;
        var today = turn.Rules.DateOf(turn.At);
        var schedule = new BillingSchedule(today, plan.Length);
        turn.Raise(new SubscriptionActivated
        {
            Schedule = schedule,
            Period = Buying.Lay(ref turn, schedule[0], plan, state.Term.Prepaid?.Price ?? price.Price) with { Promotional = promotional },
            CommittedUntil = Commitment.EndOf(plan, today, turn.Rules),
            Promotions = state.Term.Prepaid is not null ? default : price.Promotions,
            DisuseAt = Disuse.After(ref turn, turn.At),
            Postings = postings.ToList(),
        });
    }
}

/// <summary>A subscription was put into service.</summary>
public sealed record SubscriptionActivated : LifecycleEvent
{
    /// <summary>The schedule of its periods, anchored on this day.</summary>
    public required BillingSchedule Schedule { get; init; }

    /// <summary>The first period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>When the minimum term ends; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>The codes of the promotions that lowered the price, where it was not paid before.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>When disuse is long enough to be noticed; null where it is not watched for.</summary>
    public Instant? DisuseAt { get; init; }

    internal override SubscriptionTrigger? Along => CommandKind.Activate;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Active;
        draft.Contract = draft.Contract! with { ActivatedAt = At, ActivationDueBy = null, CommittedUntil = CommittedUntil };
        draft.Term = Term.None.Append(Period, Schedule, nextIndex: 1);
        draft.Usage = draft.Usage with { DisuseAt = DisuseAt };
        if (Promotions.Count > 0)
            draft.Renewal = draft.Renewal with { Promotions = PromotionRules.Use(draft.Renewal.Promotions, Promotions) };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Activated);
}
