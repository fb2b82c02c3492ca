using System.Runtime;

namespace EsimLifecycle.Benchmarks;

/// <summary>One way of doing what a row of the table is about.</summary>
/// <param name="Name">What tells it from all others, in all rows.</param>
/// <param name="Run">Does it so many times, in a loop of its own: a delegate called each time would count for as much as the smallest rows.</param>
/// <param name="PutBack">What of <paramref name="Run"/> is not work, but only makes it repeatable; null where nothing is.</param>
internal sealed record Way(string Name, Action<int> Run, Way? PutBack = null)
{
    private const int QuietRounds = 6;

    private static readonly HashSet<Way> Warm = [];

    /// <summary>Runs ways, all mixed as in a host that does all of it, until the compiler has nothing left to improve.</summary>
    public static void WarmUp(params IReadOnlyList<Way> ways)
    {
        if (ways.All(Warm.Contains))
            return;

        // The compiler waits for a tenth of a second without new methods before it improves those called thirty times, twice; on a busy machine longer.
        for (var (quiet, compiled) = (0, 0L); quiet < QuietRounds;)
        {
            foreach (var way in ways)
            {
                for (var call = 0; call < 40; call++)
                    way.Run(2);
            }

            Thread.Sleep(120);
            var now = JitInfo.GetCompiledMethodCount();
            (quiet, compiled) = (now == compiled ? quiet + 1 : 0, now);
        }

        Warm.UnionWith(ways);
    }
}
