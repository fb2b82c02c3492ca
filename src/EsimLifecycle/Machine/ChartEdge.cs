namespace EsimLifecycle;

/// <summary>One step that a <see cref="StateChart{TState, TTrigger}"/> allows: a trigger leads from a state to a state.</summary>
/// <remarks>
/// <para>Where a trigger may lead from one state to several, there is an edge for each. An edge that stays has <paramref name="To"/>
/// equal to <paramref name="From"/>.</para>
/// <para>The default value is the edge between the states and by the trigger whose values are 0; a chart need not have it.</para>
/// </remarks>
/// <typeparam name="TState">The states of the chart.</typeparam>
/// <typeparam name="TTrigger">The triggers of the chart.</typeparam>
/// <param name="From">The state before.</param>
/// <param name="Trigger">What happens.</param>
/// <param name="To">The state after.</param>
public readonly record struct ChartEdge<TState, TTrigger>(TState From, TTrigger Trigger, TState To)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <summary>The edge as an arrow: <c>Active --Suspend--> Suspended</c>.</summary>
    public override string ToString() => $"{From} --{Trigger}--> {To}";
}
