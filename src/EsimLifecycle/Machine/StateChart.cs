using System.Runtime.CompilerServices;
using Stateless;
using Stateless.Graph;
using Stateless.Reflection;

namespace EsimLifecycle;

/// <summary>
/// A state chart: the states of something and the triggers that lead from one to another, declared with Stateless and kept as a table.
/// </summary>
/// <remarks>
/// <para>The library looks up every change of state in its chart before accepting it. A Stateless machine is configured once, and the
/// result of its <see cref="StateMachine{TState, TTrigger}.GetInfo"/> is kept as a table, because machines are neither immutable nor
/// thread-safe.</para>
/// <para>A trigger may lead from one state to several others; the rule behind the trigger decides which.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <typeparam name="TTrigger">The type of the triggers.</typeparam>
public sealed class StateChart<TState, TTrigger>
    where TState : unmanaged, Enum
    where TTrigger : unmanaged
{
    private readonly Action<StateMachine<TState, TTrigger>> _configure;

    // _targets[from * _columns + trigger] is the set of states, a bit for each, that the trigger may lead to.
    private readonly ulong[] _targets;
    private readonly uint _rows;
    private readonly uint _columns;

    internal StateChart(TState initial, Action<StateMachine<TState, TTrigger>> configure)
    {
        Initial = initial;
        _configure = configure;
        // Loops, because queries over values would have to be compiled for each chart before the first decision of a process.
        var states = Info.States.ToDictionary(state => $"{state.UnderlyingState}");
        var edges = new List<ChartEdge<TState, TTrigger>>();
        foreach (var state in states.Values)
        {
            if (!state.Substates.Any())
                AddEdges(state, states, edges);
        }

        foreach (var edge in edges)
        {
            _rows = Math.Max(_rows, Index(edge.From) + 1);
            _columns = Math.Max(_columns, Index(edge.Trigger) + 1);
        }

        _targets = new ulong[_rows * _columns];
        foreach (var edge in edges)
            _targets[(Index(edge.From) * _columns) + Index(edge.Trigger)] |= 1UL << (int)Index(edge.To);
        Edges = new ValueList<ChartEdge<TState, TTrigger>>(edges.ToArray());
    }

    /// <summary>Gets the initial state.</summary>
    public TState Initial { get; }

    /// <summary>Gets every allowed step. A step that a superstate declares is listed once for each state inside it.</summary>
    public ValueList<ChartEdge<TState, TTrigger>> Edges { get; }

    /// <summary>Gets the states without an edge to another state, in the order of <typeparamref name="TState"/>; found anew each time.</summary>
    public ValueList<TState> FinalStates =>
        [.. Edges.Select(edge => edge.To).Except(Edges.Where(edge => !edge.From.Equals(edge.To)).Select(edge => edge.From)).Order()];

    /// <summary>Gets the chart as Stateless describes it, for graphs and other readers; created anew each time.</summary>
    public StateMachineInfo Info
    {
        get
        {
            var blueprint = new StateMachine<TState, TTrigger>(Initial);
            _configure(blueprint);
            return blueprint.GetInfo();
        }
    }

    /// <summary>
    /// Determines whether <paramref name="trigger"/> is permitted in a state, also if it keeps the state. Takes constant time and
    /// allocates nothing.
    /// </summary>
    /// <returns>True if the trigger is permitted; false also for values that are not in this chart.</returns>
    public bool Permits(TState state, TTrigger trigger) => TargetsOf(state, trigger) != 0;

    /// <summary>
    /// Determines whether <paramref name="trigger"/> may lead from <paramref name="from"/> to <paramref name="to"/>. Takes constant time
    /// and allocates nothing.
    /// </summary>
    /// <returns>True if the chart has that edge; false also for values that are not in this chart.</returns>
    public bool Allows(TState from, TTrigger trigger, TState to) =>
        Index(to) is < 64 and var bit && ((TargetsOf(from, trigger) >> (int)bit) & 1) != 0;

    /// <summary>
    /// Returns the chart as a Mermaid state diagram, which GitHub renders in Markdown between <c>```mermaid</c> and <c>```</c>.
    /// </summary>
    /// <remarks>
    /// It is the graph of Stateless, with triggers in words, one arrow for each edge, and edges that keep the state as a note. Commands
    /// that change no status are left out. Lines end with a single line feed, including the last one.
    /// </remarks>
    public string ToMermaid()
    {
        var graph = Graph();
        return graph.ToGraph(new ChartStyle(graph, $"{Initial}")).ReplaceLineEndings("\n");
    }

    /// <summary>
    /// Returns the chart in the DOT language of Graphviz, as Stateless writes it. Commands that change no status are left out.
    /// </summary>
    public string ToDot() => Graph().ToGraph(new UmlDotGraphStyle()).ReplaceLineEndings("\n");

    /// <summary>Returns the number of a state's or a trigger's bit, which is small and without gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Index<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.BitCast<T, byte>(value) : Unsafe.BitCast<T, uint>(value);

    private ulong TargetsOf(TState state, TTrigger trigger)
    {
        var (row, column) = (Index(state), Index(trigger));
        return row < _rows && column < _columns ? _targets[(row * _columns) + column] : 0;
    }

    private StateGraph Graph()
    {
        var graph = new StateGraph(Info);
        graph.Transitions.RemoveAll(each => each is StayTransition { Trigger.UnderlyingTrigger: SubscriptionTrigger { Command: not null } });
        return graph;
    }

    private static void AddEdges(StateInfo state, Dictionary<string, StateInfo> states, List<ChartEdge<TState, TTrigger>> edges)
    {
        var from = (TState)state.UnderlyingState;
        for (var declaring = state; declaring is not null; declaring = declaring.Superstate)
        {
            foreach (var each in declaring.FixedTransitions)
                edges.Add(new(from, (TTrigger)each.Trigger.UnderlyingTrigger, (TState)each.DestinationState.UnderlyingState));
            foreach (var each in declaring.IgnoredTriggers)
                edges.Add(new(from, (TTrigger)each.Trigger.UnderlyingTrigger, from));
            foreach (var each in declaring.DynamicTransitions)
            {
                foreach (var target in each.PossibleDestinationStates.SelectMany(possible => Inside(states[possible.DestinationState])))
                    edges.Add(new(from, (TTrigger)each.Trigger.UnderlyingTrigger, (TState)target.UnderlyingState));
            }
        }
    }

    /// <summary>The state itself, or the states inside a superstate.</summary>
    private static IEnumerable<StateInfo> Inside(StateInfo state) => state.Substates.Any() ? state.Substates.SelectMany(Inside) : [state];
}
