namespace EsimLifecycle.Tests;

/// <summary>Every edge of every chart, as a text that a reviewer reads: where each trigger may lead from each state, and what it stays on.</summary>
/// <remarks>Written anew by running it with <c>WRITE_CHARTS</c> set to the file's absolute path.</remarks>
public class ChartEdgesTests
{
    [Fact]
    public void The_table_that_ships_has_the_edges_that_Stateless_has()
    {
        var text = Text("Subscription", SubscriptionChart.Instance.Edges.Select(edge => ($"{edge.From}", $"{edge.Trigger}", $"{edge.To}")))
            + Text("Binding", BindingChart.Instance.Edges.Select(edge => ($"{edge.From}", $"{edge.Trigger}", $"{edge.To}")))
            + Text("Profile", ProfileChart.Instance.Edges.Select(edge => ($"{edge.From}", $"{edge.Trigger}", $"{edge.To}")))
            + Text("Refund", RefundChart.Instance.Edges.Select(edge => ($"{edge.From}", $"{edge.Trigger}", $"{edge.To}")));
        if (Environment.GetEnvironmentVariable("WRITE_CHARTS") is { Length: > 0 } file)
            File.WriteAllText(file, text);

        using var shipped = new StreamReader(typeof(Lifecycle).Assembly.GetManifestResourceStream("charts.txt")!);
        text.Should().Be(shipped.ReadToEnd());
    }

    private static string Text(string name, IEnumerable<(string From, string Trigger, string To)> edges) => $"{name}\n" + string.Concat(edges
        .GroupBy(edge => edge.From).OrderBy(state => state.Key, StringComparer.Ordinal)
        .SelectMany(state => state.Where(edge => edge.To != edge.From)
            .GroupBy(edge => edge.Trigger, edge => edge.To).OrderBy(way => way.Key, StringComparer.Ordinal)
            .Select(way => $"  {state.Key} --{way.Key}--> {string.Join(", ", way.Order(StringComparer.Ordinal))}\n")
            .Append($"  {state.Key} stays on {string.Join(", ", state.Where(edge => edge.To == edge.From).Select(edge => edge.Trigger).Order(StringComparer.Ordinal))}\n")
            .Where(line => !line.EndsWith("on \n", StringComparison.Ordinal))));
}
