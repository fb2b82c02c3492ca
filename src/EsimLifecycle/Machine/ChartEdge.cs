namespace EsimLifecycle;

/// <summary>One step that a <see cref="StateChart{TState, TTrigger}"/> allows: a trigger leads from a state to a state.</summary>
/// <remarks>Where a trigger may lead from one state to several, there is an edge for each. An edge that stays has equal states.</remarks>
/// <typeparam name="TState">The states of the chart.</typeparam>
/// <typeparam name="TTrigger">The triggers of the chart.</typeparam>
/// <param name="From">The state before.</param>
/// <param name="Trigger">What happens.</param>
/// <param name="To">The state after.</param>
public readonly record struct ChartEdge<TState, TTrigger>(TState From, TTrigger Trigger, TState To)
    where TState : unmanaged, Enum
    where TTrigger : unmanaged
{
    /// <summary>Writes the edge as an arrow: <c>Active --Suspend--> Suspended</c>.</summary>
    public override string ToString() => $"{From} --{Trigger}--> {To}";
}
