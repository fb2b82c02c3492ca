namespace EsimLifecycle.Tests;

public class ReadmeChartTests
{
    [Fact]
    public void The_readme_s_diagram_is_the_chart_s_own_text()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "README.md"));
        const string Opening = "<!-- chart -->\n```mermaid\n";
        var start = readme.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;

        readme[start..readme.IndexOf("```\n<!-- /chart -->", start, StringComparison.Ordinal)].Should().Be(SubscriptionChart.Instance.ToMermaid());
    }
}
