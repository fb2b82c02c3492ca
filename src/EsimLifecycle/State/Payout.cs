using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A payout to the customer, or an attempt at one.</summary>
/// <param name="Reference">The payout's reference at the payment provider.</param>
/// <param name="Amount">The amount paid out.</param>
/// <param name="Outcome">The outcome so far.</param>
/// <param name="Parts">The legs of the refund claim that the payout includes, with their amounts.</param>
public sealed record Payout(Reference Reference, Money Amount, PayoutOutcome Outcome, ValueList<PayoutPart> Parts = default)
{
    /// <summary>
    /// The number of latest payouts that are remembered with their amounts: 100. Of others that arrived, or came back, only the reference is
    /// (<see cref="Limits.RememberedReferences"/>), so that none posts twice.
    /// </summary>
    public const int Remembered = 100;

    /// <summary>Gets the parts that were refunded while nothing was due, by the payments that they came from.</summary>
    public ValueList<GoodwillPart> Goodwill { get; init; }

    /// <summary>Gets the part that was paid too much, which the customer owes; null for none.</summary>
    public Money? Owed { get; init; }

    /// <summary>Gets whether an earlier outcome was corrected: it had failed and arrived after all, or had arrived and came back.</summary>
    public bool IsCorrected { get; init; }

    /// <summary>Returns the references with what has to be known of a payout that is forgotten.</summary>
    internal static MoneyReferences Forget(Payout payout, MoneyReferences references) => payout switch
    {
        { Outcome: PayoutOutcome.Paid } => references.Add(MoneyReferences.OfPayout(payout.Reference)),
        { Outcome: PayoutOutcome.Failed, IsCorrected: true } => references.Add(MoneyReferences.OfPayout(payout.Reference)).Add(MoneyReferences.OfBounce(payout.Reference)),
        _ => references,
    };
}

/// <summary>The outcome of a payout to the customer.</summary>
[JsonConverter(typeof(EnumJsonConverter<PayoutOutcome>))]
public enum PayoutOutcome
{
    /// <summary>The payout has arrived. The default value.</summary>
    Paid = 0,

    /// <summary>The payout is under way.</summary>
    Submitted,

    /// <summary>The payout failed, or bounced after it had arrived.</summary>
    Failed,
}

/// <summary>The part of a payout that belongs to one refund leg.</summary>
/// <param name="Leg">The key of the refund leg.</param>
/// <param name="Amount">The amount of the part.</param>
public readonly record struct PayoutPart(Reference Leg, Money Amount);

/// <summary>The part of a payout that refunded a payment while nothing was due.</summary>
/// <param name="Payment">The reference of the payment.</param>
/// <param name="Amount">The amount of the part.</param>
public readonly record struct GoodwillPart(Reference Payment, Money Amount) : IFactual
{
    Facts IFactual.ListFacts() => new(("payment", Payment), ("amount", Amount));
}
