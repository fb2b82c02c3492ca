namespace EsimLifecycle;

/// <summary>A composite state of a <see cref="StateChart{TState, TTrigger}"/>: a name for several of its states together.</summary>
/// <remarks>Groups do not overlap and are not nested. Immutable and thread-safe.</remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed record ChartGroup<TState>
{
    internal ChartGroup(string name, ValueList<TState> states)
    {
        Name = name;
        States = states;
    }

    /// <summary>The name, such as <c>PendingCancel</c>: letters and digits, never the name of a state.</summary>
    public string Name { get; }

    /// <summary>The states inside, at least one, in the order in which they were declared.</summary>
    public ValueList<TState> States { get; }
}
