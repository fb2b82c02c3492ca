using Spectre.Console;

namespace FleetSimulation;

/// <summary>Shows a report in a terminal or a file: bars that are told apart without colours too.</summary>
internal sealed class TerminalReport(IAnsiConsole console, Report report)
{
    private const int LongestLabel = 30;
    private const int ShortestBar = 8;

    private static readonly (char Sign, string Colour)[] Signs = [('█', "teal"), ('▓', "yellow"), ('▒', "blue"), ('░', "red"), ('·', "grey")];

    public void Show(bool isBrief)
    {
        console.MarkupLine($"[bold]{Markup.Escape(report.Title)}[/]");
        console.WriteLine(report.Subtitle);
        console.WriteLine();
        var width = report.Figures.Max(each => Cells.Count(each.Name));
        foreach (var (name, value, share) in report.Figures)
            console.WriteLine($"  {Cells.PadRight(name, width)}  {value}{(share is null ? "" : $" ({share})")}");
        foreach (var chart in isBrief ? [] : report.ByMonth.Concat(report.ByReason).Where(chart => chart.Labels.Count > 0))
            Show(chart);
        ShowAccounts();
        console.MarkupLine($"[{(report.IsReconciled ? "green" : "red bold")}]{Markup.Escape(report.Verdict)}[/]");
        console.WriteLine(report.Counted);
    }

    private void Show(Chart chart)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(chart.Title)}[/]");
        var labels = chart.Labels.Select(label => Cells.Fit(label, LongestLabel)).ToList();
        var width = labels.Max(Cells.Count);

        // Beside the bars: their sum, or each figure of series that are no parts of a whole.
        var columns = chart.Kind == ChartKind.Grouped
            ? chart.Series.Select(series => Column(series.Name, series.Values.Select(value => Format(chart, value)))).ToList()
            : [Column("", labels.Select((_, i) => Format(chart, chart.TotalOf(i))))];
        var barWidth = Math.Max(ShortestBar, console.Profile.Width - width - 2 - columns.Sum(column => column.Width + 2));
        if (chart.Kind == ChartKind.Grouped)
            console.WriteLine($"{Cells.PadRight("", width)}{string.Concat(columns.Select(column => $"  {Cells.PadLeft(column.Name, column.Width)}"))}  {Signs[0].Sign} {chart.Series[0].Name}");
        var most = chart.Kind == ChartKind.Grouped ? chart.Series[0].Values.Max() : chart.Most;
        for (var i = 0; i < labels.Count; i++)
        {
            var bar = chart.Kind == ChartKind.Grouped ? Bar([chart.Series[0].Values[i]], most, barWidth) : Bar([.. chart.Series.Select(series => series.Values[i])], most, barWidth);
            console.MarkupLine($"{Markup.Escape(Cells.PadRight(labels[i], width))}{string.Concat(columns.Select(column => $"  {Cells.PadLeft(column.Cells[i], column.Width)}"))}  {bar}".TrimEnd());
        }

        if (chart.Kind == ChartKind.Stacked)
            console.MarkupLine(string.Join("   ", chart.Series.Select((series, i) => $"[{Signs[i].Colour}]{Signs[i].Sign}[/] {Markup.Escape(series.Name)}")));
    }

    private void ShowAccounts()
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(report.Text("accounts.title"))}[/]");
        var width = report.Accounts.Max(line => Cells.Count(line.Name));
        var amounts = report.Accounts.Max(line => Cells.Count(line.Amount));
        foreach (var (name, amount, isSum) in report.Accounts)
        {
            var line = Markup.Escape($"{Cells.PadRight(name, width)}  {Cells.PadLeft(amount, amounts)}");
            console.MarkupLine(isSum ? $"[bold]= {line}[/]" : $"  {line}");
        }

        console.WriteLine();
    }

    /// <summary>Parts of a bar, each by its share of the largest figure; their ends are rounded together, so that the whole is as long as its sum.</summary>
    private static string Bar(decimal[] parts, decimal most, int width)
    {
        var (bar, sum, drawn) = ("", 0m, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            sum += Math.Max(0, parts[i]);
            var end = most <= 0 ? 0 : (int)Math.Round(sum / most * width, MidpointRounding.AwayFromZero);
            if (end > drawn)
                bar += $"[{Signs[i].Colour}]{new string(Signs[i].Sign, end - drawn)}[/]";
            drawn = Math.Max(drawn, end);
        }

        return bar;
    }

    private string Format(Chart chart, decimal value) => value.ToString(chart.Format, report.Culture);

    private static (string Name, string[] Cells, int Width) Column(string name, IEnumerable<string> cells) =>
        cells.ToArray() is var all ? (name, all, all.Append(name).Max(Cells.Count)) : default;
}
