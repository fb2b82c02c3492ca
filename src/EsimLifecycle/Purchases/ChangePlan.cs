using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Changes to another plan: with the next period, or from today with the unused part of the current one credited.</summary>
/// <remarks>
/// <para>From today, what is used of the current period is served, the rest goes back to where it came from, and the first period of the new
/// plan begins; what the balance then lacks is charged.</para>
/// <para>Refused with <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.PlanUnchanged"/>, <see cref="RefusalCode.RenewalMethod"/>,
/// <see cref="RefusalCode.RenewalWhileCancelling"/>, <see cref="RefusalCode.ChargeInFlight"/>, <see cref="RefusalCode.ProvisioningPending"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.StatusNotPermitted"/>.</para>
/// </remarks>
/// <param name="Plan">The code of the new plan.</param>
/// <param name="When">From when.</param>
/// <param name="Method">How the difference is paid, from today; not used with the next period.</param>
public sealed record ChangePlan(string Plan, PlanChangeTiming When = PlanChangeTiming.PeriodEnd, PaymentMethod Method = PaymentMethod.Balance)
    : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ChangePlan) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System] };

    internal override void Decide(ref Turn turn)
    {
        var plan = turn.Rules.FindPlan(Plan);
        if (plan is null)
            turn.Refuse(Refusals.PlanNotOffered(Plan, turn.Rules.PlanCodes));
        if (When == PlanChangeTiming.PeriodEnd)
            AtPeriodEnd(ref turn, plan);
        else
            Now(ref turn, plan);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Plan);
        visitor.Add(When);
        visitor.Add(Method);
    }

    private static void AtPeriodEnd(ref Turn turn, PlanTerms? plan)
    {
        var contract = turn.State.Contract!;
        RenewalRefusals.CheckFree(ref turn, ChargePurpose.Renewal);
        var isCurrent = plan is not null && plan == contract.Plan;
        if (plan is not null && plan == (contract.NextPlan ?? contract.Plan))
            turn.Refuse(Refusals.PlanUnchanged(plan.Code));

        // Nothing would ever buy its first period: topping up buys time of the plan that is.
        if (!isCurrent && plan?.Validity is not null)
            turn.Refuse(Refusals.RenewalByTopUp(plan.Code));
        if (!turn.HasRefusals)
            turn.Raise(new PlanChangeScheduled { Plan = isCurrent ? null : plan });
    }

    private void Now(ref Turn turn, PlanTerms? plan)
    {
        var state = turn.State;
        RenewalRefusals.CheckFree(ref turn, ChargePurpose.PlanChange);
        RenewalRefusals.CheckMethod(ref turn, Method);
        if (state.Status != SubscriptionStatus.Active)
            turn.Refuse(Refusals.StatusNotPermitted(Kind, state.Status));
        if (plan is not null && plan == state.Contract!.Plan)
            turn.Refuse(Refusals.PlanUnchanged(plan.Code));
        if (plan is null || state.Status != SubscriptionStatus.Active)
            return;

        var credit = PlanChanges.Credit(ref turn);
        var lacking = plan.Price - Pricing.Spendable(state) - credit.Cash - credit.Promotional;
        if (Method == PaymentMethod.Balance && lacking.IsPositive)
            turn.Refuse(Refusals.BalanceTooLow(plan.Price, plan.Price - lacking));
        if (turn.HasRefusals)
            return;

        if (lacking.IsPositive)
            ChargeRules.Request(ref turn, ChargePurpose.PlanChange, lacking, Method, plan);
        else
            PlanChanges.Change(ref turn, plan, credit, default, default);
    }
}

/// <summary>From when another plan counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<PlanChangeTiming>))]
public enum PlanChangeTiming
{
    /// <summary>With the next period that is bought. The default value.</summary>
    PeriodEnd = 0,

    /// <summary>From today.</summary>
    Now,
}

/// <summary>Another plan will begin with the next period that is bought, or no longer will.</summary>
public sealed record PlanChangeScheduled : LifecycleEvent
{
    /// <summary>The plan; null where the current one goes on after all.</summary>
    public PlanTerms? Plan { get; init; }

    internal override void Apply(Subscription draft) => draft.Contract = draft.Contract! with { NextPlan = Plan };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.PlanChangeScheduled);
}

/// <summary>Another plan began today.</summary>
public sealed record PlanChanged : LifecycleEvent
{
    /// <summary>The plan.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>Its first period.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>What the unused part of the old plan's periods gave back, free credit included.</summary>
    public required Money Credit { get; init; }

    /// <summary>When the minimum term ends; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>The charge that paid for it, where one did.</summary>
    public Reference Charge { get; init; }

    /// <summary>What the carrier's system has to confirm; null where the policy does not ask for it.</summary>
    public Provisioning? Provisioning { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Contract = TermsChangeRules.Answer(draft.Contract!) with { Plan = Plan, NextPlan = null, CommittedUntil = CommittedUntil };
        draft.Term = (draft.Term with { Periods = default }).Append(Period, new BillingSchedule(Period.Start, Plan.Length), nextIndex: 1);
        draft.Usage = draft.Usage.NextPeriod();
        draft.Renewal = draft.Renewal.VoidCharges(onlyAutomatic: true) with { IsUndone = false };
        if (Plan.Validity is not null)
            draft.Renewal = draft.Renewal with { AutoRenewal = null };
        if (Charge != default)
            draft.Renewal = draft.Renewal.End(Charge, ChargeOutcome.Paid);
        if (Provisioning is not null)
            draft.Renewal = draft.Renewal with { Provisioning = Provisioning };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Provision(Provisioning?.Key ?? default, Plan.Code);
        outbox.Tell(MessageTemplate.PlanChanged);
        outbox.Tell(MessageTemplate.CheckSettings);
    }
}

/// <summary>What the unused part of the paid periods gives back.</summary>
internal readonly record struct PlanCredit(Money Used, Money Cash, Money Promotional);

internal static class PlanChanges
{
    public static PlanCredit Credit(ref Turn turn)
    {
        var zero = Money.Zero(turn.State.Balances.Currency);
        var credit = new PlanCredit(zero, zero, zero);
        var today = turn.Rules.DateOf(turn.At);
        foreach (var period in turn.State.Term.Periods)
        {
            var (used, cash, promotional) = Proration.Split(period, Proration.Share(period, today, (turn.State.Contract!.Plan.Refund ?? turn.Policy.Settlement.Refund).Proration));
            credit = new PlanCredit(credit.Used + used, credit.Cash + cash, credit.Promotional + promotional);
        }

        return credit;
    }

    /// <summary>Changes the plan with the payment its charge asked for; false where that is no longer enough.</summary>
    public static bool Pay(ref Turn turn, PaymentReceipt payment, Instant? occurredAt, Charge charge)
    {
        var plan = charge.Plan!;
        if (turn.State.Status != SubscriptionStatus.Active || turn.State.Renewal.Provisioning is not null)
            return false;
        var credit = Credit(ref turn);
        if (Pricing.Spendable(turn.State) + credit.Cash + credit.Promotional + payment.Amount < plan.Price)
            return false;
        turn.Raise(PaymentRules.Recorded(payment, PaymentUse.PlanChange, occurredAt, charge.Key) with
        {
            Postings = [new Posting(Account.Customer, Account.Wallet, payment.Amount)],
        });
        Change(ref turn, plan, credit, payment.Reference, charge.Key);
        return true;
    }

    public static void Change(ref Turn turn, PlanTerms plan, PlanCredit credit, Reference payment, Reference charge)
    {
        var state = turn.State;
        var today = turn.Rules.DateOf(turn.At);
        var postings = new Postings();
        postings.Add(Account.Deferred, Account.Earned, credit.Used);
        postings.Add(Account.Deferred, Account.Promotional, credit.Promotional);
        postings.Add(Account.Deferred, Account.Wallet, credit.Cash);
        var promotional = Pricing.Spend(state.Balances[Account.Promotional] + credit.Promotional, plan.Price, Account.Deferred, ref postings);
        var first = new BillingSchedule(today, plan.Length)[0];
        turn.Raise(new PlanChanged
        {
            Plan = plan,
            Period = Buying.Lay(ref turn, first, plan, plan.Price) with { Promotional = promotional },
            Credit = credit.Cash + credit.Promotional,
            CommittedUntil = Commitment.Later(state.Contract!.CommittedUntil, plan, today, turn.Rules),
            Charge = charge,
            Provisioning = turn.Policy.Renewal.ConfirmsProvisioning
                ? Provisionings.Expect(ref turn, Reverse(postings.ToList()), payment, promotions: default, isPlanChange: true)
                : null,
            Postings = postings.ToList(),
        });
    }

    private static ValueList<Posting> Reverse(ValueList<Posting> postings)
    {
        var reversed = new Postings();
        for (var i = postings.Count - 1; i >= 0; i--)
            reversed.Add(postings[i].To, postings[i].From, postings[i].Amount);
        return reversed.ToList();
    }
}
