using System.CommandLine;

namespace SelfCare;

/// <summary><c>diagram</c>: the states and edges that the library lives by, as text for a drawing tool.</summary>
internal static class ChartCommand
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var name = new Argument<string>("chart")
        {
            Description = "Which chart: subscription, binding (of a device), profile or refund.",
            DefaultValueFactory = _ => "subscription",
        };
        name.AcceptOnlyFromAmong("subscription", "binding", "profile", "refund");
        var dot = new Option<bool>("--dot") { Description = "For Graphviz instead of Mermaid." };
        var diagram = new Command("diagram", "Print the chart of a subscription's states, or another.") { name, dot };
        diagram.SetAction(parsed => terminal.Out.WriteLine((parsed.GetValue(name) switch
        {
            "binding" => Draw(BindingChart.Instance, parsed.GetValue(dot)),
            "profile" => Draw(ProfileChart.Instance, parsed.GetValue(dot)),
            "refund" => Draw(RefundChart.Instance, parsed.GetValue(dot)),
            _ => Draw(SubscriptionChart.Instance, parsed.GetValue(dot)),
        }).TrimEnd()));
        root.Subcommands.Add(diagram);
    }

    private static string Draw<TState, TTrigger>(StateChart<TState, TTrigger> chart, bool dot)
        where TState : unmanaged, Enum
        where TTrigger : unmanaged => dot ? chart.ToDot() : chart.ToMermaid();
}
