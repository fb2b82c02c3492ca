using System.Text;

namespace EsimLifecycle;

/// <summary>
/// An arrow as declared: from a state, a group or <see cref="ChartDrawing.Start"/>; without a target it stays where it is.
/// </summary>
internal readonly record struct ChartArrow(string From, string? To, string Trigger);

/// <summary>What of a chart can be seen, and how it is written for Mermaid and for Graphviz.</summary>
/// <remarks>
/// No arrow leads from a group to a state inside it: Mermaid hides such an arrow behind the state, and Graphviz can't clip it.
/// What stays is no arrow either: Mermaid drops or misplaces the loop of a group (mermaid-js/mermaid, issues 2748 and 4866).
/// </remarks>
internal sealed class ChartDrawing(
    string name,
    ValueList<string> states,
    ValueList<ChartGroup<string>> groups,
    ValueList<string> finalStates,
    IEnumerable<ChartArrow> arrows)
{
    /// <summary>The dot where everything begins, as Mermaid writes it.</summary>
    public const string Start = "[*]";

    /// <summary>The arrows in the order of their first trigger, those between the same two ends as one.</summary>
    private readonly ChartArrow[] _arrows =
    [
        .. arrows
            .GroupBy(arrow => (arrow.From, arrow.To), arrow => Words(arrow.Trigger))
            .Select(same => new ChartArrow(same.Key.From, same.Key.To, string.Join(" / ", same))),
    ];

    public string Name => name;

    public string ToMermaid() => Text(["stateDiagram-v2", .. Indented(MermaidLines())]);

    public string ToDot() => Text([$"digraph \"{name}\" {{", .. Indented(DotLines()), "}"]);

    private IEnumerable<string> MermaidLines() =>
    [
        .. MermaidFrom(Start, null),
        .. InPlaces().SelectMany(place => place.Group is { } group ? MermaidGroup(group) : MermaidFrom(place.State, null)),
        .. finalStates.Select(state => $"{state} --> [*]"),
    ];

    private IEnumerable<string> MermaidGroup(ChartGroup<string> group) =>
    [
        $"state {group.Name} {{",
        .. Indented([.. group.States, .. _arrows.Where(arrow => IsInside(group, arrow)).Select(Mermaid)]),
        "}",
        .. MermaidFrom(group.Name, null),
        .. group.States.SelectMany(state => MermaidFrom(state, group)),
    ];

    private IEnumerable<string> MermaidFrom(string source, ChartGroup<string>? group) =>
        _arrows.Where(arrow => arrow.From == source && !IsInside(group, arrow)).Select(Mermaid);

    private static string Mermaid(ChartArrow arrow) => arrow switch
    {
        (var from, null, var trigger) => $"note right of {from} : stays on {trigger}",
        (var from, var to, "") => $"{from} --> {to}",
        var (from, to, trigger) => $"{from} --> {to} : {trigger}",
    };

    private IEnumerable<string> DotLines() =>
    [
        "compound=true;",
        "node [shape=box, style=rounded];",
        $"\"{Start}\" [shape=circle, style=filled, fillcolor=black, label=\"\", width=0.15];",
        .. InPlaces().SelectMany(place => place.Group is { } group ? DotGroup(group) : [DotNode(place.State)]),
        .. _arrows.Where(arrow => arrow.To is not null).Select(Dot),
    ];

    private IEnumerable<string> DotGroup(ChartGroup<string> group) =>
    [
        $"subgraph \"cluster_{group.Name}\" {{",
        .. Indented([$"label=\"{DotLabel(group.Name)}\";", .. group.States.Select(DotNode)]),
        "}",
    ];

    private string DotNode(string state) =>
        $"\"{state}\" [label=\"{DotLabel(state)}\"{(finalStates.Contains(state) ? ", peripheries=2" : "")}];";

    private string DotLabel(string source)
    {
        var staying = _arrows.Where(arrow => arrow.From == source && arrow.To is null);
        return source + string.Concat(staying.Select(arrow => $"\\nstays on {arrow.Trigger}"));
    }

    // Graphviz draws from node to node: an arrow of a group begins at a state inside and is clipped at the border of the cluster.
    private string Dot(ChartArrow arrow) => groups.FirstOrDefault(group => group.Name == arrow.From) is { } group
        ? $"\"{group.States[0]}\" -> \"{arrow.To}\" [label=\"{arrow.Trigger}\", ltail=\"cluster_{group.Name}\"];"
        : $"\"{arrow.From}\" -> \"{arrow.To}\" [label=\"{arrow.Trigger}\"];";

    /// <summary>
    /// The states and groups to draw; a group comes where its first state would, as both layouts rank by the order of appearance.
    /// </summary>
    private IEnumerable<(string State, ChartGroup<string>? Group)> InPlaces() =>
        states
            .Select(state => (State: state, Group: groups.FirstOrDefault(group => group.States.Contains(state))))
            .DistinctBy(place => place.Group?.Name ?? place.State);

    private static bool IsInside(ChartGroup<string>? group, ChartArrow arrow) =>
        group is not null && arrow.To is not null && group.States.Contains(arrow.From) && group.States.Contains(arrow.To);

    private static IEnumerable<string> Indented(IEnumerable<string> lines) => lines.Select(line => "    " + line);

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>A name of C# in words: <c>RequestCancellation</c> is "request cancellation".</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var endsAcronym = i > 0 && i + 1 < name.Length && char.IsUpper(name[i - 1]) && char.IsLower(name[i + 1]);
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || endsAcronym))
                words.Append(' ');
            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }
}
