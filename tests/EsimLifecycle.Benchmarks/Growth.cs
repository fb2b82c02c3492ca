using System.Globalization;
using System.Runtime;

namespace EsimLifecycle.Benchmarks;

/// <summary>Does each <see cref="GrowthCase"/> with n and with ten times n, and says where that costs more than fifteen times as much.</summary>
/// <remarks>
/// One life of ten times n beside ten lives of n, in turns: both do as much, in as much time and memory, so that what disturbs one disturbs the other as
/// well. (One life of n alone is over sooner than a busy machine interrupts, and in memory that is at hand.) What counts is the median of their ratios.
/// </remarks>
internal static class Growth
{
    private const int Rounds = 3;
    private const int MaxRounds = 25;
    private const long LongestRun = 128L << 20;

    /// <summary>Measures each; returns how many grow too fast.</summary>
    public static int Check(string only = "")
    {
        var tooFast = 0;
        Console.WriteLine($"| | n = {GrowthCase.Small} | | n = {GrowthCase.Factor * GrowthCase.Small} | | time | bytes |\n|---|--:|--:|--:|--:|--:|--:|");
        foreach (var each in GrowthCase.All.Where(each => each.Title.Contains(only, StringComparison.Ordinal)))
        {
            var growth = Measure(each);
            tooFast += growth.IsTooFast ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {each.Title} | {growth.Time.TotalMilliseconds:0.000} ms | {growth.Bytes / 1024.0:N1} kB | {growth.LongTime.TotalMilliseconds:0.000} ms | {growth.LongBytes / 1024.0:N1} kB | {growth.TimeRatio:0.0} | {growth.ByteRatio:0.0} |{(growth.IsTooFast ? " **too fast**" : "")}"));
        }

        return tooFast;
    }

    private static Measurement Measure(GrowthCase each)
    {
        Run(each, GrowthCase.Small, lives: 1);
        var rounds = new List<Measurement>();
        while (true)
        {
            var (time, bytes) = Run(each, GrowthCase.Small, lives: GrowthCase.Factor);
            var (longTime, longBytes) = Run(each, GrowthCase.Factor * GrowthCase.Small, lives: 1);
            rounds.Add(new Measurement(time / GrowthCase.Factor, bytes / GrowthCase.Factor, longTime, longBytes));
            var median = rounds.OrderBy(round => round.TimeRatio).ElementAt(rounds.Count / 2);

            // A busy machine has to say it many times.
            if (rounds.Count == MaxRounds || (rounds.Count >= Rounds && !median.IsTooFast))
                return median;
        }
    }

    private static (TimeSpan Time, long Bytes) Run(GrowthCase each, int n, int lives)
    {
        var all = Enumerable.Range(0, lives).Select(_ => each.Before(n)).ToArray();

        // What is collected meanwhile is the history that the life keeps, and none of the library's work.
        var isUndisturbed = GC.TryStartNoGCRegion(LongestRun);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        foreach (var life in all)
            each.Measured(life, n);
        var took = Environment.CpuUsage.TotalTime - start;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (isUndisturbed && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
        return (took, bytes);
    }

    private readonly record struct Measurement(TimeSpan Time, long Bytes, TimeSpan LongTime, long LongBytes)
    {
        public double TimeRatio => LongTime / Time;

        public double ByteRatio => LongBytes / (double)Math.Max(1, Bytes);

        // What was not measured is no number, and not within the limit either.
        public bool IsTooFast => !(TimeRatio <= GrowthCase.Limit && ByteRatio <= GrowthCase.Limit);
    }
}
