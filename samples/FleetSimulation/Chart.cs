namespace FleetSimulation;

/// <summary>A picture of some figures, drawn in the terminal and on the page from the same numbers.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Labels">What each place of a series is: a month, a reason.</param>
/// <param name="Series">The figures.</param>
/// <param name="Format">How a figure is written.</param>
internal sealed record Chart(string Title, ChartKind Kind, IReadOnlyList<string> Labels, IReadOnlyList<Series> Series, string Format = "N0")
{
    /// <summary>The names of the months for an axis, where there is less room.</summary>
    public IReadOnlyList<string> ShortLabels { get; init; } = Labels;

    /// <summary>What the series sum to.</summary>
    public Series Sum => new("", [.. Labels.Select((_, place) => Series.Sum(each => each.Values[place]))]);

    /// <summary>The largest figure that is drawn.</summary>
    public decimal Most => Kind == ChartKind.Grouped ? Series.Max(each => each.Values.Max()) : Sum.Values.DefaultIfEmpty().Max();

    /// <summary>The least figure that is drawn; 0 if none is negative.</summary>
    public decimal Least => Math.Min(0, Series.Min(each => each.Values.DefaultIfEmpty().Min()));
}

/// <summary>The figures of one kind.</summary>
internal sealed record Series(string Name, decimal[] Values);

/// <summary>How a chart is drawn.</summary>
internal enum ChartKind
{
    /// <summary>The series of a month upon each other: parts of a whole.</summary>
    Stacked,

    /// <summary>The series of a month beside each other.</summary>
    Grouped,

    /// <summary>A bar for each label.</summary>
    Bars,
}
