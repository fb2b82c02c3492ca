using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>How the subscription goes on: auto-renewal, charges in flight, promotions, what is bought and not in effect yet.</summary>
public sealed record RenewalState
{
    /// <summary>Nothing of it.</summary>
    public static RenewalState None { get; } = new();

    /// <summary>How auto-renewal pays; null while it is off. It rests while the subscription is suspended or a cancellation is open.</summary>
    public PaymentMethod? AutoRenewal { get; init; }

    /// <summary>The charges that the host was told to make and that have no final outcome yet.</summary>
    public ValueList<Charge> Charges { get; init; }

    /// <summary>The latest charges that have an outcome, oldest first; at most <see cref="MaxEnded"/>.</summary>
    [JsonInclude]
    internal ValueList<EndedCharge> Ended { get; init; }

    /// <summary>The promotions applied, with the periods they still count for; those used up stay, so that none is had twice.</summary>
    public ValueList<AppliedPromotion> Promotions { get; init; }

    /// <summary>Gets the purchases that the carrier's system has still to put in effect, and what became of those before.</summary>
    public PurchaseState Purchases
    {
        get;

        // A snapshot that leaves it out has none.
        init => field = value ?? PurchaseState.None;
    } = PurchaseState.None;

    /// <summary>The most ended charges that are remembered: 16.</summary>
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

    /// <summary>Time was bought: at once, or by the reserved purchase that it names.</summary>
    internal RenewalState Buy(Reference purchase, Reference charge, ValueList<string> promotions)
    {
        var state = charge == default ? this : End(charge, ChargeOutcome.Paid);
        if (purchase != default || Purchases.BalanceTried is not null)
            state = state with { Purchases = Purchases.End(purchase, isApplied: true) with { BalanceTried = null } };
        return state.Use(promotions);
    }

    /// <summary>One more period was bought with the promotions of these codes.</summary>
    internal RenewalState Use(ValueList<string> codes)
    {
        if (codes.Count == 0)
            return this;
        var promotions = Promotions;
        for (var i = 0; i < promotions.Count; i++)
        {
            if (codes.Contains(promotions[i].Terms.Code))
                promotions = promotions.SetItem(i, promotions[i] with { PeriodsLeft = promotions[i].PeriodsLeft - 1 });
        }

        return this with { Promotions = promotions };
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

/// <summary>A charge that the host was told to make.</summary>
/// <param name="Key">What the host names in <see cref="RecordPayment.Charge"/> when it reports the outcome.</param>
/// <param name="Purpose">What it pays for.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="Attempt">Which try this is, counted from 1.</param>
/// <param name="IsAutomatic">Whether auto-renewal asked for it; then it is tried again.</param>
/// <param name="AnswerDueBy">By when the outcome has to be reported; null while the next try is waited for.</param>
/// <param name="RetryAt">When it is tried again; null while the outcome is waited for.</param>
/// <param name="Plan">The plan that begins with what it pays for; null where the agreed one goes on.</param>
/// <param name="Pack">For a pack, which.</param>
/// <param name="FailedBy">The payment by which the last try failed; none where nobody reported it.</param>
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

/// <summary>What a charge pays for.</summary>
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

/// <summary>What became of a charge.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChargeOutcome>))]
internal enum ChargeOutcome
{
    /// <summary>It was paid.</summary>
    Paid,

    /// <summary>It failed, and is not tried again.</summary>
    GivenUp,

    /// <summary>It is no longer wanted: if it is paid all the same, the money goes back.</summary>
    Voided,
}

/// <summary>A charge that has an outcome.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Purpose">What it was to pay for.</param>
internal readonly record struct EndedCharge(Reference Key, ChargeOutcome Outcome, ChargePurpose Purpose = ChargePurpose.Renewal);

/// <summary>A promotion as it was applied.</summary>
/// <param name="Terms">Its terms.</param>
/// <param name="PeriodsLeft">For how many more periods it counts.</param>
public sealed record AppliedPromotion(PromotionTerms Terms, int PeriodsLeft);
