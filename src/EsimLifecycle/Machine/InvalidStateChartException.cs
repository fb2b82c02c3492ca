namespace EsimLifecycle;

/// <summary>A chart of this library contradicts itself: a bug in the library, found when the chart is built.</summary>
internal sealed class InvalidStateChartException(string chart, ValueList<string> faults)
    : Exception($"The chart '{chart}' has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:\n- {string.Join("\n- ", faults)}")
{
    /// <summary>Every fault, in words.</summary>
    public ValueList<string> Faults { get; } = faults;
}
