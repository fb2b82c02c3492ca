namespace EsimLifecycle;

/// <summary>Puts a pending subscription into service: its first period, paid before, begins today.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.ActivationUnpaid"/> while the first period is not paid, and with
/// <see cref="RefusalCode.StatusNotPermitted"/> unless pending.
/// </remarks>
public sealed record Activate() : LifecycleRequest(CommandKind.Activate)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (state.Status != SubscriptionStatus.Pending)
        {
            turn.Refuse(CommandRefusals.NotPermitted(Kind, state));
            return;
        }

        var plan = state.Contract!.Plan;
        if (!plan.Price.IsZero && state.Balances.Minor(Account.Deferred) < plan.Price.MinorUnits)
        {
            turn.Refuse(new Refusal(
                RefusalCode.ActivationUnpaid,
                new RefusalFact("price", plan.Price),
                new RefusalFact("paid", state.Balances[Account.Deferred])));
        }

        if (turn.HasRefusals)
            return;

        var today = turn.Rules.DateOf(turn.At);
        var schedule = new BillingSchedule(today, plan.Length);
        turn.Raise(new SubscriptionActivated
        {
            Schedule = schedule,
            Period = TermRules.PaidPeriodOf(schedule[0], plan.Price, turn.Rules),
            CommittedUntil = Commitment.EndOf(plan, today, turn.Rules),
        });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
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

    internal override SubscriptionTrigger? Along => SubscriptionTrigger.Activate;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Active;
        draft.Contract = draft.Contract! with { ActivatedAt = At, ActivationDueBy = null, CommittedUntil = CommittedUntil };
        draft.Term = (Term.None with { Schedule = Schedule }).Append(Period, nextIndex: 1);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Activated);
}

internal static class Commitment
{
    /// <summary>When the minimum term of a plan ends; null where there is none or service has not begun.</summary>
    public static Instant? EndOf(PlanTerms plan, LocalDate? activatedOn, Rules rules) =>
        plan.CommitmentMonths > 0 && activatedOn is { } date ? rules.StartOf(date.PlusMonths(plan.CommitmentMonths)) : null;
}
