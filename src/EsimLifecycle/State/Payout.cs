using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A payout to the customer, or an attempt at one.</summary>
/// <param name="Reference">The payout's reference at the payment provider.</param>
/// <param name="Amount">The amount paid out.</param>
/// <param name="Outcome">The outcome so far.</param>
/// <param name="Parts">The legs of the refund claim that the payout includes, with their amounts.</param>
public sealed record Payout(Reference Reference, Money Amount, PayoutOutcome Outcome, ValueList<PayoutPart> Parts = default);

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
