using System.Globalization;
using System.Runtime;

namespace EsimLifecycle.Benchmarks;

/// <summary>Does each <see cref="GrowthCase"/> with n and with ten times n, and says where that costs more than fifteen times as much.</summary>
internal static class Growth
{
    private const int Rounds = 3;
    private const long LongestRun = 128L << 20;
    private const int Repetitions = 4;

    /// <summary>Measures each; returns how many grow too fast.</summary>
    public static int Check(string only = "")
    {
        var tooFast = 0;
        Console.WriteLine($"| | n = {GrowthCase.Small} | | n = {10 * GrowthCase.Small} | | time | bytes |\n|---|--:|--:|--:|--:|--:|--:|");
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

    private static Measurement Measure(GrowthCase each)
    {
        Run(each, GrowthCase.Small);
        var (time, bytes) = Run(each, GrowthCase.Small);
        var (longTime, longBytes) = Run(each, 10 * GrowthCase.Small);
        return new Measurement(time, bytes, longTime, longBytes);
    }

    private static (TimeSpan Time, long Bytes) Run(GrowthCase each, int n)
    {
        var (best, bytes) = (TimeSpan.MaxValue, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var life = each.Before(n);

            // What is collected meanwhile is the history that the life keeps, and none of the library's work.
            var isUndisturbed = GC.TryStartNoGCRegion(LongestRun);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            each.Measured(life, n);
            var took = Environment.CpuUsage.TotalTime - start;
            best = took < best ? took : best;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (isUndisturbed && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
                GC.EndNoGCRegion();
        }

        return (best, bytes);
    }

    private readonly record struct Measurement(TimeSpan Time, long Bytes, TimeSpan LongTime, long LongBytes)
    {
        public bool IsSlow => LongTime > GrowthCase.Limit * Time;

        public bool IsLarge => LongBytes > GrowthCase.Limit * Bytes;

        // A disturbance makes a time longer, never shorter: of both, the shortest is the truest.
        public Measurement BestOf(Measurement other) => this with
        {
            Time = other.Time < Time ? other.Time : Time,
            LongTime = other.LongTime < LongTime ? other.LongTime : LongTime,
        };
    }
}
