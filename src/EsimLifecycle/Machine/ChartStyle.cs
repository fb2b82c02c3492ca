using System.Text.RegularExpressions;
using Stateless.Graph;
using Stateless.Reflection;
using Choice = Stateless.Graph.Decision;
using Transition = Stateless.Graph.Transition;

namespace EsimLifecycle;

/// <summary>How the graph of Stateless is written for a README: choices without a node, one arrow for each way, what stays as a note.</summary>
/// <remarks>A note, because Mermaid drops or misplaces the loop of a composite state (mermaid-js/mermaid, issues 2748 and 4866).</remarks>
internal sealed partial class ChartStyle : MermaidGraphStyle
{
    private readonly StateGraph _graph;

    // A state that only says that nothing has happened yet is the dot where everything begins.
    private readonly bool _isInitialStart;
    private readonly string _initial;

    public ChartStyle(StateGraph graph, string initial)
        : base(graph, null)
    {
        _graph = graph;
        _initial = initial;
        _isInitialStart = initial == "None";
    }

    // Mermaid ranks by the order of appearance: a superstate is written where it or one of its states is first left.
    public override string FormatOneCluster(SuperState stateInfo) => "";

    public override string FormatOneDecisionNode(string nodeName, string label) => "";

    public override string GetInitialTransition(StateInfo initialState) => "\n";

    public override List<string> FormatAllTransitions(List<Transition> transitions)
    {
        var ways = transitions.Where(each => Target(each) is not Choice).GroupBy(each => (From: Source(each), To: Target(each)), Words).ToList();
        List<string> lines = _isInitialStart ? [] : [$"    [*] --> {_initial}"];
        HashSet<SuperState> written = [];
        foreach (var way in ways)
        {
            if ((way.Key.From as SuperState ?? way.Key.From.SuperState) is { } superstate && written.Add(superstate))
            {
                lines.Add($"    state {superstate.StateName} {{");
                lines.AddRange(superstate.SubStates.Select(state => $"        {state.StateName}"));
                lines.AddRange(ways.Where(IsInside).Where(inside => inside.Key.From.SuperState == superstate).Select(inside => $"        {Line(inside)}"));
                lines.Add("    }");
            }

            if (!IsInside(way))
                lines.Add($"    {Line(way)}");
        }

        var ends = _graph.States.Values.Where(state => state is not SuperState and { SuperState: null } && state.Leaving.All(each => each is StayTransition));
        return [.. lines, .. ends.Select(state => $"    {state.StateName} --> [*]")];

        static bool IsInside(IGrouping<(State From, State To), string> way) =>
            way.Key.From.SuperState is { } superstate && way.Key.To.SuperState == superstate && way.Key.From != way.Key.To;
    }

    private static State Source(Transition transition) => transition.SourceState is Choice choice ? choice.Arriving[0].SourceState : transition.SourceState;

    private static State Target(Transition transition) => transition switch
    {
        FixedTransition way => way.DestinationState,
        DynamicTransition way => way.DestinationState,
        _ => transition.SourceState,
    };

    private static string Words(Transition transition) => WordStart().Replace($"{transition.Trigger}", " ").ToLowerInvariant();

    private string Line(IGrouping<(State From, State To), string> way) => way.Key.From == way.Key.To
        ? $"note right of {way.Key.From.StateName} : stays on {string.Join(" / ", way)}"
        : $"{(_isInitialStart && way.Key.From.StateName == _initial ? "[*]" : way.Key.From.StateName)} --> {way.Key.To.StateName} : {string.Join(" / ", way)}";

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
