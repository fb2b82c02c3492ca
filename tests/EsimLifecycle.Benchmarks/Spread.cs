using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>How measured values lie: a tenth of them is below the first, half below the second, nine tenths below the third.</summary>
internal readonly record struct Spread(double P10, double Median, double P90)
{
    /// <exception cref="InvalidOperationException">There is no value, or one is not a positive number: that was not measured.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0 || !(sorted[0] > 0) || !double.IsFinite(sorted[^1]))
            throw new InvalidOperationException($"Positive numbers are expected: [{string.Join("; ", sorted.Select(value => value.ToString(CultureInfo.InvariantCulture)))}].");
        return new Spread(At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9));
    }

    // Between two neighbours, as far along as the share lies.
    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return low + ((high - low) * (place - Math.Floor(place)));
    }
}
