namespace EsimLifecycle;

/// <summary>The return of the physical card.</summary>
/// <param name="Reference">The reference of the receipt or parcel.</param>
/// <param name="ReceivedAt">The time at which the card was received.</param>
public sealed record CardReturn(Reference Reference, Instant ReceivedAt)
{
    /// <summary>Gets the amount that is credited, at the latest when the subscription closes; null for nothing.</summary>
    public Money? Credit { get; init; }

    /// <summary>Gets whether the amount has become a part of the refund claim.</summary>
    public bool IsCredited { get; init; }
}

/// <summary>What was offered, when a subscription closed, for the return of its physical card.</summary>
/// <param name="Credit">The amount that is credited.</param>
/// <param name="Until">The time until which the card has to be received.</param>
public sealed record CardReturnOffer(Money Credit, Instant Until);
