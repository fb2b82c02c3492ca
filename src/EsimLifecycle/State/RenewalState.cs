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

    /// <summary>The maximum number of failures of a charge that are remembered: 16.</summary>
    internal const int MaxFailures = 16;

    internal Charge? Find(Reference key) => Charges.Find(key, static (charge, key) => charge.Key == key);

    internal Charge? Find(ChargePurpose purpose) => Charges.Find(purpose, static (charge, purpose) => charge.Purpose == purpose);

    internal EndedCharge? FindEnded(Reference key) => IndexOfEnded(key) is var index and >= 0 ? Ended[index] : null;

    /// <summary>Gets whether the next period is being charged, or will be again by itself.</summary>
    internal bool IsCharging => Find(ChargePurpose.Renewal) is { IsDormant: false };

    internal RenewalState With(Charge charge) =>
        this with { Charges = Charges.Put(charge, charge.Key, static (known, key) => known.Key == key) };

    /// <summary>Returns the state with a charge that the host was instructed to make, which takes the place of one that waits for its rest.</summary>
    internal RenewalState Request(Charge charge)
    {
        var state = this;
        foreach (var other in Charges)
        {
            if (other.Purpose == charge.Purpose && other.Key != charge.Key)
                state = state.End(other.Key, ChargeOutcome.GivenUp);
        }

        return state.With(charge);
    }

    /// <summary>Returns the state with a charge ended, or with the outcome that one ended with replaced.</summary>
    internal RenewalState End(Reference key, ChargeOutcome outcome)
    {
        var index = Charges.IndexOf(key, static (charge, key) => charge.Key == key);
        if (index >= 0)
            return this with { Charges = Charges.RemoveAt(index), Ended = Ended.AddCapped(EndedCharge.Of(Charges[index], outcome), MaxEnded) };
        return IndexOfEnded(key) is var ended and >= 0 ? this with { Ended = Ended.SetItem(ended, Ended[ended].As(outcome)) } : this;
    }

    /// <summary>
    /// Returns the state after a part of a charge was paid: the charge stays open for the rest, and one that was given up is open again.
    /// </summary>
    internal RenewalState PayPart(Reference key, Money part, Money rest)
    {
        if (Find(key) is { } open)
            return With(open.PayPart(part, rest));
        var index = IndexOfEnded(key);
        return index < 0 || Ended[index].Charge is not { } charge
            ? this
            : (this with { Ended = Ended.RemoveAt(index) }).Request(charge.PayPart(part, rest) with { AnswerDueBy = null, RetryAt = null });
    }

    /// <summary>
    /// Returns the state after something was bought: the charges for it that are not paid are superseded, so that what is still paid for them
    /// is balance and buys nothing else.
    /// </summary>
    /// <param name="purpose">What was bought.</param>
    /// <param name="pack">The code of the pack that was bought; null for anything else.</param>
    /// <param name="onlyAgreed">Whether the charges for a plan that was named, rather than for the plan that is agreed, stay as they are.</param>
    internal RenewalState Supersede(ChargePurpose purpose, string? pack = null, bool onlyAgreed = false)
    {
        var state = this;
        foreach (var charge in Charges)
        {
            if (charge.IsFor(purpose, pack, onlyAgreed))
                state = state.End(charge.Key, charge.Paid is null ? ChargeOutcome.Superseded : ChargeOutcome.Paid);
        }

        foreach (ref readonly var ended in Ended.AsSpan())
        {
            if (ended is { Outcome: ChargeOutcome.GivenUp, Charge: { } charge } && charge.IsFor(purpose, pack, onlyAgreed))
                state = state.End(ended.Key, ChargeOutcome.Superseded);
        }

        return state;
    }

    /// <summary>Returns the state after time was bought, either at once or by the reserved purchase named.</summary>
    internal RenewalState Buy(Reference purchase, ValueList<string> promotions)
    {
        var state = this;
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

    /// <summary>Returns the state after periods were given back that nobody had: the promotions that lowered their prices count again.</summary>
    internal RenewalState Return(ValueList<string> codes)
    {
        var promotions = Promotions;
        foreach (var code in codes)
        {
            if (promotions.IndexOf(code, static (applied, code) => applied.Terms.Code == code) is var index and >= 0)
                promotions = promotions.SetItem(index, promotions[index] with { PeriodsLeft = promotions[index].PeriodsLeft + 1 });
        }

        return codes.Count == 0 ? this : this with { Promotions = promotions };
    }

    internal RenewalState VoidCharges(bool onlyAutomatic = false, bool exceptAutomatic = false)
    {
        var state = this;
        foreach (var charge in Charges)
        {
            if (charge.IsAutomatic ? !exceptAutomatic : !onlyAutomatic)
                state = state.End(charge.Key, ChargeOutcome.Voided);
        }

        return state;
    }

    /// <summary>Returns the state in which nothing is charged any more.</summary>
    internal RenewalState Close() => VoidCharges() is { AutoRenewal: not null } on ? on with { AutoRenewal = null } : VoidCharges();

    private int IndexOfEnded(Reference key) => Ended.IndexOf(key, static (ended, key) => ended.Key == key);
}

/// <summary>A charge requested from the host.</summary>
/// <param name="Key">The key by which the host reports the outcome in <see cref="RecordPayment.Charge"/>.</param>
/// <param name="Purpose">The purpose: what the charge pays for.</param>
/// <param name="Amount">The amount to charge: the price or, once a part is paid, what is lacking beside the balance.</param>
/// <param name="Method">The payment method.</param>
/// <param name="Attempt">The number of the attempt, counted from 1.</param>
/// <param name="IsAutomatic">Whether auto-renewal requested the charge, which is then retried (dunning).</param>
/// <param name="AnswerDueBy">The deadline for reporting the outcome; null while the charge waits for its next attempt or for its rest.</param>
/// <param name="RetryAt">The time of the next attempt; null while the charge waits for an outcome or for its rest.</param>
/// <param name="Plan">The plan that begins with the purchase; null if the agreed plan continues.</param>
/// <param name="Pack">The pack, for a charge that pays for one.</param>
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
    PackTerms? Pack = null) : IFactual
{
    /// <summary>
    /// Gets the part that has been paid, which is in the balance; null for none. A charge that was paid in part is retried for the rest, and
    /// then waits for it: what it is for is bought as soon as the balance covers its price.
    /// </summary>
    public Money? Paid { get; init; }

    /// <summary>
    /// Gets what a change of plan was quoted at, which holds while the charge waits for its outcome; null for any other charge.
    /// </summary>
    public PlanQuote? Quote { get; init; }

    /// <summary>Gets the time at which the latest attempt was requested; null if that is not known.</summary>
    public Instant? AttemptedAt { get; init; }

    /// <summary>Gets the references of the payments whose failures ended attempts, each once, oldest first.</summary>
    public ValueList<Reference> FailedBy { get; init; }

    /// <summary>Gets whether nothing more is attempted: the charge only waits for its rest.</summary>
    [JsonIgnore]
    public bool IsDormant => AnswerDueBy is null && RetryAt is null;

    internal Charge PayPart(Money part, Money rest) => this with { Paid = Paid is { } paid ? paid + part : part, Amount = rest };

    internal bool IsFor(ChargePurpose purpose, string? pack, bool onlyAgreed) =>
        Purpose == purpose && (pack is null || Pack?.Code == pack) && (!onlyAgreed || Plan is null);

    Facts IFactual.ListFacts() => new(
        ("amount", Amount),
        ("method", Method),
        ("plan", Purpose == ChargePurpose.PlanChange ? Plan?.Code : null),
        ("pack", Pack?.Code),
        ("key", Key));
}

/// <summary>What a change of plan was quoted at: what is paid in time buys it, whatever has been served or has ended meanwhile.</summary>
/// <param name="On">The date of the quote.</param>
/// <param name="Credit">The credit for the unused part of the old plan, free credit included.</param>
/// <param name="Balance">The balance that was counted, free credit included; until the outcome of the charge it can't be spent otherwise.</param>
public sealed record PlanQuote(LocalDate On, Money Credit, Money Balance);

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
    /// <summary>The charge was paid: if it is paid again, the money is refunded.</summary>
    Paid,

    /// <summary>The last attempt failed; the charge is not retried. If it is paid late, it buys what it was for.</summary>
    GivenUp,

    /// <summary>The charge is no longer wanted: if it is paid nevertheless, the money is refunded.</summary>
    Voided,

    /// <summary>What the charge was for was bought otherwise: if it is paid nevertheless, the money is balance.</summary>
    Superseded,
}

/// <summary>A charge with a final outcome.</summary>
/// <param name="Key">The key of the charge.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Charge">The charge, if a late payment can still buy what it was for, or if attempts failed; null otherwise.</param>
internal readonly record struct EndedCharge(Reference Key, ChargeOutcome Outcome, Charge? Charge = null)
{
    public static EndedCharge Of(Charge charge, ChargeOutcome outcome) => new(charge.Key, outcome, Kept(charge, outcome));

    public EndedCharge As(ChargeOutcome outcome) => new(Key, outcome, Charge is null ? null : Kept(Charge, outcome));

    private static Charge? Kept(Charge charge, ChargeOutcome outcome) => outcome == ChargeOutcome.GivenUp || charge.FailedBy.Count > 0 ? charge : null;
}

/// <summary>A promotion that was applied.</summary>
/// <param name="Terms">The terms of the promotion.</param>
/// <param name="PeriodsLeft">The number of further periods to which the promotion applies.</param>
public sealed record AppliedPromotion(PromotionTerms Terms, int PeriodsLeft) : IFactual
{
    Facts IFactual.ListFacts() => new(("promotion", Terms), ("left", Facts.Many(PeriodsLeft)));
}
