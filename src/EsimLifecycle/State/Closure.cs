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

    /// <summary>Gets the rest of the number; null if there is none to rest: the policy has none, or the number was ported out.</summary>
    public NumberRest? Number { get; init; }

    /// <summary>
    /// Gets the end of the retention of personal data: that of the policy, fixed at closing, or the time of a request to erase it. Null for no end.
    /// </summary>
    public Instant? RetainedUntil { get; init; }

    /// <summary>Gets the time at which personal data is erased whatever still waits for people. Fixed at closing; null if the retention had no end then.</summary>
    public Instant? ErasedBy { get; init; }

    /// <summary>Gets the time at which personal data was erased; null if it was not.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>Gets the subscription of the same customer that took over the number; none if none did.</summary>
    public SubscriptionId Successor { get; init; }
}
