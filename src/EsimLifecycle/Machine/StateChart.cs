using System.Runtime.CompilerServices;
using Stateless;
using Stateless.Graph;
using Stateless.Reflection;

namespace EsimLifecycle;

/// <summary>
/// A state chart: the states of something and the triggers that lead from one to another, declared with Stateless and kept as a table.
/// </summary>
/// <remarks>
/// <para>The library looks up every change of state in its chart before accepting it: in a table that was made of what
/// <see cref="StateMachine{TState, TTrigger}.GetInfo"/> says of a Stateless machine, because machines are neither immutable nor
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
    private readonly string _name;
    private readonly string[] _triggers;
    private ChartTable? _table;
    private ChartEdge<TState, TTrigger>[]? _edges;

    /// <summary>Creates a chart.</summary>
    /// <param name="name">Its name in the table of all charts.</param>
    /// <param name="initial">The initial state.</param>
    /// <param name="triggers">The names of the triggers, in the order of their numbers.</param>
    /// <param name="configure">Declares the states and their triggers.</param>
    internal StateChart(string name, TState initial, string[] triggers, Action<StateMachine<TState, TTrigger>> configure)
    {
        _name = name;
        Initial = initial;
        _triggers = triggers;
        _configure = configure;
    }

    /// <summary>Gets the initial state.</summary>
    public TState Initial { get; }

    /// <summary>Gets every allowed step. A step that a superstate declares is listed once for each state inside it.</summary>
    public ValueList<ChartEdge<TState, TTrigger>> Edges => new(_edges ??= FindEdges());

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
    public bool Permits(TState state, TTrigger trigger) => Table.TargetsOf(Index(state), Index(trigger)) != 0;

    /// <summary>
    /// Determines whether <paramref name="trigger"/> may lead from <paramref name="from"/> to <paramref name="to"/>. Takes constant time
    /// and allocates nothing.
    /// </summary>
    /// <returns>True if the chart has that edge; false also for values that are not in this chart.</returns>
    public bool Allows(TState from, TTrigger trigger, TState to) =>
        Index(to) is < 64 and var bit && ((Table.TargetsOf(Index(from), Index(trigger)) >> (int)bit) & 1) != 0;

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

    private ChartTable Table => _table ??= ChartTable.Read(_name, Enum.GetNames<TState>(), _triggers);

    /// <summary>Returns the number of a state's or a trigger's bit, which is small and without gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Index<T>(T value)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.BitCast<T, byte>(value) : Unsafe.BitCast<T, uint>(value);

    private StateGraph Graph()
    {
        var graph = new StateGraph(Info);
        graph.Transitions.RemoveAll(each => each is StayTransition { Trigger.UnderlyingTrigger: SubscriptionTrigger { Command: not null } });
        return graph;
    }

    private ChartEdge<TState, TTrigger>[] FindEdges()
    {
        var states = Info.States.ToDictionary(state => $"{state.UnderlyingState}");
        var edges = new List<ChartEdge<TState, TTrigger>>();
        foreach (var state in states.Values.Where(state => !state.Substates.Any()))
            AddEdges(state, states, edges);
        return [.. edges];
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
