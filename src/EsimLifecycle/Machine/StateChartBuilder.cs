namespace EsimLifecycle;

/// <summary>Collects the declarations of a chart, in any order, and checks them all together at the end.</summary>
internal sealed class StateChartBuilder<TState, TTrigger>(string name, TState initial)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private const int ValueLimit = StateChart<TState, TTrigger>.ValueLimit;

    private readonly List<TState> _without = [];
    private readonly List<ChartGroup<TState>> _groups = [];
    private readonly List<TState> _final = [];
    private readonly List<Declaration> _declarations = [];
    private readonly List<string> _faults = [];
    private Source[] _sources = [];
    private bool _initialIsStart;

    /// <summary>
    /// Draws the initial state as the dot where everything begins: for a state that only says that nothing has happened yet.
    /// </summary>
    public StateChartBuilder<TState, TTrigger> DrawInitialAsStart()
    {
        _initialIsStart = true;
        return this;
    }

    /// <summary>Leaves values of the enum out of the chart.</summary>
    public StateChartBuilder<TState, TTrigger> Without(params ReadOnlySpan<TState> states)
    {
        _without.AddRange(states);
        return this;
    }

    /// <summary>Names several states together.</summary>
    public StateChartBuilder<TState, TTrigger> Group(string group, params ReadOnlySpan<TState> states)
    {
        _groups.Add(new ChartGroup<TState>(group, ValueList.Create(states)));
        return this;
    }

    /// <summary>What follows leaves each of these states.</summary>
    public StateChartBuilder<TState, TTrigger> From(TState state, params ReadOnlySpan<TState> others)
    {
        _sources = [new Source(state, null), .. others.ToArray().Select(other => new Source(other, null))];
        return this;
    }

    /// <summary>What follows leaves every state of a group, and is drawn once.</summary>
    public StateChartBuilder<TState, TTrigger> FromGroup(string group)
    {
        _sources = [new Source(default, group)];
        return this;
    }

    /// <summary>The trigger leads to one of these states.</summary>
    public StateChartBuilder<TState, TTrigger> On(TTrigger trigger, TState target, params ReadOnlySpan<TState> others) =>
        Declare(trigger, [target, .. others]);

    /// <summary>Each of these triggers may happen and changes nothing.</summary>
    public StateChartBuilder<TState, TTrigger> Stays(TTrigger trigger, params ReadOnlySpan<TTrigger> others)
    {
        Declare(trigger, [null]);
        foreach (var other in others)
            Declare(other, [null]);
        return this;
    }

    /// <summary>Nothing leads out of these states.</summary>
    public StateChartBuilder<TState, TTrigger> Final(params ReadOnlySpan<TState> states)
    {
        _final.AddRange(states);
        return this;
    }

    /// <summary>The chart.</summary>
    /// <exception cref="InvalidStateChartException">The declarations contradict each other; it lists every fault.</exception>
    public StateChart<TState, TTrigger> Freeze()
    {
        TState[] states = [.. Enum.GetValues<TState>().Distinct().Except(_without)];
        ChartEdge<TState, TTrigger>[] edges = [.. _declarations.SelectMany(EdgesOf)];

        CheckValues(states, edges);
        CheckGroups(states);
        CheckEdges(states, edges);
        CheckReachability(states, edges);
        CheckStart(edges);
        if (_faults.Count > 0)
            throw new InvalidStateChartException(name, [.. _faults.Distinct()]);

        ValueList<TState> final = [.. states.Where(_final.Contains)];
        return new StateChart<TState, TTrigger>(initial, [.. states], [.. edges], [.. _groups], final, Draw(states, final));
    }

    private StateChartBuilder<TState, TTrigger> Declare(TTrigger trigger, ReadOnlySpan<TState?> targets)
    {
        if (_sources.Length == 0)
            _faults.Add($"The trigger {trigger} is declared before any From or FromGroup.");
        foreach (var source in _sources)
        {
            foreach (var target in targets)
                _declarations.Add(new Declaration(source, trigger, target));
        }

        return this;
    }

    private IEnumerable<ChartEdge<TState, TTrigger>> EdgesOf(Declaration declared)
    {
        ValueList<TState> sources = declared.From.Group is { } group ? MembersOf(group) : [declared.From.State];
        return sources.Select(source => new ChartEdge<TState, TTrigger>(source, declared.Trigger, declared.To ?? source));
    }

    private ValueList<TState> MembersOf(string group) => _groups.Find(known => known.Name == group)?.States ?? [];

    private void CheckValues(TState[] states, ChartEdge<TState, TTrigger>[] edges)
    {
        CheckState(states, initial, "initial state");
        foreach (var state in _final)
            CheckState(states, state, "final state");
        foreach (var edge in edges)
        {
            CheckState(states, edge.From, $"source of {edge}");
            CheckState(states, edge.To, $"target of {edge}");
            if (!Enum.IsDefined(edge.Trigger))
                _faults.Add($"{edge.Trigger}, the trigger of {edge}, is not defined in {typeof(TTrigger).Name}.");
        }

        foreach (var state in states.Where(state => EnumIndex.Of(state) >= ValueLimit))
            _faults.Add($"The value of the state {state} is {state:D}; expected 0 to {ValueLimit - 1}.");
        foreach (var trigger in edges.Select(edge => edge.Trigger).Where(trigger => EnumIndex.Of(trigger) >= ValueLimit))
            _faults.Add($"The value of the trigger {trigger} is {trigger:D}; expected 0 to {ValueLimit - 1}.");
    }

    private void CheckState(TState[] states, TState state, string role)
    {
        if (!Enum.IsDefined(state))
            _faults.Add($"{state}, the {role}, is not defined in {typeof(TState).Name}.");
        else if (!states.Contains(state))
            _faults.Add($"{state}, the {role}, was left out of the chart.");
    }

    private void CheckGroups(TState[] states)
    {
        foreach (var group in _groups)
        {
            if (!char.IsAsciiLetter(group.Name.FirstOrDefault()) || !group.Name.All(char.IsAsciiLetterOrDigit))
                _faults.Add($"The group name '{group.Name}' is not a letter followed by letters and digits.");
            if (states.Any(state => state.ToString() == group.Name))
                _faults.Add($"The group {group.Name} has the name of a state.");
            if (group.States.Count == 0)
                _faults.Add($"The group {group.Name} is empty.");
            if (_groups.Count(other => other.Name == group.Name) > 1)
                _faults.Add($"The group {group.Name} is declared more than once.");
            foreach (var state in group.States)
                CheckState(states, state, $"member of {group.Name}");
        }

        var members = _groups.SelectMany(group => group.States, (group, state) => (group.Name, State: state));
        foreach (var places in members.GroupBy(place => place.State))
        {
            if (places.Count() > 1)
                _faults.Add($"The state {places.Key} is in more than one place: {string.Join(", ", places.Select(place => place.Name))}.");
        }

        foreach (var declared in _declarations)
        {
            if (declared.From.Group is { } group && !_groups.Exists(known => known.Name == group))
                _faults.Add($"The group {group} has edges and is not declared.");
        }
    }

    private void CheckEdges(TState[] states, ChartEdge<TState, TTrigger>[] edges)
    {
        foreach (var same in edges.GroupBy(edge => edge))
        {
            if (same.Count() > 1)
                _faults.Add($"The edge {same.Key} is declared more than once.");
        }

        foreach (var edge in edges.Where(edge => _final.Contains(edge.From)))
            _faults.Add($"The final state {edge.From} has a way out: {edge}.");
        foreach (var state in states.Except(_final))
        {
            if (!edges.Any(edge => edge.From.Equals(state) && !edge.To.Equals(state)))
                _faults.Add($"The state {state} has no way out and is not final.");
        }
    }

    private void CheckReachability(TState[] states, ChartEdge<TState, TTrigger>[] edges)
    {
        if (!states.Contains(initial))
            return;
        List<TState> reached = [initial];
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(edges.Where(edge => edge.From.Equals(reached[i])).Select(edge => edge.To).Except(reached).ToArray());
        foreach (var state in states.Except(reached))
            _faults.Add($"The state {state} can't be reached from {initial}.");
    }

    private void CheckStart(ChartEdge<TState, TTrigger>[] edges)
    {
        if (!_initialIsStart)
            return;
        foreach (var edge in edges.Where(edge => edge.To.Equals(initial)))
            _faults.Add($"{initial} is drawn as the start, and {edge} leads back to it.");
        if (_groups.Exists(group => group.States.Contains(initial)) || _final.Contains(initial))
            _faults.Add($"{initial} is drawn as the start, and is in a group or final.");
    }

    private ChartDrawing Draw(TState[] states, ValueList<TState> final)
    {
        List<ChartArrow> arrows = _initialIsStart ? [] : [new ChartArrow(ChartDrawing.Start, NameOf(initial), "")];
        foreach (var declared in _declarations)
        {
            var trigger = declared.Trigger.ToString();
            if (declared.From.Group is not { } group)
                arrows.Add(new ChartArrow(NameOf(declared.From.State), declared.To is { } to ? NameOf(to) : null, trigger));
            else if (declared.To is not { } target)
                arrows.Add(new ChartArrow(group, null, trigger));
            else if (MembersOf(group).Contains(target))
                arrows.AddRange(MembersOf(group).Select(member => new ChartArrow(NameOf(member), NameOf(target), trigger)));
            else
                arrows.Add(new ChartArrow(group, NameOf(target), trigger));
        }

        return new ChartDrawing(
            name,
            [.. states.Select(NameOf).Where(state => state != ChartDrawing.Start)],
            [.. _groups.Select(group => new ChartGroup<string>(group.Name, [.. group.States.Select(NameOf)]))],
            [.. final.Select(NameOf)],
            [.. arrows]);
    }

    private string NameOf(TState state) => _initialIsStart && state.Equals(initial) ? ChartDrawing.Start : state.ToString();

    /// <summary>A state, or a group by its name.</summary>
    private readonly record struct Source(TState State, string? Group);

    /// <summary>A line of the chart as declared; without a target it stays.</summary>
    private readonly record struct Declaration(Source From, TTrigger Trigger, TState? To);
}
