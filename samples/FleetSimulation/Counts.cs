namespace FleetSimulation;

/// <summary>How often, or how much, for each thing that is told apart, by month. Whole numbers, which sum exactly: it does not matter what was counted where.</summary>
internal sealed class Counts<T>(int months) where T : notnull
{
    private readonly Dictionary<T, decimal[]> _byMonth = [];

    public IEnumerable<T> Keys => _byMonth.Keys;

    public void Add(T what, int month, decimal amount = 1)
    {
        if (!_byMonth.TryGetValue(what, out var counts))
            _byMonth.Add(what, counts = new decimal[months]);
        counts[month] += amount;
    }

    public void Add(Counts<T> other)
    {
        foreach (var (what, counts) in other._byMonth)
        {
            for (var month = 0; month < months; month++)
                Add(what, month, counts[month]);
        }
    }

    /// <summary>The sum of some, for each month.</summary>
    public decimal[] ByMonth(params IEnumerable<T> some)
    {
        var counted = some.Where(_byMonth.ContainsKey).Select(what => _byMonth[what]).ToList();
        return [.. Enumerable.Range(0, months).Select(month => counted.Sum(counts => counts[month]))];
    }

    /// <summary>The sum of some over all months.</summary>
    public decimal Total(params IEnumerable<T> some) => ByMonth(some).Sum();
}
