namespace EsimLifecycle.Benchmarks;

/// <summary>What was measured of a row.</summary>
internal sealed class Figures(Row row, Allocations allocations, Interleaved turns)
{
    public Row Row { get; } = row;

    public double? Limit { get; } = row.LimitOfBytes?.Invoke();

    public double Nanoseconds(Way way) => turns.Nanoseconds(way);

    public double Bytes(Way way) => allocations.Of(Row, way);

    public Spread Ratio(Way one, Way other) => turns.Ratio(one, other);

    public double Of(Figure figure) => figure switch
    {
        Figure.Ratio => Ratio(Row.Library, Row.ByHand!).Median,
        Figure.Nanoseconds => Nanoseconds(Row.Library),
        Figure.Bytes => Bytes(Row.Library),
        Figure.PercentOverLimit => 100 * ((Bytes(Row.Library) / Limit!.Value) - 1),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "A figure is expected."),
    };
}
