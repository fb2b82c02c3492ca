namespace EsimLifecycle;

/// <summary>A dispute: the customer's bank took a payment back, in full or in part.</summary>
/// <param name="Payment">The reference of the payment.</param>
/// <param name="Amount">The amount taken back.</param>
public sealed record Dispute(Reference Payment, Money Amount)
{
    /// <summary>
    /// The number of latest disputes that are remembered with their amounts: 100. Of others only the id is (<see cref="Limits.RememberedReferences"/>), so
    /// that none posts twice.
    /// </summary>
    public const int Remembered = 100;

    /// <summary>Gets the dispute's id at the payment provider; none if none was reported.</summary>
    public Reference Id { get; init; }

    /// <summary>Gets the part of the amount that the customer came to owe; null for none.</summary>
    public Money? Owed { get; init; }

    /// <summary>Gets whether the dispute was won: the bank gave the money back.</summary>
    public bool IsWon { get; init; }
}
