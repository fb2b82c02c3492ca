using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Running;

namespace EsimLifecycle.Benchmarks;

/// <summary>The bytes that everything allocates, as BenchmarkDotNet counts them.</summary>
internal sealed class Allocations
{
    private readonly Dictionary<string, double> _bytes = [];

    /// <exception cref="InvalidOperationException">One of the rows' ways was not measured.</exception>
    public Allocations(IReadOnlyList<Row> rows, SpeedConfig config)
    {
        var summary = BenchmarkRunner.Run<SpeedBenchmarks>(config);
        foreach (var report in summary.Reports.Where(report => report.Success))
        {
            if (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) is { } bytes)
                _bytes.Add((string)report.BenchmarkCase.Parameters[nameof(SpeedBenchmarks.Name)], bytes);
        }

        string[] missing = [.. rows.SelectMany(row => row.AllWays).Select(way => way.Name).Where(name => !_bytes.ContainsKey(name))];
        if (missing.Length > 0)
        {
            var errors = summary.ValidationErrors.Select(error => error.Message).Concat(summary.Reports.Select(report => report.BuildResult?.ErrorMessage).OfType<string>());
            throw new InvalidOperationException($"BenchmarkDotNet measured {_bytes.Count} benchmarks, but not '{string.Join("', '", missing)}': {summary.LogFilePath} tells why. "
                + string.Join(' ', errors.Distinct()));
        }
    }

    /// <summary>Gets the bytes of an operation, without putting back.</summary>
    public double Of(Row row, Way way) => (_bytes[way.Name] - (way.PutBack is { } putBack ? _bytes[putBack.Name] : 0)) / row.Operations;
}

/// <summary>Tells which benchmark is running, in a line each.</summary>
internal sealed class Progress : EventProcessor
{
    private int _begun;

    public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase) => Console.WriteLine($"  {++_begun}: {benchmarkCase.Parameters[nameof(SpeedBenchmarks.Name)]}");
}
