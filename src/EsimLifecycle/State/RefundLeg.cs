using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A part of what has to be paid back to the customer: of one payment, to be paid back the way it came.</summary>
/// <remarks>
/// All legs together are the refund claim. A settlement makes one for each payment that could be refunded, newest first, and one without a payment for
/// what came from elsewhere; a payment that can't be kept makes one of its own. They live on after the subscription has closed, along
/// <see cref="RefundChart"/>.
/// </remarks>
/// <param name="Key">Which one it is.</param>
/// <param name="Amount">How much; positive.</param>
/// <param name="Status">How far it has come.</param>
public sealed record RefundLeg(Reference Key, Money Amount, RefundStatus Status)
{
    /// <summary>The payment it goes back to; none for money that did not come by a payment known here.</summary>
    public Reference Payment { get; init; }

    /// <summary>How that payment was made; null where it is not known.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>How much of it has been paid back; null for nothing.</summary>
    public Money? Paid { get; init; }

    /// <summary>
    /// By when: it is to be paid; or, of a transfer, to be confirmed, after which it becomes a refund; or, held, to be released. Null once it is over.
    /// </summary>
    public Instant? DueBy { get; init; }

    /// <summary>Whether it was not paid in time.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>How many payouts of it have failed or bounced.</summary>
    public int Failures { get; init; }

    /// <summary>When a payout is tried again after one failed; null where none is.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>The latest transfer it was part of, also after that came to nothing; none where it never was of any.</summary>
    public Reference Transfer { get; init; }

    /// <summary>What is still to be paid back.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Outstanding => IsOver ? Money.Zero(Amount.Currency) : Paid is { } paid ? Amount - paid : Amount;

    /// <summary>Whether nothing more is to be paid.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => Status is RefundStatus.Paid or RefundStatus.Transferred or RefundStatus.Forfeited;

    /// <summary>Whether a payout can be made of it.</summary>
    internal bool IsPayable => Status is RefundStatus.Due or RefundStatus.Submitted or RefundStatus.Failed;

    /// <summary>What its <see cref="DueBy"/> means.</summary>
    internal DeadlineKind Deadline => Status switch
    {
        RefundStatus.Held => DeadlineKind.RefundRelease,
        RefundStatus.TransferDue => DeadlineKind.Transfer,
        _ => DeadlineKind.Refund,
    };
}

/// <summary>How far a <see cref="RefundLeg"/> has come.</summary>
[JsonConverter(typeof(EnumJsonConverter<RefundStatus>))]
public enum RefundStatus
{
    /// <summary>To be paid. The default value.</summary>
    Due = 0,

    /// <summary>Held for a regulator or because of fraud, until it is released.</summary>
    Held,

    /// <summary>A payout is under way.</summary>
    Submitted,

    /// <summary>The last payout failed.</summary>
    Failed,

    /// <summary>Paid back.</summary>
    Paid,

    /// <summary>To be moved to another subscription or account.</summary>
    TransferDue,

    /// <summary>Moved there.</summary>
    Transferred,

    /// <summary>Not paid out: the customer left it, or whoever held it keeps it.</summary>
    Forfeited,
}
