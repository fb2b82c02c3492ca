using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Money that the host paid back to the customer, or tried to.</summary>
/// <param name="Reference">Its reference at the payment provider.</param>
/// <param name="Amount">How much.</param>
/// <param name="Outcome">How far it has come.</param>
/// <param name="Parts">Which legs of the refund it was for.</param>
public sealed record Payout(Reference Reference, Money Amount, PayoutOutcome Outcome, ValueList<PayoutPart> Parts = default);

/// <summary>How far a payout to the customer has come.</summary>
[JsonConverter(typeof(EnumJsonConverter<PayoutOutcome>))]
public enum PayoutOutcome
{
    /// <summary>It has arrived. The default value.</summary>
    Paid = 0,

    /// <summary>It is under way.</summary>
    Submitted,

    /// <summary>It failed, or came back after it had arrived.</summary>
    Failed,
}

/// <summary>A part of a payout.</summary>
/// <param name="Leg">The leg of the refund that it was for.</param>
/// <param name="Amount">How much.</param>
public readonly record struct PayoutPart(Reference Leg, Money Amount);
