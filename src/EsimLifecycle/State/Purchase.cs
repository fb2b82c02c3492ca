using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something that is bought and paid, while the carrier's system has still to put it in effect: its money is set aside, and nothing else has changed.</summary>
/// <remarks>
/// What is applied once it is confirmed is what was shown when it was reserved: its price, its dates, the promotions and terms that counted then. Only a
/// suspension that stops the term moves its dates, as it moves all paid time, and time bought by a pack moves behind what was topped up meanwhile.
/// </remarks>
public readonly record struct Purchase
{
    /// <summary>Gets what the host names when it reports whether it is in effect.</summary>
    public Reference Key { get; init; }

    /// <summary>Gets what is bought.</summary>
    public required PurchaseKind Kind { get; init; }

    /// <summary>Gets the period that is bought; null for a pack of anything but time.</summary>
    public PaidPeriod? Period { get; init; }

    /// <summary>Gets the pack that is bought; null for a period.</summary>
    public ActivePack? Pack { get; init; }

    /// <summary>Gets the plan that begins with it; null where the plan goes on.</summary>
    public PlanTerms? Plan { get; init; }

    /// <summary>Gets the schedule of periods from its own on; null where the one that is goes on.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>Gets the index of the period after it in the schedule.</summary>
    public int NextIndex { get; init; }

    /// <summary>Gets when the minimum term ends, where a plan begins with it; null where there is none.</summary>
    public Instant? CommittedUntil { get; init; }

    /// <summary>Gets whether it is the first with the terms that the carrier announced.</summary>
    public bool TakesTermsChange { get; init; }

    /// <summary>Gets the codes of the promotions that lowered its price.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Gets the payment that paid for it; none where the balance did.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the charge that paid for it; none where no charge did.</summary>
    public Reference Charge { get; init; }

    /// <summary>Gets what the unused part of the plan that it takes the place of gives back, free credit included; null for anything but a change of plan.</summary>
    public Money? Credit { get; init; }

    /// <summary>Gets the postings that set its money aside: released, it goes back the same way, what a payment paid as a refund of that payment.</summary>
    public ValueList<Posting> Held { get; init; }

    /// <summary>Gets what else is posted when it is applied: for a change of plan what was used of the old one, and what of the credit is left over.</summary>
    public ValueList<Posting> Settles { get; init; }

    /// <summary>Gets which try to put it in effect this is, counted from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets by when that has to be confirmed.</summary>
    public Instant ConfirmBy { get; init; }

    /// <summary>Gets what it costs, free credit included.</summary>
    [JsonIgnore]
    public Money Price => Pack?.Price ?? Period?.Price ?? default;

    /// <summary>Gets how much of the money is set aside: its price, for a change of plan less what its credit pays.</summary>
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

    /// <summary>Gets whether it is time that is bought: of such purchases one is reserved at most.</summary>
    [JsonIgnore]
    public bool IsTime => Kind != PurchaseKind.Pack;

    /// <summary>Gets whether its time follows what is paid, so that the line stays in service although that ends.</summary>
    internal bool Follows => Kind is PurchaseKind.Renewal or PurchaseKind.Time;

    /// <summary>The end of what it would buy: not confirmed by then, it is released. While a suspension stops the term, no paid time ends.</summary>
    internal Instant EndOf(Subscription state) => IsTime && state.Suspension is { StopsTerm: true } ? Instant.MaxValue : Period?.EndsAt ?? Pack?.ExpiresAt ?? ConfirmBy;

    /// <summary>Gets what was paid for the first period before it was activated; null for nothing.</summary>
    internal Money? Prepaid => Kind == PurchaseKind.FirstPeriod && Held is [{ From: Account.Deferred } paid] ? paid.Amount : null;

    /// <summary>The purchase with a part of its price paid by free credit.</summary>
    internal Purchase PaidBy(Money? promotional) => promotional is null ? this
        : Pack is not null ? this with { Pack = Pack with { Promotional = promotional } }
        : this with { Period = Period! with { Promotional = promotional } };
}

/// <summary>What a purchase buys.</summary>
[JsonConverter(typeof(EnumJsonConverter<PurchaseKind>))]
public enum PurchaseKind
{
    /// <summary>The first period, with which the subscription is activated.</summary>
    FirstPeriod,

    /// <summary>The next period.</summary>
    Renewal,

    /// <summary>Another plan from today.</summary>
    PlanChange,

    /// <summary>A pack of data or of something else.</summary>
    Pack,

    /// <summary>A pack of time.</summary>
    Time,
}

/// <summary>The purchases that are reserved, and what became of those that were.</summary>
public sealed record PurchaseState
{
    /// <summary>Gets the state in which nothing was ever reserved.</summary>
    public static PurchaseState None { get; } = new();

    /// <summary>Gets the purchases that the carrier's system has still to put in effect, oldest first: at most one of time, and any number of packs.</summary>
    public ValueList<Purchase> Reserved { get; init; }

    /// <summary>Gets the latest purchases that were reserved and are no longer, oldest first; at most <see cref="MaxEnded"/>.</summary>
    [JsonInclude]
    internal ValueList<EndedPurchase> Ended { get; init; }

    /// <summary>
    /// Gets the balance that there was when the last purchase of time was released: in grace the balance buys by itself only once it is more, so that
    /// nothing is bought and released for ever. Null since time was bought.
    /// </summary>
    public Money? BalanceTried { get; init; }

    /// <summary>The maximum number of ended purchases that are remembered: 16.</summary>
    public const int MaxEnded = 16;

    /// <summary>Gets the reserved purchase of time; null where there is none.</summary>
    [JsonIgnore]
    public Purchase? Time => Reserved.IndexOf(0, static (purchase, _) => purchase.IsTime) is var index and >= 0 ? Reserved[index] : null;

    internal bool HasTime => Reserved.Count > 0 && Time is not null;

    /// <summary>Whether time is reserved that follows what is paid.</summary>
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

/// <summary>A purchase that was reserved and is no longer.</summary>
/// <param name="Key">Its key.</param>
/// <param name="IsApplied">Whether it was confirmed and applied; otherwise it was released.</param>
internal readonly record struct EndedPurchase(Reference Key, bool IsApplied);
