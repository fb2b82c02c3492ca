namespace EsimLifecycle.Benchmarks;

/// <summary>What a figure of a row has to be at most.</summary>
/// <param name="Of">Which figure.</param>
/// <param name="AtMost">The bound.</param>
/// <param name="Text">The bound as the table says it.</param>
internal sealed record Goal(Figure Of, double AtMost, string Text)
{
    /// <summary>Whether the figure is the same from run to run, on every machine.</summary>
    public bool IsExact => Of is Figure.Bytes or Figure.PercentOverLimit;

    public static Goal Ratio(double atMost) => new(Figure.Ratio, atMost, Invariant($"≤ {atMost}"));

    public static Goal Bytes(int atMost) => new(Figure.Bytes, atMost, Invariant($"≤ {atMost:#,0} B"));

    public static Goal OverLimit(int percent) => new(Figure.PercentOverLimit, percent, Invariant($"≤ limit + {percent} %"));

    public static Goal Nanoseconds(double atMost) => new(Figure.Nanoseconds, atMost, Invariant($"≤ {atMost} ns"));

    public static Goal Microseconds(double atMost) => new(Figure.Nanoseconds, 1_000 * atMost, Invariant($"≤ {atMost} µs"));

    public static Goal Milliseconds(double atMost) => new(Figure.Nanoseconds, 1e6 * atMost, Invariant($"≤ {atMost} ms"));

    public static Goal MillionsPerSecond(double atLeast) => new(Figure.Nanoseconds, 1_000 / atLeast, Invariant($"≥ {atLeast} million/s"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The figures that goals are about.</summary>
internal enum Figure
{
    /// <summary>The median of how many times as long it takes as by hand.</summary>
    Ratio,

    /// <summary>The time of an operation.</summary>
    Nanoseconds,

    /// <summary>The bytes that an operation allocates.</summary>
    Bytes,

    /// <summary>By how much the bytes are more than the limit.</summary>
    PercentOverLimit,
}
