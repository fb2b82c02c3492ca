namespace EsimLifecycle.Hosting;

/// <summary>The events of one subscription whose instructions are to be handed over, claimed until the end of a lease.</summary>
/// <remarks>How far they have been is a cursor: every instruction up to <see cref="Told"/>, and <see cref="ToldOfNext"/> of the event after it.</remarks>
public sealed record Delivery
{
    /// <summary>The maximum number of events that one claim gives.</summary>
    public const int MaxEvents = 100;

    /// <summary>Gets the subscription.</summary>
    public required SubscriptionId Id { get; init; }

    /// <summary>Gets the version up to which every instruction has been handed over or is not wanted any more.</summary>
    public required long Told { get; init; }

    /// <summary>Gets the number of instructions of the event after <see cref="Told"/> that have been handed over as well.</summary>
    public int ToldOfNext { get; init; }

    /// <summary>Gets the number of times that the next instruction was tried and failed.</summary>
    public int Tries { get; init; }

    /// <summary>Gets the events after <see cref="Told"/>, in order: not more than <see cref="MaxEvents"/>, and none from the first on that can't be read.</summary>
    public required IReadOnlyList<LifecycleEvent> Events { get; init; }

    /// <summary>Gets the end of the lease, by which the store knows the claim.</summary>
    public required Instant LeasedUntil { get; init; }

    /// <summary>Gets the time before which the next instruction is not to be tried again; null, the default, if that may be at once.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Gets the instruction that was given up, and which the cursor has passed; null, the default, if none was.</summary>
    public DeadLetter? DeadLetter { get; init; }
}
