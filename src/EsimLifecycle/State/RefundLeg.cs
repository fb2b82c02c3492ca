using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A part of the refund claim: the money to be paid back to one payment, by the way it came.</summary>
/// <remarks>
/// All legs together are the refund claim. A settlement makes one for each payment that could be refunded, newest first, and one without a payment for
/// what came from elsewhere; a payment that can't be kept makes one of its own. They live on after the subscription has closed, along
/// <see cref="RefundChart"/>.
/// </remarks>
/// <param name="Key">The key of the leg.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Status">The status.</param>
public sealed record RefundLeg(Reference Key, Money Amount, RefundStatus Status) : IFactual
{
    // Parts of the amount, in its currency, as minor units: few legs have any part.
    private readonly long _paid;
    private readonly long _chargedBack;
    private readonly long _setOff;

    /// <summary>
    /// The maximum number of refund legs that are remembered: 120. The oldest that is over makes room for a new one. Where none is over, what more there is
    /// to pay back waits until one is, and then becomes one leg, without a payment.
    /// </summary>
    public const int Remembered = 120;

    /// <summary>The number of latest transfers that a leg remembers: 16.</summary>
    internal const int RememberedTransfers = 16;

    /// <summary>Gets the payment to which the money goes back; none for money that did not come by a payment known here.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the method of that payment; null if it is not known.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Gets the amount already paid back; null for none.</summary>
    public Money? Paid
    {
        get => Part(_paid);
        init => _paid = PartOf(value);
    }

    /// <summary>Gets the part that is not paid back because the customer's bank took it back; null for none.</summary>
    public Money? ChargedBack
    {
        get => Part(_chargedBack);
        init => _chargedBack = PartOf(value);
    }

    /// <summary>Gets the part that was set off against other amounts that the customer owed; null for none.</summary>
    public Money? SetOff
    {
        get => Part(_setOff);
        init => _setOff = PartOf(value);
    }

    /// <summary>
    /// Gets the deadline: for payment of a refund; for confirmation of a transfer, after which it becomes a refund; for a decision on a
    /// held refund. Null once the leg is over.
    /// </summary>
    public Instant? DueBy { get; init; }

    /// <summary>Gets how many times people have been told that the refund is overdue; 0 if it is not.</summary>
    public int OverdueNotices { get; init; }

    /// <summary>Gets the time at which people are told so again; null if the refund is not overdue, or they have been told for the last time.</summary>
    public Instant? OverdueNoticeAt { get; init; }

    /// <summary>Gets whether the refund was not paid in time or, if it is held, has been held for as long as the policy allows.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOverdue => OverdueNotices > 0;

    /// <summary>
    /// Gets the number of times that the leg has been due for payment: the attempt that an instruction to pay it names, starting at 1.
    /// </summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets the number of payouts that failed or bounced.</summary>
    public int Failures { get; init; }

    /// <summary>Gets the time at which a failed payout is retried; null if no retry is pending.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Gets the latest 16 transfers that included the leg, oldest first, those that failed too; empty if there never was one.</summary>
    public ValueList<LegTransfer> Transfers { get; init; }

    /// <summary>Gets the latest transfer that included the leg, even if the transfer failed; none if there never was one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Reference Transfer => Transfers is [.., var latest] ? latest.Transfer : default;

    /// <summary>Gets whether the leg was due before it was held, so that a payout of it may be under way and arrive nevertheless.</summary>
    public bool WasDue { get; init; }

    /// <summary>Gets the amount still to be paid back.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Outstanding => IsOver ? Money.Zero(Amount.Currency) : Money.OfMinor(Amount.MinorUnits - _paid - _chargedBack - _setOff, Amount.Currency);

    /// <summary>Gets whether nothing more is to be paid.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => Status is RefundStatus.Paid or RefundStatus.Transferred or RefundStatus.Forfeited or RefundStatus.SetOff;

    /// <summary>Gets whether a payout can include the leg.</summary>
    internal bool IsPayable => Status is RefundStatus.Due or RefundStatus.Submitted or RefundStatus.Failed;

    /// <summary>Returns the leg with a deadline from which it is not overdue any more.</summary>
    internal RefundLeg DueAnew(Instant? dueBy) => this with { DueBy = dueBy, OverdueNotices = 0, OverdueNoticeAt = null };

    internal RefundLeg Erase(PersonalDataTaker taker)
    {
        return this with { Transfers = ValueList.Create(Transfers.Select(part => part with { To = taker.Take(part.To) })) };
    }

    /// <summary>Gets the time of the next deadline of the leg as it stands, a retry apart; null if there is none.</summary>
    internal Instant? NextDueBy => IsOver ? null : IsOverdue ? OverdueNoticeAt : DueBy;

    /// <summary>Gets the kind of deadline that <see cref="NextDueBy"/> is.</summary>
    internal DeadlineKind Deadline => Status switch
    {
        RefundStatus.Held => DeadlineKind.RefundHold,
        RefundStatus.TransferDue => DeadlineKind.Transfer,
        _ => DeadlineKind.Refund,
    };

    private Money? Part(long minorUnits) => minorUnits == 0 ? null : Money.OfMinor(minorUnits, Amount.Currency);

    // Throws where the currency is another one.
    private long PartOf(Money? part) => part is { } amount ? (amount + Money.Zero(Amount.Currency)).MinorUnits : 0;

    private static Money Less(Money amount, Money? part) => part is { } money ? amount - money : amount;

    Facts IFactual.ListFacts() => new(
        ("amount", Status == RefundStatus.SetOff ? Less(Amount, Paid) : IsOver ? Amount : Outstanding),
        ("payment", Payment),
        ("dueBy", DueBy),
        ("isOverdue", IsOverdue),
        ("retryAt", RetryAt))
    {
        Variant = Status.ToString(),
    };
}

/// <summary>The part of a transfer to another subscription or account that belongs to one refund leg.</summary>
/// <param name="Transfer">The key of the transfer.</param>
/// <param name="Amount">The amount of the part.</param>
/// <param name="To">The subscription or account that receives the money; none once personal data is erased.</param>
public readonly record struct LegTransfer(Reference Transfer, Money Amount, PersonalReference To = default)
{
    /// <summary>Gets whether the transfer is known to have arrived.</summary>
    public bool HasArrived { get; init; }
}

/// <summary>The status of a <see cref="RefundLeg"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<RefundStatus>))]
public enum RefundStatus
{
    /// <summary>Due for payment. The default value.</summary>
    Due = 0,

    /// <summary>Held for a regulator or on suspicion of fraud, until it is released.</summary>
    Held,

    /// <summary>Submitted: a payout is under way.</summary>
    Submitted,

    /// <summary>Failed: the last payout did not succeed.</summary>
    Failed,

    /// <summary>Paid back.</summary>
    Paid,

    /// <summary>Due for transfer to another subscription or account.</summary>
    TransferDue,

    /// <summary>Transferred to another subscription or account.</summary>
    Transferred,

    /// <summary>Not paid out: the customer renounced it, or the party that held it keeps it.</summary>
    Forfeited,

    /// <summary>Not paid out: set off against what the customer owed, above all because their bank took the payment back.</summary>
    SetOff,
}
