using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace EsimLifecycle.Benchmarks;

/// <summary>Runs the benchmarks and writes what they gave as the table of the README; no figure in it is typed by hand.</summary>
internal static class SpeedTable
{
    private const string Begin = "<!-- speed -->";
    private const string End = "<!-- /speed -->";

    /// <summary>Prints the table and puts it between the markers of the file, where it has them.</summary>
    public static int Run(string path)
    {
        var decisions = BenchmarkRunner.Run<DecisionBenchmarks>(new SpeedConfig());
        var histories = BenchmarkRunner.Run<HistoryBenchmarks>(new SpeedConfig());
        var table = Write(decisions, histories);
        Console.WriteLine(table);

        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            Console.Error.WriteLine($"'{path}' has no lines {Begin} and {End}, in this order; the table was only printed.");
            return 1;
        }

        File.WriteAllText(path, $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}");
        return 0;
    }

    private static string Write(Summary decisions, Summary histories)
    {
        var table = new StringBuilder("| | by hand | this library | ratio | allocated by hand | allocated |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var @case in DecisionBenchmarks.Cases())
        {
            Measure Of(string method) => Find(decisions, method, @case.Name) / @case.Commands;
            AddRow(table, @case.Name, Of(nameof(DecisionBenchmarks.HandWritten)) - Of(nameof(DecisionBenchmarks.PutBack)), Of(nameof(DecisionBenchmarks.Library)));
        }

        AddRow(
            table,
            "let time pass, nothing due",
            Find(histories, nameof(HistoryBenchmarks.AdvanceHandWritten)),
            Find(histories, nameof(HistoryBenchmarks.Advance)));
        AddReplay(table, "replay a history of 100 events, each", Find(histories, nameof(HistoryBenchmarks.ReplayShort)));
        AddReplay(table, "replay one of 10,000, each", Find(histories, nameof(HistoryBenchmarks.ReplayLong)));
        return table.ToString();
    }

    private static void AddRow(StringBuilder table, string name, Measure byHand, Measure ours) => table.Append(
        CultureInfo.InvariantCulture,
        $"| {name} | {byHand.Time} | {ours.Time} | {ours.Nanoseconds / byHand.Nanoseconds:0.0} | {byHand.Bytes:0} B | {ours.Bytes:0} B |\n");

    private static void AddReplay(StringBuilder table, string name, Measure ours) => table.Append(
        CultureInfo.InvariantCulture,
        $"| {name} | | {ours.Time} ({1_000 / ours.Nanoseconds:0} million/s) | | | {ours.Bytes:0} B |\n");

    private static Measure Find(Summary summary, string method, string? @case = null)
    {
        var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
            && (@case is null || report.BenchmarkCase.Parameters[nameof(DecisionBenchmarks.Case)].ToString() == @case));
        return report.ResultStatistics is { } statistics
            ? new Measure(statistics.Median, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)
            : throw new InvalidOperationException($"{method} of '{@case}' was not measured; see the log above.");
    }

    /// <summary>What one operation takes: the median time, and the memory.</summary>
    private readonly record struct Measure(double Nanoseconds, double Bytes)
    {
        public string Time => Nanoseconds.ToString(Nanoseconds < 10 ? "0.0 ns" : "0 ns", CultureInfo.InvariantCulture);

        public static Measure operator /(Measure measure, int operations) => new(measure.Nanoseconds / operations, measure.Bytes / operations);

        public static Measure operator -(Measure left, Measure right) => new(left.Nanoseconds - right.Nanoseconds, left.Bytes - right.Bytes);
    }
}
