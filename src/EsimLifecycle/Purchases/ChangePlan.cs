using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Changes the plan, either with the next period or from today with a credit for the unused part of the current period.</summary>
/// <remarks>
/// <para>A change from today earns the used part of the current period, credits the rest, and begins the first period of the new plan. If
/// the credit and the balance do not cover its price, the difference is charged. What was quoted holds while that charge waits for its outcome: the
/// balance that was counted is kept for it, and the credit stays as it was. The date of the change is the day on which it is paid, even if the
/// carrier's system confirms it later. Until then the change is reserved with its credit, price and dates, and the old plan
/// continues; at the end of the old plan's current period an unconfirmed change is released.</para>
/// <para>Before the activation the next period is the first: whatever <see cref="When"/>, another plan takes the place of the first at once.
/// What was paid pays its first period where it suffices, and the rest is balance.</para>
/// <para>Refused with <see cref="RefusalCode.PlanNotOffered"/>, <see cref="RefusalCode.PlanUnchanged"/>, <see cref="RefusalCode.RenewalMethod"/>,
/// <see cref="RefusalCode.RenewalWhileCancelling"/>, <see cref="RefusalCode.ChargeInFlight"/>, <see cref="RefusalCode.ProvisioningPending"/>,
/// <see cref="RefusalCode.RenewalByTopUp"/>, <see cref="RefusalCode.BalanceTooLow"/>, <see cref="RefusalCode.StatusNotPermitted"/>.</para>
/// </remarks>
/// <param name="Plan">The code of the new plan.</param>
/// <param name="When">When the new plan takes effect.</param>
/// <param name="Method">The payment method for the difference when the plan changes today; not used for a change with the next
/// period.</param>
public sealed record ChangePlan(string Plan, PlanChangeTiming When = PlanChangeTiming.PeriodEnd, PaymentMethod Method = PaymentMethod.Balance)
    : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ChangePlan) { Roles = [Role.Customer, Role.Agent, Role.Carrier, Role.System], IsTriable = true, Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var plan = decision.Prepared.FindPlan(Plan);
        if (plan is null)
            decision.Refuse(Refusals.PlanNotOffered(Plan, decision.Prepared.PlanCodes));
        if (decision.State.Status == SubscriptionStatus.Pending)
            FirstPlan.Change(ref decision, plan);
        else if (When == PlanChangeTiming.PeriodEnd)
            AtPeriodEnd(ref decision, plan);
        else
            Now(ref decision, plan);
    }

    internal override Facts ListFacts() => new(("plan", Plan), ("isNow", When == PlanChangeTiming.Now), ("method", Method));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var plan in offer.Decision.Prepared.Plans)
        {
            // Before the activation there is only one way.
            var later = offer.Ask(new ChangePlan(plan.Code));
            if (offer.Lists)
                offer.List(new CommandChoice(later) { Plan = plan, Price = Pricing.NextPeriod(ref offer.Decision, plan).Price });
            if (offer.State.Status != SubscriptionStatus.Pending)
                offer.AddPaid(new ChangePlan(plan.Code, PlanChangeTiming.Now), static (change, method) => change with { Method = method }, plan.Price, plan);
        }

        offer.AddNone(new ChangePlan(""), "plan");
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Plan);
        visitor.Add(When);
        visitor.Add(Method);
    }

    private static void AtPeriodEnd(ref DecisionBuilder decision, PlanTerms? plan)
    {
        var contract = decision.State.Contract!;
        RenewalRefusals.CheckCharge(ref decision, ChargePurpose.Renewal);
        RenewalRefusals.CheckReserved(ref decision);
        var isCurrent = plan is not null && plan == contract.Plan;
        if (plan is not null && plan == (contract.NextPlan ?? contract.Plan))
            decision.Refuse(Refusals.PlanUnchanged(plan.Code));

        // Nothing would ever buy its first period: topping up buys time of the plan that is.
        if (!isCurrent && plan?.Validity is not null)
            decision.Refuse(Refusals.RenewalByTopUp(plan.Code));
        if (!decision.HasRefusals)
            decision.Raise(new PlanChangeScheduled { Plan = isCurrent ? null : plan });
    }

    private void Now(ref DecisionBuilder decision, PlanTerms? plan)
    {
        var state = decision.State;
        RenewalRefusals.CheckCharge(ref decision, ChargePurpose.PlanChange);
        RenewalRefusals.CheckReserved(ref decision);
        RenewalRefusals.CheckMethod(ref decision, Method);
        if (state.Status != SubscriptionStatus.Active)
            decision.Refuse(Refusals.StatusNotPermitted(Kind, state.Status));
        if (plan is not null && plan == state.Contract!.Plan)
            decision.Refuse(Refusals.PlanUnchanged(plan.Code));
        if (plan is null || state.Status != SubscriptionStatus.Active)
            return;

        var credit = PlanChanges.Credit(ref decision);
        var lacking = plan.Price - Pricing.Spendable(state) - credit.Cash - credit.Promotional;
        if (Method == PaymentMethod.Balance && lacking.IsPositive)
            decision.Refuse(Refusals.BalanceTooLow(plan.Price, plan.Price - lacking));
        if (decision.HasRefusals)
            return;

        if (lacking.IsPositive)
        {
            var quote = new PlanQuote(decision.Prepared.DateOf(decision.At), credit.Cash + credit.Promotional, Pricing.Spendable(state));
            ChargeRules.Request(ref decision, ChargePurpose.PlanChange, lacking, Method, plan, quote: quote);
        }
        else
        {
            PlanChanges.Change(ref decision, plan, credit);
        }
    }
}

/// <summary>When another plan takes effect.</summary>
[JsonConverter(typeof(EnumJsonConverter<PlanChangeTiming>))]
public enum PlanChangeTiming
{
    /// <summary>With the next period that is bought. The default value.</summary>
    PeriodEnd = 0,

    /// <summary>From today.</summary>
    Now,
}

/// <summary>A change to another plan with the next period that is bought was scheduled, or a scheduled change was cancelled.</summary>
public sealed record PlanChangeScheduled : LifecycleEvent
{
    /// <summary>Gets the plan that begins with the next period; null if the current plan continues after all.</summary>
    public PlanTerms? Plan { get; init; }

    internal override Facts ListFacts() => new(("plan", Plan));

    internal override void Apply(Subscription draft) => draft.Contract = draft.Contract! with { NextPlan = Plan };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.PlanChangeScheduled, plan: Plan?.Code);
}

/// <summary>The plan was changed as of today.</summary>
public sealed record PlanChanged : LifecycleEvent
{
    /// <summary>Gets the status of the subscription: active, or still suspended.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the new plan.</summary>
    public required PlanTerms Plan { get; init; }

    /// <summary>Gets the first period of the new plan.</summary>
    public required PaidPeriod Period { get; init; }

    /// <summary>Gets the amount that the unused part of the old plan's periods was credited with, free credit included.</summary>
    public required Money Credit { get; init; }

    /// <summary>
    /// Gets the codes of the promotions of the periods that were given back before they began, once for each; they count again.
    /// </summary>
    public ValueList<string> PromotionsReturned { get; init; }

    /// <summary>
    /// Gets the number of bytes used for which credit was given: they count in the new plan's period. Usage of the old plan that is reported
    /// only later adds nothing: what the change was quoted at stands.
    /// </summary>
    public long UsedBytes { get; init; }

    /// <summary>Gets the minimum term; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>
    /// Gets the schedule of the periods after the first one, if a suspension moved that one; null if the schedule begins with the first
    /// period.
    /// </summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>Gets the key of the charge that paid for the change; none if no charge did.</summary>
    public Reference Charge { get; init; }

    /// <summary>Gets the key of the reserved purchase that this event confirms; none if the policy requires no confirmation.</summary>
    public Reference Purchase { get; init; }

    internal override Facts ListFacts() => new(
        ("plan", Plan),
        ("period", Period),
        ("credit", Credit.IsZero ? null : Credit),
        ("committedUntil", Commitment?.EndsAt));

    internal override SubscriptionTrigger? TriggeredBy => FollowUpKind.PurchaseApplied;

    internal override void Apply(Subscription draft)
    {
        draft.GoOn();
        draft.Status = Status;
        draft.Usage = (draft.Term.Periods.Count > 0 ? draft.Usage.NextPeriod(At, draft.Term.Periods[0].DataBytes) : draft.Usage.AfterGrace(At)) with { UsedBytes = UsedBytes };
        draft.Contract = TermsChangeRules.Answer(draft.Contract!) with { Plan = Plan, NextPlan = null, Commitment = Commitment };
        draft.Term = (draft.Term with { Periods = default })
            .Append(Period, Schedule ?? new BillingSchedule(Period.Start, Plan.Length), nextIndex: Schedule is null ? 1 : 0);

        // What was charged for the plan that was agreed before buys nothing of this one.
        draft.Renewal = draft.Renewal.VoidCharges(onlyAutomatic: true)
            .Supersede(ChargePurpose.PlanChange).Supersede(ChargePurpose.Renewal, onlyAgreed: true).Buy(Purchase, promotions: default)
            .Return(PromotionsReturned);
        if (Plan.Validity is not null)
            draft.Renewal = draft.Renewal with { AutoRenewal = null };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Purchase == default)
            outbox.Provision(default, Plan.Code, Period.EndsAt);
        outbox.Tell(MessageTemplate.PlanChanged, paidUntil: Period.End, plan: Plan.Code);
        outbox.Tell(MessageTemplate.CheckSettings, paidUntil: Period.End);
    }
}

/// <summary>
/// The proration of the paid periods at a plan change: the used part, and the unused part that money and free credit paid for; the promotions of
/// the periods that nobody had, and the bytes used in the part that is credited.
/// </summary>
internal readonly record struct PlanCredit(Money Used, Money Cash, Money Promotional, ValueList<string> Promotions = default, long UsedBytes = 0);

internal static class PlanChanges
{
    /// <summary>Returns the credit for the paid periods as of today, or as of the day on which it was quoted.</summary>
    public static PlanCredit Credit(ref DecisionBuilder decision, LocalDate? quotedOn = null)
    {
        var zero = Money.Zero(decision.State.Balances.Currency);
        var credit = new PlanCredit(zero, zero, zero);
        var today = decision.Prepared.DateOf(decision.At);
        var asOf = quotedOn ?? today;
        foreach (var period in decision.State.Term.Periods)
        {
            var share = Proration.Share(period, asOf, decision.State.Contract!.Plan.Refund!.Proration);
            var (used, cash, promotional) = Proration.Split(period, share, decision.Policy.Identity.RoundTo);
            var isUnused = period.Start > today || (period.Start == today && used.IsZero);
            credit = new PlanCredit(
                credit.Used + used,
                credit.Cash + cash,
                credit.Promotional + promotional,
                isUnused && period.Promotions.Count > 0 ? [.. credit.Promotions, .. period.Promotions] : credit.Promotions,
                period.Start <= today ? UsedInCredit(period, share, decision.State.Usage.UsedBytes) : credit.UsedBytes);
        }

        return credit;
    }

    // Of what is credited as unused, the data that was used all the same: what exceeds the allowance for the time that was used.
    private static long UsedInCredit(PaidPeriod period, in ProratedShare unused, long usedBytes) => usedBytes == 0 ? 0
        : period.DataBytes is { } included
            ? Math.Clamp(usedBytes - included + unused.Of(included), 0, usedBytes)
            : Math.Clamp(unused.Of(usedBytes), 0, usedBytes);

    /// <summary>
    /// Changes to the plan that a charge is for, if that can be done now and the credit, the balance and a payment cover its price. Returns the
    /// amount that is lacking: zero if the plan was changed, and null if it can't be changed now.
    /// </summary>
    /// <remarks>
    /// Paid while the charge waits for its outcome, the change is honoured as it was quoted, whatever has been served, spent or ended meanwhile.
    /// </remarks>
    public static Money? TryChange(ref DecisionBuilder decision, Charge charge, IncomingPayment? payment)
    {
        var (state, plan) = (decision.State, charge.Plan!);
        var quote = state.Renewal.Find(charge.Key) is { IsDormant: false } ? charge.Quote : null;
        var isPossible = state.Status == SubscriptionStatus.Active || (quote is not null && state.Status is SubscriptionStatus.Grace or SubscriptionStatus.Suspended);
        if (!isPossible || state.Renewal.Purchases.HasTime || plan == state.Contract!.Plan)
            return null;

        // The credit for a period that has ended since is the carrier's concession; the balance that was counted has been kept for it.
        var credit = Credit(ref decision, quote?.On);
        var zero = Money.Zero(plan.Price.Currency);
        var conceded = quote is null ? zero : Money.Max(quote.Credit - credit.Cash - credit.Promotional, zero);
        var balance = quote is null ? Pricing.Spendable(state) : state.Balance;
        var lacking = Money.Max(plan.Price - balance - credit.Cash - credit.Promotional - conceded, zero);
        var paid = payment?.Receipt.Amount ?? zero;
        if (paid < lacking)
            return lacking - paid;
        if (payment is { } incoming)
            PurchasePipeline.RecordPart(ref decision, incoming, lacking, PaymentUse.PlanChange);
        if (conceded.IsPositive)
            decision.Raise(new CreditGranted { Reference = charge.Key, Postings = [new Posting(Account.Concessions, Account.Promotional, conceded)] });
        Change(ref decision, plan, credit, payment?.Receipt.Reference ?? default, charge.Key, payment is null ? null : lacking);
        return zero;
    }

    /// <summary>
    /// Buys the first period of the new plan from the credit, the balance and, if there is one, a payment; free credit is spent first.
    /// </summary>
    public static void Change(ref DecisionBuilder decision, PlanTerms plan, PlanCredit credit, Reference payment = default, Reference charge = default, Money? paid = null)
    {
        var state = decision.State;
        var today = decision.Prepared.DateOf(TermRules.Now(ref decision));
        var zero = Money.Zero(plan.Price.Currency);
        var own = plan.Price - (paid ?? zero);
        var promotional = Money.Min(state.Balances[Account.Promotional] + credit.Promotional, own);
        var cash = own - promotional;
        var settles = new Postings();
        settles.Add(Account.Deferred, Account.Earned, credit.Used);
        settles.Add(Account.Deferred, Account.Promotional, Money.Max(credit.Promotional - promotional, zero));
        settles.Add(Account.Deferred, Account.Wallet, Money.Max(credit.Cash - cash, zero));
        var postings = new Postings();
        postings.Add(Account.Promotional, PurchasePipeline.PaidTo(ref decision), Money.Max(promotional - credit.Promotional, zero));
        postings.Add(Account.Wallet, PurchasePipeline.PaidTo(ref decision), Money.Max(cash - credit.Cash, zero));
        var period = Periods.Lay(ref decision, new BillingSchedule(today, plan.Length)[0], plan, plan.Price);
        PurchasePipeline.Take(
            ref decision,
            new Purchase
            {
                Kind = PurchaseKind.PlanChange,
                Plan = plan,
                Period = promotional.IsZero ? period : period with { Promotional = promotional },
                Credit = credit.Cash + credit.Promotional,
                PromotionsReturned = credit.Promotions,
                UsedBytes = credit.UsedBytes,
                Commitment = CommitmentRules.Later(state.Contract!.Commitment, plan, today, decision.Prepared),
                Payment = payment,
                Charge = charge,
                Settles = settles.ToList(),
            },
            postings.ToList(),
            paid);
    }
}
