using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// A paid purchase reserved until the carrier's system confirms that it is in effect: its money is set aside, and nothing else has changed.
/// </summary>
/// <remarks>
/// What is applied once it is confirmed is what was shown when it was reserved: its price, its dates, the promotions and terms that counted then. Only a
/// suspension that stops the term moves its dates, as it moves all paid time, and time bought by a pack moves behind what was topped up meanwhile.
/// </remarks>
public readonly record struct Purchase : IFactual
{
    /// <summary>Gets the key by which the host reports whether the purchase is in effect.</summary>
    public Reference Key { get; init; }

    /// <summary>Gets the kind of purchase.</summary>
    public required PurchaseKind Kind { get; init; }

    /// <summary>Gets the period that is bought; null for a pack of anything but time.</summary>
    public PaidPeriod? Period { get; init; }

    /// <summary>Gets the pack that is bought; null for a period.</summary>
    public ActivePack? Pack { get; init; }

    /// <summary>Gets the plan that begins with the purchase; null if the current plan continues.</summary>
    public PlanTerms? Plan { get; init; }

    /// <summary>Gets the schedule of periods that begins with the purchase; null if the current schedule continues.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>Gets the index, in the schedule, of the period after the one bought.</summary>
    public int NextIndex { get; init; }

    /// <summary>Gets the minimum term, if a plan begins with the purchase; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Gets whether this is the first purchase under the changed terms that the carrier announced.</summary>
    public bool TakesTermsChange { get; init; }

    /// <summary>Gets the codes of the promotions that lowered the price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the first period as it was prepaid before the activation; null for anything else.</summary>
    public PrepaidPeriod? Prepaid { get; init; }

    /// <summary>Gets the payment that paid for the purchase; none if it was prepaid, or paid from the balance.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the charge that paid for the purchase; none if there was no charge.</summary>
    public Reference Charge { get; init; }

    /// <summary>
    /// Gets the credit for the unused part of the plan that is replaced, free credit included; null for anything but a change of plan.
    /// </summary>
    public Money? Credit { get; init; }

    /// <summary>
    /// Gets the codes of the promotions of the periods that a change of plan gives back before they began, once for each; they count again.
    /// </summary>
    public ValueList<string> PromotionsReturned { get; init; }

    /// <summary>Gets the number of bytes used for which a change of plan gave credit: they count in the new plan's period.</summary>
    public long UsedBytes { get; init; }

    /// <summary>
    /// Gets the postings that set the money aside. On release they are reversed; money from a payment becomes a refund of that payment.
    /// </summary>
    public ValueList<Posting> Held { get; init; }

    /// <summary>
    /// Gets the further postings made when the purchase is applied: for a change of plan, the used part of the old plan and the credit left
    /// over.
    /// </summary>
    public ValueList<Posting> Settles { get; init; }

    /// <summary>Gets the number of the provisioning attempt, counted from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the deadline for confirming that attempt.</summary>
    public Instant ConfirmBy { get; init; }

    /// <summary>Gets the price, free credit included.</summary>
    [JsonIgnore]
    public Money Price => Pack?.Price ?? Period?.Price ?? default;

    /// <summary>Gets the amount set aside: the price, for a change of plan less the part that the credit pays.</summary>
    [JsonIgnore]
    public Money SetAside
    {
        get
        {
            var sum = Money.Zero(Price.Currency);
            foreach (var posting in Held)
                sum += posting.Amount;
            return sum;
        }
    }

    /// <summary>Gets whether it is the default value, which is no purchase.</summary>
    internal bool IsNone => Period is null && Pack is null;

    /// <summary>Gets whether the purchase is one of time; at most one such purchase is reserved at once.</summary>
    [JsonIgnore]
    public bool IsTime => Kind != PurchaseKind.Pack;

    /// <summary>Gets whether the period bought follows the paid term, so that the line stays in service when that term ends.</summary>
    internal bool Follows => Kind is PurchaseKind.Renewal or PurchaseKind.Time;

    /// <summary>
    /// Returns the end of what is bought; a purchase not confirmed by then is released. While a suspension stops the term, no paid time
    /// ends.
    /// </summary>
    internal Instant EndOf(Subscription state) => IsTime && state.Suspension is { StopsTerm: true } ? Instant.MaxValue : Period?.EndsAt ?? Pack?.ExpiresAt ?? ConfirmBy;

    /// <summary>Returns the purchase with a part of its price paid by free credit.</summary>
    internal Purchase PaidBy(Money promotional) => Pack is not null
        ? this with { Pack = Pack with { Promotional = promotional } }
        : this with { Period = Period! with { Promotional = promotional } };

    Facts IFactual.ListFacts() => new(
        ("pack", Pack?.Terms.Code),
        ("plan", Plan?.Code),
        ("period", Period),
        ("price", Price),
        ("promotions", Promotions),
        ("confirmBy", ConfirmBy),
        ("key", Key));
}

/// <summary>The kind of a purchase.</summary>
[JsonConverter(typeof(EnumJsonConverter<PurchaseKind>))]
public enum PurchaseKind
{
    /// <summary>The first period, which activates the subscription.</summary>
    FirstPeriod,

    /// <summary>The next period.</summary>
    Renewal,

    /// <summary>Another plan, from today.</summary>
    PlanChange,

    /// <summary>A pack of data or of a value-added service.</summary>
    Pack,

    /// <summary>A pack of time.</summary>
    Time,
}

/// <summary>The reserved purchases, and the outcomes of earlier ones.</summary>
public sealed record PurchaseState
{
    /// <summary>Gets the state without any purchase, reserved or ended.</summary>
    public static PurchaseState None { get; } = new();

    /// <summary>
    /// Gets the purchases that wait for confirmation by the carrier's system, oldest first: at most one of time, and any number of packs.
    /// </summary>
    public ValueList<Purchase> Reserved { get; init; }

    /// <summary>Gets the latest purchases that are no longer reserved, oldest first; at most <see cref="MaxEnded"/>.</summary>
    [JsonInclude]
    internal ValueList<EndedPurchase> Ended { get; init; }

    /// <summary>
    /// Gets the balance at the time when the last purchase of time was released; null once time has been bought. In grace, automatic buying
    /// from the balance is suppressed until the balance exceeds this amount, so that the same purchase is not made and released again and
    /// again.
    /// </summary>
    public Money? BalanceTried { get; init; }

    /// <summary>The maximum number of ended purchases that are remembered: 16.</summary>
    public const int MaxEnded = 16;

    /// <summary>Gets the reserved purchase of time; null if there is none.</summary>
    [JsonIgnore]
    public Purchase? Time => Reserved.IndexOf(0, static (purchase, _) => purchase.IsTime) is var index and >= 0 ? Reserved[index] : null;

    internal bool HasTime => Reserved.Count > 0 && Time is not null;

    /// <summary>Gets whether a purchase of time that follows the paid term is reserved.</summary>
    internal bool IsFollowed => Reserved.Count > 0 && Time is { Follows: true };

    internal Purchase? Find(Reference key) => IndexOf(key) is var index and >= 0 ? Reserved[index] : null;

    internal EndedPurchase? FindEnded(Reference key) =>
        Ended.IndexOf(key, static (ended, key) => ended.Key == key) is var index and >= 0 ? Ended[index] : null;

    internal PurchaseState With(in Purchase purchase) =>
        this with { Reserved = Reserved.Put(purchase, purchase.Key, static (known, key) => known.Key == key) };

    internal PurchaseState End(Reference key, bool isApplied) => IndexOf(key) is var index and >= 0
        ? this with { Reserved = Reserved.RemoveAt(index), Ended = Ended.AddCapped(new EndedPurchase(key, isApplied), MaxEnded) }
        : this;

    private int IndexOf(Reference key) => Reserved.IndexOf(key, static (purchase, key) => purchase.Key == key);
}

/// <summary>A purchase that is no longer reserved.</summary>
/// <param name="Key">The key of the purchase.</param>
/// <param name="IsApplied">Whether the purchase was confirmed and applied; otherwise it was released.</param>
internal readonly record struct EndedPurchase(Reference Key, bool IsApplied);
