namespace FleetSimulation;

/// <summary>A picture of some figures, drawn in the terminal and on the page from the same numbers.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Labels">What each place of a series is: a month, a reason.</param>
/// <param name="Series">The figures.</param>
/// <param name="IsWhole">Whether the series are parts of a whole, which are drawn upon each other; else they are beside each other.</param>
/// <param name="Format">How a figure is written.</param>
internal sealed record Chart(string Title, IReadOnlyList<string> Labels, IReadOnlyList<Series> Series, bool IsWhole = true, string Format = "N0")
{
    /// <summary>The names of the months for an axis, where there is less room.</summary>
    public IReadOnlyList<string> ShortLabels { get; init; } = Labels;

    /// <summary>What the series sum to.</summary>
    public Series Sum => new("", [.. Labels.Select((_, place) => Series.Sum(each => each.Values[place]))]);

    /// <summary>The largest figure that is drawn.</summary>
    public decimal Most => (IsWhole ? Sum.Values : Series.SelectMany(each => each.Values)).DefaultIfEmpty().Max();

    /// <summary>The least figure that is drawn; 0 if none is negative.</summary>
    public decimal Least => Math.Min(0, Series.SelectMany(each => each.Values).DefaultIfEmpty().Min());
}

/// <summary>The figures of one kind.</summary>
internal sealed record Series(string Name, decimal[] Values);
