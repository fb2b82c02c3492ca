namespace EsimLifecycle;

/// <summary>A reported fact contradicted an earlier one. It was recorded, without any other effect.</summary>
public sealed record FactConflicted : LifecycleEvent
{
    /// <summary>Gets the kind of the fact.</summary>
    public required CommandKind Fact { get; init; }

    /// <summary>Gets the reference of the fact; none if it has none.</summary>
    public Reference Reference { get; init; }

    /// <summary>Gets the amount of the fact; null if it has none.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets the number of bytes of the fact; null if it has none.</summary>
    public long? Bytes { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("fact", Fact), ("reference", Reference), ("amount", Amount), ("bytes", Bytes));

    internal override void Apply(Subscription draft)
    {
    }
}
