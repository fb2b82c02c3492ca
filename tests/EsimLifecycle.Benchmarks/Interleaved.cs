using System.Diagnostics;

namespace EsimLifecycle.Benchmarks;

/// <summary>Lets the ways of a row take turns, a slice of a fifth of a millisecond each, so that whatever else the machine does falls on all of them alike.</summary>
/// <remarks>What a garbage collection takes falls into few of the slices, and so into none of the medians: the bytes tell of it.</remarks>
internal sealed class Interleaved
{
    private const double SliceSeconds = 0.0002;
    private const double MinShareMeasured = 0.75;

    private readonly Row _row;
    private readonly Dictionary<Way, double[]> _seconds;

    public Interleaved(Row row, int rounds)
    {
        _row = row;
        _seconds = row.AllWays.ToDictionary(way => way, _ => new double[rounds]);
        var turns = row.AllWays.Select(way => (Way: way, Runs: RunsInASlice(way), Seconds: _seconds[way])).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // Another begins each time, so that none always follows the same neighbour's garbage.
            for (var i = 0; i < turns.Length; i++)
            {
                var (way, runs, seconds) = turns[(i + round) % turns.Length];
                seconds[round] = Seconds(way, runs) / runs;
            }
        }
    }

    /// <summary>Gets the nanoseconds that an operation takes, in half of the slices at most.</summary>
    public double Nanoseconds(Way way) => Spread.Of(Net(way).Where(seconds => seconds > 0)).Median * 1e9 / _row.Operations;

    /// <summary>Gets how many times as long one takes as another, from the two slices of each round.</summary>
    public Spread Ratio(Way one, Way other)
    {
        double[] ratios = [.. Net(one).Zip(Net(other), (a, b) => a > 0 && b > 0 ? a / b : 0).Where(ratio => ratio > 0)];

        // A round in which putting back took longer than the whole was interrupted. A few are; if many are, the figures are worth nothing.
        return ratios.Length >= MinShareMeasured * _seconds[one].Length
            ? Spread.Of(ratios)
            : throw new InvalidOperationException($"'{_row.Name}': {one.Name} and {other.Name} could be compared in {ratios.Length} of {_seconds[one].Length} rounds only.");
    }

    private IEnumerable<double> Net(Way way) => way.PutBack is { } putBack ? _seconds[way].Zip(_seconds[putBack], (all, back) => all - back) : _seconds[way];

    private static int RunsInASlice(Way way)
    {
        var runs = 1;
        while (Seconds(way, runs) is var seconds && seconds < SliceSeconds / 2)
            runs *= 2;
        return runs;
    }

    private static double Seconds(Way way, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        way.Run(runs);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
