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
        ShowTitle(report.Title);
        console.WriteLine(report.Subtitle);
        console.WriteLine();
        var names = Left(report.Figures.Select(figure => figure.Name));
        foreach (var (name, (_, value, share)) in names.Zip(report.Figures))
            console.WriteLine($"  {name}  {value}{(share is null ? "" : $" ({share})")}");
        foreach (var chart in isBrief ? [] : report.ByMonth.Concat(report.ByReason).Where(chart => chart.Labels.Count > 0))
            Show(chart);
        ShowLedger();
        console.MarkupLine($"[{(report.Faults.Count == 0 ? "green" : "red bold")}]{Markup.Escape(report.Verdict)}[/]");
        console.WriteLine(report.Counted);
    }

    private void ShowTitle(string title) => console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");

    private void Show(Chart chart)
    {
        console.WriteLine();
        ShowTitle(chart.Title);

        // Beside the bars: their sum, or each figure of series that are no parts of a whole, of which the first is drawn.
        IReadOnlyList<Series> drawn = chart.IsWhole ? chart.Series : [chart.Series[0]];
        IReadOnlyList<Series> told = chart.IsWhole ? [chart.Sum] : chart.Series;
        var cells = new[] { Left(chart.Labels.Select(label => Cells.Fit(label, LongestLabel)).Prepend("")) }
            .Concat(told.Select(series => Right(series.Values.Select(value => value.ToString(chart.Format, report.Culture)).Prepend(series.Name)))).ToList();
        var lines = Enumerable.Range(0, chart.Labels.Count + 1).Select(i => string.Join("  ", cells.Select(column => column[i]))).ToList();
        var width = Math.Max(ShortestBar, console.Profile.Width - Cells.Count(lines[0]) - 2);
        var most = chart.IsWhole ? chart.Most : drawn[0].Values.Max();
        if (!chart.IsWhole)
            console.WriteLine($"{lines[0]}  {Signs[0].Sign} {drawn[0].Name}");
        for (var i = 0; i < chart.Labels.Count; i++)
            console.MarkupLine($"{Markup.Escape(lines[i + 1])}  {Bar(drawn.Select(series => series.Values[i]), most, width)}".TrimEnd());
        if (drawn.Count > 1)
            console.MarkupLine(string.Join("   ", chart.Series.Zip(Signs, (series, sign) => $"[{sign.Colour}]{sign.Sign}[/] {Markup.Escape(series.Name)}")));
    }

    private void ShowLedger()
    {
        console.WriteLine();
        ShowTitle(report.Text("accounts.title"));
        var lines = report.Ledger;
        foreach (var (name, amount, (_, _, isSum)) in Left(lines.Select(line => line.Name)).Zip(Right(lines.Select(line => line.Amount)), lines))
            console.MarkupLine(isSum ? $"[bold]= {Markup.Escape(name)}  {Markup.Escape(amount)}[/]" : $"  {Markup.Escape(name)}  {Markup.Escape(amount)}");

        console.WriteLine();
    }

    /// <summary>Parts of a bar, each by its share of the largest figure; their ends are rounded together, so that the whole is as long as its sum.</summary>
    private static string Bar(IEnumerable<decimal> parts, decimal most, int width)
    {
        var (bar, sum, drawn) = ("", 0m, 0);
        foreach (var (part, (sign, colour)) in parts.Zip(Signs))
        {
            sum += Math.Max(0, part);
            var end = most <= 0 ? 0 : (int)Math.Round(sum / most * width, MidpointRounding.AwayFromZero);
            if (end > drawn)
                bar += $"[{colour}]{new string(sign, end - drawn)}[/]";
            drawn = Math.Max(drawn, end);
        }

        return bar;
    }

    private static string[] Left(IEnumerable<string> cells) => [.. cells.Select(cell => Cells.PadRight(cell, cells.Max(Cells.Count)))];

    private static string[] Right(IEnumerable<string> cells) => [.. cells.Select(cell => Cells.PadLeft(cell, cells.Max(Cells.Count)))];
}
