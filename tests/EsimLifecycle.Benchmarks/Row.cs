namespace EsimLifecycle.Benchmarks;

/// <summary>A row of a table: one thing to do, in several ways.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Operations">How many operations a run counts for.</param>
/// <param name="Library">With this library.</param>
internal sealed record Row(string Name, int Operations, Way Library)
{
    /// <summary>With a mutable class written by hand.</summary>
    public Way? ByHand { get; init; }

    /// <summary>With a machine of Stateless that is kept in memory.</summary>
    public Way? Kept { get; init; }

    /// <summary>With a machine of Stateless that each command makes.</summary>
    public Way? Made { get; init; }

    /// <summary>Counts the bytes without which the library could not give back what it does; null where nobody does.</summary>
    public Func<double>? LimitOfBytes { get; init; }

    public IReadOnlyList<Goal> Goals { get; init; } = [];

    public IReadOnlyList<Way> Ways => [.. new[] { Library, ByHand, Kept, Made }.OfType<Way>()];

    /// <summary>With what only puts back.</summary>
    public IReadOnlyList<Way> AllWays => [.. Ways.Concat(Ways.Select(way => way.PutBack).OfType<Way>()).Distinct()];

    /// <summary>Every row, in the order of the tables. All ways of a row have shown that they do the same.</summary>
    public static IReadOnlyList<Row> All { get; } = [.. DecisionBenchmarks.Rows(), .. new HistoryBenchmarks().Rows(), .. new AnswerBenchmarks().Rows()];
}
