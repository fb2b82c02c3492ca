using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>Writes what was measured as the tables of the READMEs; no figure in them is typed by hand.</summary>
internal static class SpeedTable
{
    private const string Begin = "<!-- speed -->";
    private const string End = "<!-- /speed -->";

    /// <summary>Where all rows stand, from the root of the repository.</summary>
    private const string Whole = "src/EsimLifecycle/README.md";

    /// <summary>Where those stand that are chosen.</summary>
    private const string Brief = "README.md";

    private static readonly string[] Chosen = ["unbind the last device, which closes", "a mix of ten commands, each", "replay a history of 100 events, each"];

    /// <summary>Prints the tables as Markdown.</summary>
    public static string Print()
    {
        var rows = Row.All();
        Interleaved.WarmUp(rows);
        var measured = rows.Select(row => (Row: row, By: Interleaved.Measure(row, timed: true))).ToList();

        var lines = new List<string> { "| | by hand | this library | ratio | allocated by hand | allocated |", "|---|--:|--:|--:|--:|--:|" };
        foreach (var (row, by) in measured)
        {
            var time = Time(by.Nanoseconds(row.Library));
            var bytes = Bytes(by.Bytes(row.Library));
            lines.Add(row.ByHand is { } byHand
                ? $"| {row.Name} | {Time(by.Nanoseconds(byHand))} | {time} | {Ratio(by.Ratio(row.Library, byHand))} | {Bytes(by.Bytes(byHand))} | {bytes} |"
                : $"| {row.Name} | | {time} ({Number(1_000 / by.Nanoseconds(row.Library))} million/s) | | | {bytes} |");
        }

        lines.AddRange(
            "",
            "Beside the same life written with Stateless as its README teaches, which checks less: with its machine kept in memory, and with one made by each command.",
            "",
            "| | this library | machine kept | machine made | allocated | machine kept | machine made |",
            "|---|--:|--:|--:|--:|--:|--:|");
        foreach (var (row, by) in measured)
        {
            if (row is not { Machine: { } kept, MachinePerCommand: { } made })
                continue;
            string Times(Way way) => $"{Time(by.Nanoseconds(way))} ({Ratio(by.Ratio(way, row.Library))}×)";
            lines.Add($"| {row.Name} | {Time(by.Nanoseconds(row.Library))} | {Times(kept)} | {Times(made)}"
                + $" | {Bytes(by.Bytes(row.Library))} | {Bytes(by.Bytes(kept))} | {Bytes(by.Bytes(made))} |");
        }

        lines.Add($"| an active subscription in memory | | | | {Bytes(LiveMemory.Library())} | {Bytes(LiveMemory.Machine())} | |");
        var table = string.Concat(lines.Select(line => line + "\n"));
        Console.Write(table);
        return table;
    }

    /// <summary>Prints the tables and puts them between the markers of the guide, and the chosen rows between those of the root's README.</summary>
    public static int Write(string root)
    {
        var table = Print();
        var lines = table.Split('\n');
        var chosen = lines[..2].Concat(Chosen.Select(name => lines.First(line => line.StartsWith($"| {name} |", StringComparison.Ordinal))));
        return Math.Max(Put(Path.Combine(root, Whole), table), Put(Path.Combine(root, Brief), string.Concat(chosen.Select(line => line + "\n"))));
    }

    private static int Put(string path, string table)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            Console.Error.WriteLine($"'{path}' has no lines {Begin} and {End}, in this order; the tables were only printed.");
            return 1;
        }

        File.WriteAllText(path, $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}");
        return 0;
    }

    /// <summary>Prints the bytes that each row allocates, without measuring time: the same from run to run.</summary>
    public static void PrintBytes()
    {
        var rows = Row.All();
        Interleaved.WarmUp(rows);
        Console.WriteLine("| allocated | by hand | this library | machine kept | made |\n|---|--:|--:|--:|--:|");
        foreach (var row in rows)
        {
            var measured = Interleaved.Measure(row, timed: false);
            var cells = new[] { row.ByHand, row.Library, row.Machine, row.MachinePerCommand }.Select(way => way is null ? "" : Bytes(measured.Bytes(way)));
            Console.WriteLine($"| {row.Name} | {string.Join(" | ", cells)} |");
        }
    }

    private static string Time(double nanoseconds) => nanoseconds.ToString(nanoseconds < 10 ? "0.0 ns" : "0 ns", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Bytes(double bytes) => $"{Number(bytes)} B";

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
