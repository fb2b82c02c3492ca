namespace EsimLifecycle.Tests;

public class ReadmeChartTests
{
    [Fact]
    public void The_readme_s_diagrams_are_the_charts_own_texts()
    {
        DrawnAs("chart").Should().Be(SubscriptionChart.Instance.ToMermaid());
        DrawnAs("chart binding").Should().Be(BindingChart.Instance.ToMermaid());
        DrawnAs("chart refund").Should().Be(RefundChart.Instance.ToMermaid());
        DrawnAs("chart profile").Should().Be(ProfileChart.Instance.ToMermaid());
    }

    private static string DrawnAs(string mark)
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "README.md"));
        var opening = $"<!-- {mark} -->\n```mermaid\n";
        var start = readme.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return readme[start..readme.IndexOf($"```\n<!-- /{mark} -->", start, StringComparison.Ordinal)];
    }
}
