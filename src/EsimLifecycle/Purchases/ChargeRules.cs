namespace EsimLifecycle;

/// <summary>
/// Charges and their dunning: requesting a charge, retrying it some days after each failure, and giving it up in the end.
/// </summary>
internal static class ChargeRules
{
    /// <summary>Instructs the host to charge the customer for something the customer asked to buy.</summary>
    public static void Request(ref DecisionBuilder decision, ChargePurpose purpose, Money amount, PaymentMethod method, PlanTerms? plan = null, PackTerms? pack = null) =>
        decision.Raise(new ChargeRequested
        {
            Charge = new Charge(decision.NewKey("charge"), purpose, amount, method, 1, IsAutomatic: false, AnswerDueBy(ref decision, method), Plan: plan, Pack: pack),
        });

    /// <summary>Charges the next period for auto-renewal; a period that costs nothing is bought at once.</summary>
    public static void ChargeNext(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var price = Pricing.NextPeriod(ref decision);
        if (BuysFree(ref decision, price, default))
            return;

        var method = state.Renewal.AutoRenewal!.Value;
        var charge = new Charge(decision.NewKey("charge"), ChargePurpose.Renewal, price.Price, method, 1, IsAutomatic: true, AnswerDueBy(ref decision, method));
        Try(ref decision, charge);
    }

    /// <summary>Makes the next dunning attempt, at the current price and with the current payment method.</summary>
    public static void Retry(ref DecisionBuilder decision, Charge charge)
    {
        var price = Pricing.NextPeriod(ref decision);
        if (BuysFree(ref decision, price, charge.Key))
            return;

        // The customer may have changed the method meanwhile, or been given a lower price.
        var method = decision.State.Renewal.AutoRenewal!.Value;
        Try(ref decision, charge with
        {
            Amount = price.Price,
            Method = method,
            Attempt = charge.Attempt + 1,
            AnswerDueBy = AnswerDueBy(ref decision, method),
            RetryAt = null,
        });
    }

    /// <summary>
    /// Records that an attempt failed or was not reported in time, and schedules the next dunning attempt or gives the charge up.
    /// </summary>
    public static void Fail(ref DecisionBuilder decision, Charge charge, Reference payment = default)
    {
        var retries = decision.Prepared.Policy.Renewal.RetryDays;
        Instant? retryAt = charge.IsAutomatic && charge.Attempt <= retries.Count
            ? decision.At + Duration.FromDays(retries[charge.Attempt - 1])
            : null;
        decision.Raise(new ChargeFailed { Charge = charge.Key, Attempt = charge.Attempt, Payment = payment, RetryAt = retryAt, IsAutomatic = charge.IsAutomatic });
    }

    /// <summary>
    /// Buys the next period if the balance now suffices for it: for a charge that waits for the balance or, in grace with auto-renewal from
    /// the balance, without one.
    /// </summary>
    public static void PayFromBalance(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var renewal = state.Renewal;
        if ((state.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Grace) && !state.RenewsUntilEnd) || renewal.AutoRenewal != PaymentMethod.Balance || renewal.Purchases.HasTime)
            return;
        var waiting = renewal.Find(ChargePurpose.Renewal);
        var isWanted = waiting is null
            ? state.Status == SubscriptionStatus.Grace && !(Pricing.Spendable(state) <= renewal.Purchases.BalanceTried)
            : waiting.Method == PaymentMethod.Balance;
        if (!isWanted)
            return;
        var price = Pricing.NextPeriod(ref decision);
        if (price.Plan.Validity is null && Pricing.Spendable(state) >= price.Price && Periods.Next(ref decision, price, waiting?.Key ?? default) is { IsNone: false } next)
            PurchasePipeline.PayFromBalance(ref decision, next);
    }

    private static void Try(ref DecisionBuilder decision, Charge charge)
    {
        decision.Raise(new RenewalChargeDue { Charge = charge });

        // From the balance there is nobody to ask: it is enough, and the continuation buys, or it is not.
        if (charge.Method == PaymentMethod.Balance && Pricing.Spendable(decision.State) < charge.Amount)
            Fail(ref decision, charge);
    }

    // For what costs nothing there is nothing to charge.
    private static bool BuysFree(ref DecisionBuilder decision, in PeriodPrice price, Reference charge)
    {
        if (!price.Price.IsZero || Periods.Next(ref decision, price, charge) is not { IsNone: false } next)
            return false;
        PurchasePipeline.PayFromBalance(ref decision, next);
        return true;
    }

    private static Instant? AnswerDueBy(ref DecisionBuilder decision, PaymentMethod method) => method == PaymentMethod.Balance
        ? null
        : decision.At + Duration.FromDays(decision.Policy.Renewal.ChargeTimeoutDays);
}

/// <summary>The customer asked to buy something, and the host was instructed to charge for it.</summary>
public sealed record ChargeRequested : LifecycleEvent
{
    /// <summary>Gets the charge.</summary>
    public required Charge Charge { get; init; }

    internal override void Apply(Subscription draft) => draft.Renewal = draft.Renewal.With(Charge);

    internal override void Instruct(ref Outbox outbox) => outbox.ChargePayment(Charge);
}

/// <summary>Auto-renewal became due, or a dunning attempt did: the next period has to be charged.</summary>
public sealed record RenewalChargeDue : LifecycleEvent
{
    /// <summary>Gets the charge.</summary>
    public required Charge Charge { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Renewal = draft.Renewal.With(Charge);
        draft.Term = draft.Term with { ChargeAt = null };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Charge.Method != PaymentMethod.Balance)
            outbox.ChargePayment(Charge);
    }
}

/// <summary>A charge failed, or its outcome was not reported in time.</summary>
public sealed record ChargeFailed : LifecycleEvent
{
    /// <summary>Gets the key of the charge.</summary>
    public required Reference Charge { get; init; }

    /// <summary>Gets the number of the attempt that failed, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the reference of the failed payment; none if no outcome was reported.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the time of the next dunning attempt; null if the charge is given up.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Gets whether auto-renewal requested the charge.</summary>
    public bool IsAutomatic { get; init; }

    internal override void Apply(Subscription draft)
    {
        var renewal = draft.Renewal;
        draft.Renewal = RetryAt is null
            ? renewal.End(Charge, ChargeOutcome.GivenUp)
            : renewal.With(renewal.Find(Charge)! with { AnswerDueBy = null, RetryAt = RetryAt, FailedBy = Payment });
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(
        RetryAt is not null || !IsAutomatic ? MessageTemplate.PaymentFailed : MessageTemplate.AutoRenewalGivenUp, Charge, until: RetryAt);
}
