using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>Measures everything and writes it down as the tables of the READMEs; no figure in them is typed by hand.</summary>
internal sealed class SpeedTable
{
    private const string Begin = "<!-- speed -->";
    private const string End = "<!-- /speed -->";

    /// <summary>Where all rows stand, from the root of the repository.</summary>
    private const string Whole = "src/EsimLifecycle/README.md";

    /// <summary>Where those stand that are chosen.</summary>
    private const string Brief = "README.md";

    private static readonly string[] Chosen = ["a payment that renews", "unbind the last device, which closes", "a mix of ten commands, each"];

    private readonly List<string> _lines = [];
    private readonly List<string> _missed = [];
    private int _goals;
    private int _missedOfExact;

    private SpeedTable()
    {
    }

    /// <summary>Measures everything, says what it is doing, and prints the tables.</summary>
    /// <exception cref="InvalidOperationException">Something could not be measured.</exception>
    public static SpeedTable Measure(Effort effort, string root)
    {
        Say("The sides are made, and do the same.");
        var rows = Row.All;
        Way.WarmUp([.. rows.SelectMany(row => row.AllWays)]);
        Say("They take turns.");
        var turns = rows.Select(row => new Interleaved(row, effort.Rounds)).ToList();
        Say("BenchmarkDotNet counts the bytes of each:");
        var allocations = new Allocations(rows, effort.Config);
        var figures = rows.Zip(turns, (row, turns) => new Figures(row, allocations, turns)).ToList();

        var table = new SpeedTable();
        table.AddByHand([.. figures.Where(each => each.Row.ByHand is not null)]);
        table.AddStateless([.. figures.Where(each => each.Row.Kept is not null)]);
        table.AddOthers([.. figures.Where(each => each.Row.ByHand is null)]);
        Say("Lines are kept in memory.");
        table.AddMemory();
        Say("A process decides for the first time.");
        table.AddFirstDecisions(effort, root);
        table.AddGoals();
        Console.Write(table.Text);
        return table;
    }

    /// <summary>Whether every goal is met that can be judged on any machine: that of bytes.</summary>
    public bool HasAllExactGoals => _missedOfExact == 0;

    private string Text => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>Puts the tables between the markers of the guide, and the chosen rows between those of the root's README.</summary>
    public void WriteTo(string root)
    {
        Put(Path.Combine(root, Whole), Text);
        Put(Path.Combine(root, Brief), string.Concat(_lines[..2].Concat(Chosen.Select(Find)).Select(line => line + "\n")));
    }

    private void AddByHand(IReadOnlyList<Figures> figures)
    {
        _lines.AddRange(
            "| | by hand | this library | ratio | p10–p90 | allocated by hand | allocated | limit | goal |",
            "|---|--:|--:|--:|--:|--:|--:|--:|---|");
        foreach (var each in figures)
        {
            var byHand = each.Row.ByHand!;
            var ratio = each.Ratio(each.Row.Library, byHand);
            _lines.Add($"| {each.Row.Name} | {Time(each.Nanoseconds(byHand))} | {Time(each.Nanoseconds(each.Row.Library))} | {Ratio(ratio.Median)} | {Range(ratio)}"
                + $" | {Bytes(each.Bytes(byHand))} | {Bytes(each.Bytes(each.Row.Library))} | {Bytes(each.Limit!.Value)} |{Judge(each)} |");
        }
    }

    private void AddStateless(IReadOnlyList<Figures> figures)
    {
        _lines.AddRange(
            "",
            "Beside the same life written with Stateless as its README teaches, which checks less: with its machine kept in memory, and with one made by each command, as a web request does.",
            "",
            "| | this library | kept | ratio | p10–p90 | made | ratio | p10–p90 | allocated | kept | made |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var each in figures)
        {
            var (library, kept, made) = (each.Row.Library, each.Row.Kept!, each.Row.Made!);
            string Beside(Way way) => each.Ratio(way, library) is var ratio ? $"{Time(each.Nanoseconds(way))} | {Ratio(ratio.Median)} | {Range(ratio)}" : "";
            _lines.Add($"| {each.Row.Name} | {Time(each.Nanoseconds(library))} | {Beside(kept)} | {Beside(made)}"
                + $" | {Bytes(each.Bytes(library))} | {Bytes(each.Bytes(kept))} | {Bytes(each.Bytes(made))} |");
        }
    }

    private void AddOthers(IReadOnlyList<Figures> figures)
    {
        _lines.AddRange("", "What has no counterpart:", "", "| | time | per second | allocated | goal |", "|---|--:|--:|--:|---|");
        foreach (var each in figures)
        {
            var nanoseconds = each.Nanoseconds(each.Row.Library);
            _lines.Add($"| {each.Row.Name} | {Time(nanoseconds)} | {Number(1e9 / nanoseconds)} | {Bytes(each.Bytes(each.Row.Library))} |{Judge(each)} |");
        }
    }

    private void AddMemory()
    {
        _lines.AddRange("", "| | this library | Stateless, kept | goal |", "|---|--:|--:|---|");
        foreach (var each in LiveMemory.All)
        {
            var bytes = each.Library();
            _lines.Add($"| {each.Name} | {Bytes(bytes)} | {Bytes(each.Machine())} | {Judge(each.Name, each.Goal, bytes)} |");
        }
    }

    private void AddFirstDecisions(Effort effort, string root)
    {
        _lines.AddRange("", "| from the start of a process to its first decision | median | p10–p90 | goal |", "|---|--:|--:|---|");
        foreach (var each in FirstDecision.All.Take(effort.Publishes))
        {
            var spread = each.Measure(root, effort.Starts);
            var goals = each.Goals.Select(goal => Judge($"first decision, {each.Name}", goal, spread.Median));
            _lines.Add($"| {each.Name} | {Time(spread.Median)} | {Time(spread.P10)}–{Time(spread.P90)} |{Cell(goals)} |");
        }
    }

    private void AddGoals() =>
        _lines.AddRange("", _missed.Count == 0 ? $"All {_goals} goals are met." : $"{_goals - _missed.Count} of {_goals} goals are met. Missed: {string.Join("; ", _missed)}.");

    private string Judge(Figures figures) => Cell(figures.Row.Goals.Select(goal => Judge(figures.Row.Name, goal, figures.Of(goal.Of))));

    private string Judge(string name, Goal goal, double value)
    {
        _goals++;
        if (value <= goal.AtMost)
            return goal.Text;
        _missedOfExact += goal.IsExact ? 1 : 0;
        _missed.Add($"{name} {goal.Text} (by {100 * ((value / goal.AtMost) - 1):0} %)");
        return $"{goal.Text}: **missed**";
    }

    private string Find(string name) => _lines.Find(line => line.StartsWith($"| {name} |", StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"There is no row '{name}', but: {string.Join("; ", _lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)))}");

    private static void Put(string path, string table)
    {
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"'{path}' has no lines {Begin} and {End}, in this order; the tables were only printed.");
        File.WriteAllText(path, $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}");
    }

    private static string Cell(IEnumerable<string> goals) => string.Join(',', goals.Select(goal => $" {goal}"));

    private static void Say(string what) => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {what}");

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns"),
        < 10_000 => $"{Number(nanoseconds)} ns",
        < 10_000_000 => $"{Number(nanoseconds / 1_000)} µs",
        _ => $"{Number(nanoseconds / 1_000_000)} ms",
    };

    private static string Range(Spread ratio) => $"{Ratio(ratio.P10)}–{Ratio(ratio.P90)}";

    private static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Bytes(double bytes) => $"{Number(bytes)} B";

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
