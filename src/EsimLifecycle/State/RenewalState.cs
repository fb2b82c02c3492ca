using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The state of renewal: auto-renewal, charges in flight (dunning included), promotions and reserved purchases.</summary>
public sealed record RenewalState
{
    /// <summary>Gets the state without auto-renewal, charges, promotions or purchases.</summary>
    public static RenewalState None { get; } = new();

    /// <summary>
    /// Gets the payment method of auto-renewal; null if auto-renewal is off. Nothing is charged while the subscription is suspended or a
    /// cancellation is open.
    /// </summary>
    public PaymentMethod? AutoRenewal { get; init; }

    /// <summary>Gets the charges that were requested from the host and that have no final outcome yet.</summary>
    public ValueList<Charge> Charges { get; init; }

    /// <summary>Gets the latest charges with a final outcome, oldest first; at most <see cref="MaxEnded"/>.</summary>
    [JsonInclude]
    internal ValueList<EndedCharge> Ended { get; init; }

    /// <summary>
    /// Gets the promotions applied, with the number of periods left. Used-up promotions are kept, so that none is applied twice.
    /// </summary>
    public ValueList<AppliedPromotion> Promotions { get; init; }

    /// <summary>Gets the purchases reserved until the carrier's system confirms them, and the outcomes of earlier ones.</summary>
    public PurchaseState Purchases
    {
        get;

        // A snapshot that leaves it out has none.
        init => field = value ?? PurchaseState.None;
    } = PurchaseState.None;

    /// <summary>The maximum number of ended charges that are remembered: 16.</summary>
    public const int MaxEnded = 16;

    internal Charge? Find(Reference key) => Charges.Find(key, static (charge, key) => charge.Key == key);

    internal Charge? Find(ChargePurpose purpose) => Charges.Find(purpose, static (charge, purpose) => charge.Purpose == purpose);

    internal EndedCharge? FindEnded(Reference key) =>
        Ended.IndexOf(key, static (ended, key) => ended.Key == key) is var index and >= 0 ? Ended[index] : null;

    internal RenewalState With(Charge charge) =>
        this with { Charges = Charges.Put(charge, charge.Key, static (known, key) => known.Key == key) };

    internal RenewalState End(Reference key, ChargeOutcome outcome)
    {
        var index = Charges.IndexOf(key, static (charge, key) => charge.Key == key);
        if (index < 0)
            return this;
        var ended = new EndedCharge(key, outcome, Charges[index].Purpose);
        return this with { Charges = Charges.RemoveAt(index), Ended = Ended.AddCapped(ended, MaxEnded) };
    }

    /// <summary>Returns the state after time was bought, either at once or by the reserved purchase named.</summary>
    internal RenewalState Buy(Reference purchase, Reference charge, ValueList<string> promotions)
    {
        var state = charge == default ? this : End(charge, ChargeOutcome.Paid);
        if (purchase != default || Purchases.BalanceTried is not null)
            state = state with { Purchases = Purchases.End(purchase, isApplied: true) with { BalanceTried = null } };
        return state.Use(promotions);
    }

    /// <summary>Returns the state after one more period was bought with the promotions of these codes.</summary>
    internal RenewalState Use(ValueList<string> codes) => codes.Count == 0 ? this : this with { Promotions = Count(codes, -1) };

    /// <summary>Returns the promotions applied as they were before a period was bought with those of these codes.</summary>
    internal ValueList<AppliedPromotion> BeforeUse(ValueList<string> codes) => codes.Count == 0 ? Promotions : Count(codes, 1);

    private ValueList<AppliedPromotion> Count(ValueList<string> codes, int by)
    {
        var promotions = Promotions;
        for (var i = 0; i < promotions.Count; i++)
        {
            if (codes.Contains(promotions[i].Terms.Code))
                promotions = promotions.SetItem(i, promotions[i] with { PeriodsLeft = promotions[i].PeriodsLeft + by });
        }

        return promotions;
    }

    internal RenewalState VoidCharges(bool onlyAutomatic = false)
    {
        var state = this;
        foreach (var charge in Charges)
        {
            if (charge.IsAutomatic || !onlyAutomatic)
                state = state.End(charge.Key, ChargeOutcome.Voided);
        }

        return state;
    }
}

/// <summary>A charge requested from the host.</summary>
/// <param name="Key">The key by which the host reports the outcome in <see cref="RecordPayment.Charge"/>.</param>
/// <param name="Purpose">The purpose: what the charge pays for.</param>
/// <param name="Amount">The amount to charge.</param>
/// <param name="Method">The payment method.</param>
/// <param name="Attempt">The number of the attempt, counted from 1.</param>
/// <param name="IsAutomatic">Whether auto-renewal requested the charge; only such a charge is retried (dunning).</param>
/// <param name="AnswerDueBy">The deadline for reporting the outcome; null while the charge waits for its next attempt.</param>
/// <param name="RetryAt">The time of the next attempt; null while the charge waits for an outcome.</param>
/// <param name="Plan">The plan that begins with the purchase; null if the agreed plan continues.</param>
/// <param name="Pack">The pack, for a charge that pays for one.</param>
/// <param name="FailedBy">The payment whose failure ended the last attempt; none if no outcome was reported.</param>
public sealed record Charge(
    Reference Key,
    ChargePurpose Purpose,
    Money Amount,
    PaymentMethod Method,
    int Attempt,
    bool IsAutomatic,
    Instant? AnswerDueBy = null,
    Instant? RetryAt = null,
    PlanTerms? Plan = null,
    PackTerms? Pack = null,
    Reference FailedBy = default);

/// <summary>The purpose of a charge.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargePurpose>))]
public enum ChargePurpose
{
    /// <summary>The next period.</summary>
    Renewal,

    /// <summary>Another plan from today.</summary>
    PlanChange,

    /// <summary>A pack.</summary>
    Pack,
}

/// <summary>The final outcome of a charge.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargeOutcome>))]
internal enum ChargeOutcome
{
    /// <summary>The charge was paid.</summary>
    Paid,

    /// <summary>The last attempt failed; the charge is not retried.</summary>
    GivenUp,

    /// <summary>The charge is no longer wanted: if it is paid nevertheless, the money is refunded.</summary>
    Voided,
}

/// <summary>A charge with a final outcome.</summary>
/// <param name="Key">The key of the charge.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Purpose">The purpose of the charge.</param>
internal readonly record struct EndedCharge(Reference Key, ChargeOutcome Outcome, ChargePurpose Purpose = ChargePurpose.Renewal);

/// <summary>A promotion that was applied.</summary>
/// <param name="Terms">The terms of the promotion.</param>
/// <param name="PeriodsLeft">The number of further periods to which the promotion applies.</param>
public sealed record AppliedPromotion(PromotionTerms Terms, int PeriodsLeft);
