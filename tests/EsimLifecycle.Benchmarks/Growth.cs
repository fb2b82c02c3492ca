using System.Globalization;
using System.Runtime;

namespace EsimLifecycle.Benchmarks;

/// <summary>Does each <see cref="GrowthCase"/> with n and with ten times n, and says where that costs more than fifteen times as much.</summary>
internal static class Growth
{
    private const int Rounds = 3;
    private const long LongestRun = 128L << 20;
    private const int Repetitions = 20;

    /// <summary>Measures each; returns how many grow too fast.</summary>
    public static int Check(string only = "")
    {
        var tooFast = 0;
        Console.WriteLine($"| | n = {GrowthCase.Small} | | n = {GrowthCase.Factor * GrowthCase.Small} | | time | bytes |\n|---|--:|--:|--:|--:|--:|--:|");
        foreach (var each in GrowthCase.All.Where(each => each.Title.Contains(only, StringComparison.Ordinal)))
        {
            var growth = Measure(each);

            // Bytes are exact. Time is not, although it is the processor's: a busy machine has to say it several times.
            for (var i = 0; i < Repetitions && growth.IsSlow; i++)
                growth = growth.BestOf(Measure(each));
            var isTooFast = growth.IsSlow || growth.IsLarge;
            tooFast += isTooFast ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {each.Title} | {growth.Time.TotalMilliseconds:0.000} ms | {growth.Bytes / 1024.0:N1} kB | {growth.LongTime.TotalMilliseconds:0.000} ms | {growth.LongBytes / 1024.0:N1} kB | {growth.LongTime / growth.Time:0.0} | {growth.LongBytes / (double)Math.Max(1, growth.Bytes):0.0} |{(isTooFast ? " **too fast**" : "")}"));
        }

        return tooFast;
    }

    // One life of ten times n beside ten lives of n, in turns: both do as much, in as much time and memory, so that what disturbs one disturbs the
    // other. (One life of n is over in less than what a busy machine takes at once, and fits into the processor's cache.)
    private static Measurement Measure(GrowthCase each)
    {
        var best = Measurement.None;
        Run(each, GrowthCase.Small, lives: 1);
        for (var round = 0; round < Rounds; round++)
        {
            var (time, bytes) = Run(each, GrowthCase.Small, lives: GrowthCase.Factor);
            var (longTime, longBytes) = Run(each, GrowthCase.Factor * GrowthCase.Small, lives: 1);
            best = best.BestOf(new Measurement(time / GrowthCase.Factor, bytes / GrowthCase.Factor, longTime, longBytes));
        }

        return best;
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
        public static Measurement None { get; } = new(TimeSpan.MaxValue, long.MaxValue, TimeSpan.MaxValue, long.MaxValue);

        public bool IsSlow => LongTime > GrowthCase.Limit * Time;

        public bool IsLarge => LongBytes > GrowthCase.Limit * Bytes;

        // A disturbance makes a figure larger, never smaller: the smallest is the truest.
        public Measurement BestOf(Measurement other) => new(
            other.Time < Time ? other.Time : Time,
            Math.Min(Bytes, other.Bytes),
            other.LongTime < LongTime ? other.LongTime : LongTime,
            Math.Min(LongBytes, other.LongBytes));
    }
}
