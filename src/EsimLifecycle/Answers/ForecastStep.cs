namespace EsimLifecycle;

/// <summary>A step of a forecast: what happens at one moment, by time alone or because of what was assumed. Immutable and thread-safe.</summary>
public sealed record ForecastStep
{
    /// <summary>Gets the moment.</summary>
    public required Instant At { get; init; }

    /// <summary>
    /// Gets the command that was assumed to be given: the outcome of a payment, an approval; null if time alone brought the events.
    /// </summary>
    /// <remarks>It is made up, as are its references: never store or send it.</remarks>
    public LifecycleCommand? Assumed { get; init; }

    /// <summary>Gets the events, in order; at least one.</summary>
    public required ValueList<LifecycleEvent> Events { get; init; }

    /// <summary>Gets the subscription after the events.</summary>
    public required Subscription Subscription { get; init; }

    /// <summary>
    /// Gets the charges of the step, with their outcomes: to a payment method outside, or from the balance; empty if nothing is charged.
    /// </summary>
    public ValueList<ExpectedCharge> Charges { get; init; }

    /// <summary>Gets the amount that was paid back to the customer in this step; null for nothing.</summary>
    public Money? Refunded { get; init; }

    internal static ForecastStep Of(Subscription before, LifecycleCommand? assumed, Instant at, in Decision decision) => new()
    {
        At = at,
        Assumed = assumed,
        Events = decision.Events,
        Subscription = decision.Subscription,
        Charges = ExpectedCharges.Of(before, decision.Events),
        Refunded = RefundedBy(decision.Events),
    };

    private static Money? RefundedBy(ValueList<LifecycleEvent> events)
    {
        Money? refunded = null;
        foreach (var @event in events)
        {
            if (@event is RefundRecorded { Payout: { Outcome: PayoutOutcome.Paid, Amount: var amount } })
                refunded = refunded + amount ?? amount;
        }

        return refunded;
    }
}

/// <summary>A charge that a forecast expects: when how much is charged, by which method, and for what. Immutable and thread-safe.</summary>
public sealed record ExpectedCharge
{
    /// <summary>Gets the moment at which it is charged; for a charge that is under way already, the moment from which the forecast begins.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the amount; positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the method; <see cref="PaymentMethod.Balance"/> if it is paid from the balance, free credit included.</summary>
    public required PaymentMethod Method { get; init; }

    /// <summary>Gets the purpose: the next period, another plan from today, or a pack.</summary>
    public required ChargePurpose Purpose { get; init; }

    /// <summary>Gets the code of the plan that the period is of; null for a pack.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the code of the pack; null for a period.</summary>
    public string? Pack { get; init; }

    /// <summary>Gets the first date of the period that it pays for; null if it fails or pays for no period.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the first date after the period that it pays for; null if it fails or pays for no period.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Gets the number of the attempt, starting at 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets whether it fails: as it was assumed, or because the balance does not cover it.</summary>
    public bool Fails { get; init; }

    /// <summary>Gets what the customer pays by it from outside; null if it fails or is paid from the balance.</summary>
    internal Money? Paid => Fails || Method == PaymentMethod.Balance ? null : Amount;
}

/// <summary>Reads the charges from the events of a step.</summary>
internal static class ExpectedCharges
{
    /// <param name="before">The state before the events, which knows the charges that are answered by them.</param>
    /// <param name="events">The events.</param>
    public static ValueList<ExpectedCharge> Of(Subscription before, ValueList<LifecycleEvent> events)
    {
        var charges = default(ValueList<ExpectedCharge>);
        Charge? attempt = null;
        foreach (var @event in events)
        {
            switch (@event)
            {
                case PaymentRecorded { Charge: var key, Payment: var payment, Use: var use } when before.Renewal.Find(key) is { } charge:
                    var fails = use == PaymentUse.Failed;
                    charges = charges.Add(Expect(before, @event.At, payment.Amount, payment.Method, charge, fails ? null : FindBought(events, key), fails));
                    break;
                case RenewalChargeDue { Charge: { Method: PaymentMethod.Balance } due }:
                    attempt = due;
                    break;
                case ChargeFailed { Charge: var key } when attempt is not null && attempt.Key == key:
                    charges = charges.Add(Expect(before, @event.At, attempt.Amount, PaymentMethod.Balance, attempt, bought: null, fails: true));
                    break;
                default:
                    if (FromBalance(@event) is { IsPositive: true } amount && BoughtBy(@event) is { } bought)
                        charges = charges.Add(Expect(before, @event.At, amount, PaymentMethod.Balance, attempt, bought));
                    break;
            }
        }

        return charges;
    }

    private static ExpectedCharge Expect(Subscription before, Instant at, Money amount, PaymentMethod method, Charge? charge, Bought? bought, bool fails = false)
    {
        var pack = charge?.Pack?.Code ?? bought?.Pack;
        var contract = before.Contract!;
        var plan = bought is null ? charge?.Plan ?? contract.NextPlan : bought.Value.Plan;
        return new ExpectedCharge
        {
            At = at,
            Amount = amount,
            Method = method,
            Purpose = charge?.Purpose ?? (pack is null ? ChargePurpose.Renewal : ChargePurpose.Pack),
            Plan = pack is null ? (plan ?? contract.Plan).Code : null,
            Pack = pack,
            From = bought?.Period?.Start,
            Until = bought?.Period?.End,
            Attempt = charge?.Attempt ?? 1,
            Fails = fails,
        };
    }

    private static Bought? FindBought(ValueList<LifecycleEvent> events, Reference charge)
    {
        foreach (var @event in events)
        {
            if (BoughtBy(@event) is { } bought && bought.Charge == charge)
                return bought;
        }

        return null;
    }

    /// <summary>Returns what an event bought, at once or as a reservation; null for what confirms an earlier one, and for what buys nothing.</summary>
    private static Bought? BoughtBy(LifecycleEvent @event) => @event switch
    {
        SubscriptionRenewed { Purchase.IsNone: true } renewed => new Bought(renewed.Charge, renewed.Period, renewed.Plan),
        PlanChanged { Purchase.IsNone: true } changed => new Bought(changed.Charge, changed.Period, changed.Plan),
        PackBought { Purchase.IsNone: true } pack => new Bought(default, Pack: pack.Pack.Terms.Code),
        PurchaseReserved { Purchase: var purchase } => new Bought(purchase.Charge, purchase.Period, purchase.Plan, purchase.Pack?.Terms.Code),
        _ => null,
    };

    // What a change of plan takes from the balance was counted when it was asked for, or credited to it for the old plan.
    private static Money? FromBalance(LifecycleEvent @event)
    {
        if (@event is not (SubscriptionRenewed or PackBought or PurchaseReserved { Purchase.Kind: not PurchaseKind.PlanChange }))
            return null;
        Money? amount = null;
        foreach (ref readonly var posting in @event.Postings.AsSpan())
        {
            if (posting is { From: Account.Wallet or Account.Promotional, To: Account.Deferred or Account.Held })
                amount = amount + posting.Amount ?? posting.Amount;
        }

        return amount;
    }

    private readonly record struct Bought(Reference Charge, PaidPeriod? Period = null, PlanTerms? Plan = null, string? Pack = null);
}
