namespace EsimLifecycle;

/// <summary>The states something can be in, and what leads from one to another.</summary>
/// <remarks>
/// <para>A chart is the truth, not a drawing: the library looks every change of state up in it before the change is accepted. It was
/// checked when it was built: every state can be reached, only final ones have no way out, and no edge is there twice.</para>
/// <para>A trigger may lead from one state to several others; which one is decided by the rule behind the trigger.</para>
/// <para>Charts come with the library and can be read, asked and drawn, but not made. Immutable and thread-safe.</para>
/// </remarks>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TTrigger">What can happen.</typeparam>
public sealed class StateChart<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <summary>The values of states and triggers are below this, so that a set of states is one machine word.</summary>
    internal const int ValueLimit = 64;

    private readonly ChartDrawing _drawing;
    private readonly ulong[] _groups;
    private readonly ulong _final;

    // _targets[from * _columns + trigger] is the set of states, a bit for each, that the trigger may lead to.
    private readonly ulong[] _targets;
    private readonly uint _rows;
    private readonly uint _columns;
    private readonly ValueList<TTrigger>[] _permitted;

    internal StateChart(
        TState initial,
        ValueList<TState> states,
        ValueList<ChartEdge<TState, TTrigger>> edges,
        ValueList<ChartGroup<TState>> groups,
        ValueList<TState> finalStates,
        ChartDrawing drawing)
    {
        Initial = initial;
        States = states;
        Edges = edges;
        Groups = groups;
        FinalStates = finalStates;
        _drawing = drawing;

        _final = SetOf(finalStates);
        _groups = [.. groups.Select(group => SetOf(group.States))];
        _rows = states.Max(EnumIndex.Of) + 1;
        _columns = edges.Select(edge => EnumIndex.Of(edge.Trigger)).DefaultIfEmpty().Max() + 1;
        _targets = new ulong[_rows * _columns];
        foreach (var edge in edges)
            _targets[(EnumIndex.Of(edge.From) * _columns) + EnumIndex.Of(edge.Trigger)] |= 1UL << (int)EnumIndex.Of(edge.To);

        _permitted = new ValueList<TTrigger>[_rows];
        foreach (var leaving in edges.GroupBy(edge => edge.From))
            _permitted[EnumIndex.Of(leaving.Key)] = [.. leaving.Select(edge => edge.Trigger).Distinct().OrderBy(EnumIndex.Of)];
    }

    /// <summary>The name of what the chart describes, such as <c>subscription</c>.</summary>
    public string Name => _drawing.Name;

    /// <summary>The state in which everything begins.</summary>
    public TState Initial { get; }

    /// <summary>Every state, in the order of <typeparamref name="TState"/>.</summary>
    public ValueList<TState> States { get; }

    /// <summary>
    /// Every step that is allowed, in the order in which they were declared. What a group declares is here once for each state inside it.
    /// </summary>
    public ValueList<ChartEdge<TState, TTrigger>> Edges { get; }

    /// <summary>The composite states; empty where the chart has none.</summary>
    public ValueList<ChartGroup<TState>> Groups { get; }

    /// <summary>
    /// The states that nothing leads out of, in the order of <typeparamref name="TState"/>; empty where nothing ever ends.
    /// </summary>
    public ValueList<TState> FinalStates { get; }

    /// <summary>
    /// The triggers that can happen in <paramref name="state"/>, those that stay in it included, in the order of
    /// <typeparamref name="TTrigger"/>.
    /// </summary>
    /// <returns>A list made beforehand; empty for a final state and for a value that is not a state of this chart.</returns>
    public ValueList<TTrigger> Permitted(TState state)
    {
        var row = EnumIndex.Of(state);
        return row < _rows ? _permitted[row] : default;
    }

    /// <summary>
    /// Whether <paramref name="trigger"/> may lead from <paramref name="from"/> to <paramref name="to"/>. Takes constant time and
    /// allocates nothing.
    /// </summary>
    /// <returns>True where <see cref="Edges"/> has this step; false also for values that are no states or triggers of this chart.</returns>
    public bool Allows(TState from, TTrigger trigger, TState to) => Contains(TargetsOf(from, trigger), to);

    /// <summary>
    /// The states that <paramref name="trigger"/> may lead to from <paramref name="from"/>, in the order of
    /// <typeparamref name="TState"/>.
    /// </summary>
    /// <returns>Empty where the trigger can't happen in that state.</returns>
    public ValueList<TState> Targets(TState from, TTrigger trigger)
    {
        var targets = TargetsOf(from, trigger);
        return [.. States.Where(state => Contains(targets, state))];
    }

    /// <summary>Whether <paramref name="state"/> is inside the composite state named <paramref name="group"/>.</summary>
    /// <exception cref="ArgumentException"><see cref="Groups"/> has no such name; names are compared exactly.</exception>
    public bool IsIn(TState state, string group)
    {
        for (var i = 0; i < Groups.Count; i++)
        {
            if (Groups[i].Name == group)
                return Contains(_groups[i], state);
        }

        var known = string.Join(", ", Groups.Select(other => other.Name));
        throw new ArgumentException($"'{group}' is not a group of the chart '{Name}'; it has [{known}].", nameof(group));
    }

    /// <summary>Whether nothing leads out of <paramref name="state"/>; false for a value that is not a state of this chart.</summary>
    public bool IsFinal(TState state) => Contains(_final, state);

    /// <summary>The chart as a Mermaid state diagram, which GitHub draws in Markdown between <c>```mermaid</c> and <c>```</c>.</summary>
    /// <remarks>
    /// Triggers are in words, those with the same way share an arrow, what a group declares leaves the group once, and what is declared
    /// to stay is a note. The same chart gives the same text, always. Lines end with a single line feed, the last one too.
    /// </remarks>
    public string ToMermaid() => _drawing.ToMermaid();

    /// <summary>The chart in the DOT language of Graphviz, with groups as clusters and final states with a double border.</summary>
    /// <remarks>
    /// Triggers are in words, those with the same way share an arrow, what a group declares leaves its cluster once, and what is declared
    /// to stay is written below the name. The same chart gives the same text, always. Lines end with a single line feed, the last one too.
    /// </remarks>
    public string ToDot() => _drawing.ToDot();

    /// <summary>Begins a chart whose states are all the values of <typeparamref name="TState"/>.</summary>
    internal static StateChartBuilder<TState, TTrigger> Define(string name, TState initial) => new(name, initial);

    private ulong TargetsOf(TState from, TTrigger trigger)
    {
        var row = EnumIndex.Of(from);
        var column = EnumIndex.Of(trigger);
        return row < _rows && column < _columns ? _targets[(row * _columns) + column] : 0;
    }

    private static bool Contains(ulong set, TState state)
    {
        var bit = EnumIndex.Of(state);
        return bit < ValueLimit && ((set >> (int)bit) & 1) != 0;
    }

    private static ulong SetOf(ValueList<TState> states)
    {
        var set = 0UL;
        foreach (var state in states)
            set |= 1UL << (int)EnumIndex.Of(state);
        return set;
    }
}
