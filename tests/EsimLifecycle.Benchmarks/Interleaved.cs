using System.Diagnostics;

namespace EsimLifecycle.Benchmarks;

/// <summary>Measures the ways of a row a slice of each in turn, so that whatever else the machine does falls on all of them alike.</summary>
/// <remarks>What each takes is the median over the rounds; how they compare is the median of the rounds' ratios, which is steadier than the ratio of medians.</remarks>
internal sealed class Interleaved
{
    private const int Rounds = 151;
    private const double SliceSeconds = 0.002;

    // A whole number of rounds through the ids of a case.
    private const int CountedRuns = 256;

    private readonly Dictionary<Way, double[]> _nanoseconds = [];
    private readonly Dictionary<Way, double> _bytes = [];

    /// <summary>Runs every way of every row, all mixed as in a host that does all of it, until the compiler has nothing left to improve.</summary>
    public static void WarmUp(IReadOnlyList<Row> rows)
    {
        // The compiler waits for a tenth of a second without new methods before it improves those called thirty times, twice.
        for (var round = 0; round < 12; round++)
        {
            foreach (var action in rows.SelectMany(row => row.Ways).SelectMany(Parts))
            {
                for (var call = 0; call < 40; call++)
                    action(2);
            }

            Thread.Sleep(120);
        }
    }

    /// <summary>Counts what a row's ways allocate; with the time they take where asked.</summary>
    public static Interleaved Measure(Row row, bool timed)
    {
        var measured = new Interleaved();
        foreach (var way in row.Ways)
            measured._bytes[way] = Difference(way, Bytes) / (CountedRuns * (double)row.Operations);
        if (timed)
            measured.Time(row);
        return measured;
    }

    /// <summary>Gets the bytes that an operation allocates.</summary>
    public double Bytes(Way way) => _bytes[way];

    /// <summary>Gets the nanoseconds that an operation takes.</summary>
    public double Nanoseconds(Way way) => Median(_nanoseconds[way]);

    /// <summary>Gets how many times as long one takes as another.</summary>
    public double Ratio(Way way, Way other) => Median([.. _nanoseconds[way].Zip(_nanoseconds[other], (one, two) => one / two)]);

    private void Time(Row row)
    {
        var ways = row.Ways;
        var runs = new int[ways.Count];
        for (var i = 0; i < ways.Count; i++)
        {
            runs[i] = RunsInASlice(ways[i].Run);
            _nanoseconds[ways[i]] = new double[Rounds];
        }

        for (var round = 0; round < Rounds; round++)
        {
            // Another begins each time, so that none always follows the same neighbour's garbage.
            for (var i = 0; i < ways.Count; i++)
            {
                var at = (i + round) % ways.Count;
                _nanoseconds[ways[at]][round] = Difference(ways[at], action => Seconds(action, runs[at])) * 1e9 / (runs[at] * (double)row.Operations);
            }
        }
    }

    private static int RunsInASlice(Action<int> action)
    {
        var runs = 1;
        while (Seconds(action, runs) < SliceSeconds)
            runs *= 2;
        return runs;
    }

    private static double Seconds(Action<int> action, int runs)
    {
        var start = Clock;
        action(runs);
        return (Clock - start).TotalSeconds;
    }

    /// <summary>The processor's time spent on this process, which others on the machine don't lengthen; Windows counts it too coarsely.</summary>
    private static TimeSpan Clock => OperatingSystem.IsWindows() ? Stopwatch.GetElapsedTime(0) : Environment.CpuUsage.TotalTime;

    private static double Bytes(Action<int> action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action(CountedRuns);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Difference(Way way, Func<Action<int>, double> measure) =>
        measure(way.Run) - (way.PutBack is { } putBack ? measure(putBack) : 0);

    private static IEnumerable<Action<int>> Parts(Way way) => way.PutBack is { } putBack ? [way.Run, putBack] : [way.Run];

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
