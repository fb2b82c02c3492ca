namespace EsimLifecycle;

/// <summary>
/// Charges and their dunning: requesting a charge, buying what it is for once it is paid, retrying it some days after each failure, and
/// giving it up in the end.
/// </summary>
internal static class ChargeRules
{
    /// <summary>Instructs the host to charge the customer for something the customer asked to buy.</summary>
    public static void Request(ref DecisionBuilder decision, ChargePurpose purpose, Money amount, PaymentMethod method, PlanTerms? plan = null, PackTerms? pack = null, PlanQuote? quote = null)
    {
        var charge = new Charge(decision.NewKey("charge"), purpose, amount, method, 0, IsAutomatic: false, Plan: plan, Pack: pack) { Quote = quote };
        decision.Raise(new ChargeRequested { Charge = Attempt(ref decision, charge, amount, method) });
    }

    /// <summary>
    /// Charges the next period because the customer asked for it: a charge that waits for its next attempt, or for its rest, is attempted
    /// now.
    /// </summary>
    public static void Renew(ref DecisionBuilder decision, Money price, PaymentMethod method, PlanTerms? plan)
    {
        if (decision.State.Renewal.Find(ChargePurpose.Renewal) is not { } waiting)
        {
            Request(ref decision, ChargePurpose.Renewal, price, method, plan);
            return;
        }

        // Asked for by the customer, this attempt stands even if auto-renewal is switched off meanwhile.
        waiting = waiting with { Plan = plan, IsAutomatic = false };
        if (TryBuy(ref decision, waiting, usesBalance: waiting.Paid is not null) is { IsZero: false } lacking)
            decision.Raise(new ChargeRequested { Charge = Attempt(ref decision, waiting, lacking, method) });
    }

    /// <summary>Returns what the customer has asked to buy and does not have yet, as charges: what is charged for it, and what is reserved.</summary>
    public static ValueList<Charge> Asked(Subscription state)
    {
        var asked = default(ListBuilder<Charge>);
        foreach (ref readonly var purchase in state.Renewal.Purchases.Reserved.AsSpan())
        {
            var purpose = purchase.Kind switch
            {
                PurchaseKind.Renewal => ChargePurpose.Renewal,
                PurchaseKind.PlanChange => ChargePurpose.PlanChange,
                _ => ChargePurpose.Pack,
            };

            // The first period stays paid, and is activated when the customer wants it.
            if (purchase.Kind == PurchaseKind.FirstPeriod)
                continue;
            var method = PaymentRules.Find(state, purchase.Payment)?.Method ?? PaymentMethod.Balance;
            asked.Add(new Charge(
                purchase.Key, purpose, purchase.Price, method, 0, IsAutomatic: false, Plan: purchase.TakesTermsChange ? null : purchase.Plan, Pack: purchase.Pack?.Terms));
        }

        foreach (var charge in state.Renewal.Charges)
        {
            if (!charge.IsAutomatic)
                asked.Add(charge);
        }

        return asked.ToList();
    }

    /// <summary>
    /// Asks again for what a cancellation that came to nothing had interrupted: it is bought from the balance if it was before, and charged by the
    /// same method otherwise. What can't be bought any more, or the balance no longer covers, is left.
    /// </summary>
    public static void AskAgain(ref DecisionBuilder decision, Charge charge)
    {
        var isFromBalance = charge.Method == PaymentMethod.Balance;
        if (decision.State.Renewal.Find(charge.Purpose) is null
            && TryBuy(ref decision, charge, usesBalance: isFromBalance || charge.Paid is not null) is { IsZero: false } lacking && !isFromBalance)
        {
            Request(ref decision, charge.Purpose, lacking, charge.Method, charge.Plan, charge.Pack);
        }
    }

    /// <summary>Charges the next period for auto-renewal; a period that costs nothing is bought at once.</summary>
    public static void ChargeNext(ref DecisionBuilder decision)
    {
        var renewal = decision.State.Renewal;
        var waiting = renewal.Find(ChargePurpose.Renewal);
        if (TryBuy(ref decision, waiting, usesBalance: waiting?.Paid is not null) is { IsZero: true })
            return;

        var method = renewal.AutoRenewal!.Value;
        var price = Pricing.NextPeriod(ref decision, waiting?.Plan).Price;
        if (waiting is null)
            waiting = new Charge(decision.NewKey("charge"), ChargePurpose.Renewal, price, method, 0, IsAutomatic: true);
        else
            price -= Pricing.Spendable(decision.State);
        Try(ref decision, Attempt(ref decision, waiting with { IsAutomatic = true, Attempt = 0 }, price, method));
    }

    /// <summary>Makes the next dunning attempt, at the current price and with the current payment method.</summary>
    public static void Retry(ref DecisionBuilder decision, Charge charge)
    {
        var lacking = TryBuy(ref decision, charge, usesBalance: charge.Paid is not null);
        if (lacking is null)
            decision.Raise(Failed(charge, default, retryAt: null, charge.IsAutomatic));
        else if (lacking is { IsZero: false } amount)
            Try(ref decision, Attempt(ref decision, charge, amount, charge.IsAutomatic ? decision.State.Renewal.AutoRenewal!.Value : charge.Method));
    }

    /// <summary>
    /// Records that an attempt failed or was not reported in time, and schedules the next dunning attempt or gives the charge up. A charge that
    /// was paid in part is retried for its rest, whoever requested it.
    /// </summary>
    public static void Fail(ref DecisionBuilder decision, Charge charge, Reference payment = default)
    {
        // What the customer attempted between two attempts of auto-renewal is one of them.
        var isAutomatic = charge.IsAutomatic
            || (charge is { Purpose: ChargePurpose.Renewal, Attempt: > 1 } && decision.State.Renewal.AutoRenewal is not null);
        var retries = decision.Policy.Renewal.RetryDays;
        Instant? retryAt = (isAutomatic || charge.Paid is not null) && charge.Attempt <= retries.Count
            ? decision.At + Duration.FromDays(retries[charge.Attempt - 1])
            : null;
        decision.Raise(Failed(charge, payment, retryAt, isAutomatic));
    }

    /// <summary>
    /// Buys what the balance now suffices for: what has been paid in part; the next period, if it waits for the balance or costs nothing any
    /// more; and in grace, with auto-renewal from the balance, the next period without a charge.
    /// </summary>
    public static void PayFromBalance(ref DecisionBuilder decision)
    {
        var (state, renewal) = (decision.State, decision.State.Renewal);
        foreach (var charge in renewal.Charges)
        {
            var usesBalance = charge.Paid is not null || (charge.Method == PaymentMethod.Balance && BuysFromBalance(state));
            if (usesBalance || (charge.Purpose == ChargePurpose.Renewal && renewal.Promotions.Count > 0))
                TryBuy(ref decision, charge, usesBalance);
        }

        if (state.Status == SubscriptionStatus.Grace)
            RenewFromBalance(ref decision);
    }

    /// <summary>Buys the next period without a charge, with auto-renewal from the balance and if the balance suffices.</summary>
    public static void RenewFromBalance(ref DecisionBuilder decision)
    {
        var state = decision.State;
        var renewal = state.Renewal;
        if (BuysFromBalance(state) && renewal.Find(ChargePurpose.Renewal) is null && !(Pricing.Spendable(state) <= renewal.Purchases.BalanceTried))
            TryBuy(ref decision, null, usesBalance: true);
    }

    /// <summary>
    /// Buys what a charge is for, or the next period where there is no charge, if it can be bought now and is covered by a payment, and by the
    /// balance if that is to be used.
    /// </summary>
    /// <returns>The amount that is lacking: zero if it was bought; null if it can't be bought now.</returns>
    public static Money? TryBuy(ref DecisionBuilder decision, Charge? charge, bool usesBalance, IncomingPayment? payment = null)
    {
        if (charge is { Purpose: ChargePurpose.PlanChange })
            return PlanChanges.TryChange(ref decision, charge, payment);
        var state = decision.State;
        var available = payment?.Receipt.Amount ?? Money.Zero(state.Balances.Currency);
        if (usesBalance)
            available += Pricing.Spendable(state);
        if (charge is { Pack: { } pack })
            return TryBuyPack(ref decision, pack, charge.Key, available, payment);

        var price = Pricing.NextPeriod(ref decision, charge?.Plan);
        var isWanted = (state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace or SubscriptionStatus.Suspended || state.RenewsUntilEnd)
            && !state.Renewal.Purchases.HasTime && price.Plan.Validity is null && !Periods.IsFull(ref decision);
        if (!isWanted)
            return null;
        if (available < price.Price)
            return price.Price - available;
        var next = Periods.Next(ref decision, price, charge?.Key ?? default, payment?.Receipt.Reference ?? default);
        if (next.IsNone)
            return null;
        PurchasePipeline.Pay(ref decision, next, payment, PaymentUse.Renewal);
        return Money.Zero(price.Price.Currency);
    }

    private static Money? TryBuyPack(ref DecisionBuilder decision, PackTerms pack, Reference charge, Money available, IncomingPayment? payment)
    {
        if (!PackRules.IsWanted(decision.State, pack))
            return null;
        if (available < pack.Price)
            return pack.Price - available;
        PurchasePipeline.Pay(ref decision, PackRules.Purchase(ref decision, pack, charge, payment?.Receipt.Reference ?? default), payment, PaymentUse.Pack);
        return Money.Zero(pack.Price.Currency);
    }

    private static bool BuysFromBalance(Subscription state) =>
        state.Renewal.AutoRenewal == PaymentMethod.Balance && (state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace || state.RenewsUntilEnd);

    private static Charge Attempt(ref DecisionBuilder decision, Charge charge, Money amount, PaymentMethod method) => charge with
    {
        Amount = amount,
        Method = method,
        Attempt = charge.Attempt + 1,
        AttemptedAt = decision.At,
        AnswerDueBy = method == PaymentMethod.Balance ? null : decision.At + Duration.FromDays(decision.Policy.Renewal.ChargeTimeoutDays),
        RetryAt = null,
    };

    private static void Try(ref DecisionBuilder decision, Charge charge)
    {
        if (!charge.IsAutomatic)
        {
            decision.Raise(new ChargeRequested { Charge = charge });
            return;
        }

        decision.Raise(new RenewalChargeDue { Charge = charge });

        // From the balance there is nobody to ask: it is enough, and the follow-up buys, or it is not.
        if (charge.Method == PaymentMethod.Balance && (charge.Paid is not null || Pricing.Spendable(decision.State) < charge.Amount))
            Fail(ref decision, charge);
    }

    private static ChargeFailed Failed(Charge charge, Reference payment, Instant? retryAt, bool isAutomatic) =>
        new() { Charge = charge.Key, Attempt = charge.Attempt, Payment = payment, RetryAt = retryAt, IsAutomatic = isAutomatic };
}

/// <summary>
/// The host was instructed to charge for something that the customer asked to buy, or for the rest of it, if it was paid in part.
/// </summary>
public sealed record ChargeRequested : LifecycleEvent
{
    /// <summary>Gets the charge.</summary>
    public required Charge Charge { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge), ("dueBy", Charge.AnswerDueBy));

    internal override void Apply(Subscription draft) => draft.Renewal = draft.Renewal.Request(Charge);

    internal override void Instruct(ref Outbox outbox) => outbox.ChargePayment(Charge);
}

/// <summary>Auto-renewal became due, or a dunning attempt did: the next period has to be charged.</summary>
public sealed record RenewalChargeDue : LifecycleEvent
{
    /// <summary>Gets the charge.</summary>
    public required Charge Charge { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge), ("attempt", Facts.Many(Charge.Attempt)));

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

    /// <summary>
    /// Gets the time of the next dunning attempt; null if the charge is given up or, if it was paid in part, only waits for its rest.
    /// </summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Gets whether auto-renewal requested the charge.</summary>
    public bool IsAutomatic { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge), ("attempt", Facts.Many(Attempt)), ("retryAt", RetryAt));

    internal override void Apply(Subscription draft)
    {
        if (draft.Renewal.Find(Charge) is not { } charge)
            return;
        var failedBy = Payment == default || charge.FailedBy.Contains(Payment) ? charge.FailedBy : charge.FailedBy.AddCapped(Payment, RenewalState.MaxFailures);
        var renewal = draft.Renewal.With(charge with { AnswerDueBy = null, RetryAt = RetryAt, IsAutomatic = IsAutomatic, FailedBy = failedBy });
        draft.Renewal = RetryAt is null && charge.Paid is null ? renewal.End(Charge, ChargeOutcome.GivenUp) : renewal;
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(
        RetryAt is not null || !IsAutomatic ? MessageTemplate.PaymentFailed : MessageTemplate.AutoRenewalGivenUp, Charge, until: RetryAt);
}
