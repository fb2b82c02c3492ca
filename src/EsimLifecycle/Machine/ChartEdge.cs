namespace EsimLifecycle;

/// <summary>One step that a <see cref="StateChart{TState, TTrigger}"/> allows: a trigger leads from one state to another.</summary>
/// <remarks>
/// If a trigger may lead from one state to several, there is an edge for each. An edge that keeps the state has equal states.
/// </remarks>
/// <typeparam name="TState">The states of the chart.</typeparam>
/// <typeparam name="TTrigger">The triggers of the chart.</typeparam>
/// <param name="From">The state before.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="To">The state after.</param>
public readonly record struct ChartEdge<TState, TTrigger>(TState From, TTrigger Trigger, TState To)
    where TState : unmanaged, Enum
    where TTrigger : unmanaged
{
    /// <summary>Writes the edge as an arrow: <c>Active --Suspend--> Suspended</c>.</summary>
    public override string ToString() => $"{From} --{Trigger}--> {To}";
}
