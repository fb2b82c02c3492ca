using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A charge for usage that was reported late: beside what was paid in advance, and as a rule after the end.</summary>
/// <param name="Reference">The charge's own reference.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="UsedAt">The time of the usage.</param>
public sealed record LateCharge(Reference Reference, Money Amount, Instant UsedAt) : IFactual
{
    /// <summary>
    /// The maximum number of charges that are remembered with their amounts: 100. The oldest of which nothing is owed makes room for a new one, and then the
    /// oldest that is not disputed: it is owed as before, but can't be disputed any more. Of those only the reference is remembered
    /// (<see cref="Limits.RememberedReferences"/>), so that none posts twice.
    /// </summary>
    public const int Remembered = 100;

    /// <summary>Gets the status.</summary>
    public LateChargeStatus Status { get; init; }

    /// <summary>Gets the reason for which the charge was voided; null unless it was.</summary>
    public LateChargeVoidReason? VoidReason { get; init; }

    /// <summary>Gets the time at which the service or the window had ended, for which the charge was voided; null if that was not why.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>
    /// Gets the part that the customer still owes; zero once it is paid, set off, written off or cancelled. While the charge is disputed nobody asks for
    /// it, and nothing is set off against it.
    /// </summary>
    public required Money Open { get; init; }

    /// <summary>Gets the part that was written off; null for none.</summary>
    public Money? WrittenOff { get; init; }

    /// <summary>Gets the time by which the dispute has to be decided, after which the charge is cancelled; null unless it is disputed.</summary>
    public Instant? DecideBy { get; init; }

    /// <summary>Gets what the charge is for, as a reference to a record that the host keeps; none if that is not known.</summary>
    public PersonalReference Note { get; init; }

    /// <summary>Returns the charge with a part less to be paid.</summary>
    internal LateCharge Less(Money part, bool isGivenUp = false) => part.IsZero ? this : this with
    {
        Open = Open - part,
        WrittenOff = isGivenUp ? WrittenOff + part ?? part : WrittenOff,
    };

    Facts IFactual.ListFacts() => new(
        ("amount", Amount),
        ("reference", Reference),
        ("usedAt", UsedAt),
        ("open", Open),
        ("isPaid", Open.IsZero),
        ("decideBy", DecideBy),
        ("endedAt", EndedAt))
    {
        Variant = Status == LateChargeStatus.Voided ? (VoidReason ?? LateChargeVoidReason.NotInService).ToString() : Status.ToString(),
    };
}

/// <summary>The status of a <see cref="LateCharge"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<LateChargeStatus>))]
public enum LateChargeStatus
{
    /// <summary>Due, or paid. The default value.</summary>
    Due = 0,

    /// <summary>Disputed by the customer: what of it is still owed rests until that is decided.</summary>
    Disputed,

    /// <summary>Due after a dispute was decided against the customer.</summary>
    Upheld,

    /// <summary>Cancelled: nothing of it is owed, and what had been paid of it was given back.</summary>
    Cancelled,

    /// <summary>Voided when it was reported, because it could not be due.</summary>
    Voided,
}

/// <summary>The reason for which a <see cref="LateCharge"/> was voided when it was reported.</summary>
[JsonConverter(typeof(EnumJsonConverter<LateChargeVoidReason>))]
public enum LateChargeVoidReason
{
    /// <summary>The usage was after the end of service. The default value.</summary>
    AfterServiceEnd = 0,

    /// <summary>There was no service at the time of the usage: before the activation, while a suspension barred it, or in the future.</summary>
    NotInService,

    /// <summary>The charge was reported after the time that the policy gives for it (<see cref="ClosurePolicy.LateChargeDays"/>).</summary>
    ReportedTooLate,
}
