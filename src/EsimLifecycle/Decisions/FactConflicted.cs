namespace EsimLifecycle;

/// <summary>A fact was reported that contradicts what was recorded before. It is kept, and changes nothing.</summary>
public sealed record FactConflicted : LifecycleEvent
{
    /// <summary>Which kind of fact.</summary>
    public required CommandKind Fact { get; init; }

    /// <summary>Its reference, where it has one.</summary>
    public Reference Reference { get; init; }

    /// <summary>Its amount, where it has one.</summary>
    public Money? Amount { get; init; }

    internal override void Apply(Subscription draft)
    {
    }
}
