using BenchmarkDotNet.Attributes;

namespace EsimLifecycle.Benchmarks;

/// <summary>Every way of every row, as a benchmark for BenchmarkDotNet.</summary>
public class SpeedBenchmarks
{
    // Enough that the call of a delegate counts for nothing.
    private const int Times = 16;

    private Action<int> _run = null!;

    public static IEnumerable<string> Names => Row.All.SelectMany(row => row.AllWays).Select(way => way.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var way = Row.All.SelectMany(row => row.AllWays).First(way => way.Name == Name);
        Way.WarmUp([way]);
        _run = way.Run;
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void Run() => _run(Times);
}
