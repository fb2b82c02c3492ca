using System.CommandLine;

namespace SelfCare;

/// <summary><c>diagram</c>: the states and edges that the library lives by, as text for a drawing tool.</summary>
internal static class ChartCommand
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var dot = new Option<bool>("--dot") { Description = "For Graphviz instead of Mermaid." };
        var diagram = new Command("diagram", "Print the chart of a subscription's states.") { dot };
        diagram.SetAction(parsed => terminal.Out.WriteLine(
            (parsed.GetValue(dot) ? SubscriptionChart.Instance.ToDot() : SubscriptionChart.Instance.ToMermaid()).TrimEnd()));
        root.Subcommands.Add(diagram);
    }
}
