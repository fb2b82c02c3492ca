namespace EsimLifecycle;

/// <summary>The closing of a subscription, with what was fixed for the time after it.</summary>
/// <param name="Reason">The reason of closing.</param>
/// <param name="At">The time of closing.</param>
public sealed record Closure(ClosedReason Reason, Instant At)
{
    /// <summary>
    /// Gets the end of service, from which usage costs the customer nothing: the one that the request told, or the closing if that came first.
    /// </summary>
    public required Instant ServiceEndedAt { get; init; }

    /// <summary>Gets the time until which charges for earlier usage can be reported (<see cref="ReportLateCharge"/>).</summary>
    public required Instant LateChargesUntil { get; init; }

    /// <summary>Gets what is offered for the return of the physical card (<see cref="RecordCardReturn"/>); null for nothing.</summary>
    public CardReturnOffer? CardReturn { get; init; }
}
