namespace EsimLifecycle.Benchmarks;

/// <summary>How much is done for the figures.</summary>
/// <param name="Config">How BenchmarkDotNet counts.</param>
/// <param name="Rounds">How often the sides take turns.</param>
/// <param name="Starts">How often a process is started for its first decision.</param>
/// <param name="Publishes">In how many of the ways it is published.</param>
internal sealed record Effort(SpeedConfig Config, int Rounds, int Starts, int Publishes)
{
    /// <summary>As much as figures that reproduce need: ten minutes.</summary>
    public static Effort Whole { get; } = new(SpeedConfig.Bytes, 2_000, 20, FirstDecision.All.Count);

    /// <summary>As little as shows that everything runs: less than a minute. The bytes are exact all the same; the times are worth nothing.</summary>
    public static Effort Quick { get; } = new(SpeedConfig.BytesHere, 40, 1, 1);
}
