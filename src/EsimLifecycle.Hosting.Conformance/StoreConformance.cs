namespace EsimLifecycle.Hosting.Conformance;

/// <summary>What an <see cref="ISubscriptionStore"/> has to keep, as cases with names that run in any test framework.</summary>
/// <example>
/// <code>
/// public static TheoryData&lt;string&gt; Cases =&gt; [.. StoreConformance.Cases];
///
/// [Theory, MemberData(nameof(Cases))]
/// public Task My_store_conforms(string name) =&gt; StoreConformance.RunAsync(name, place =&gt; new(new MyStore($"Data Source={place}.db")));
/// </code>
/// </example>
/// <remarks>Thread-safe: cases can run at the same time, each on a place of its own.</remarks>
public static class StoreConformance
{
    private static readonly Dictionary<string, Func<StorePlace, Task>> ByName = new(
        [.. HistoryCases.All, .. AppendCases.All, .. MessageCases.All, .. DueCases.All, .. DeliveryCases.All, .. DeadLetterCases.All, .. KeepingCases.All, .. ErasureCases.All], StringComparer.Ordinal);

    /// <summary>Gets the names of all cases: each says in a sentence what a store has to keep.</summary>
    public static IReadOnlyList<string> Cases { get; } = [.. ByName.Keys];

    /// <summary>Runs a case.</summary>
    /// <param name="name">Its name, one of <see cref="Cases"/>.</param>
    /// <param name="open">
    /// Opens a store on a place: a name of 32 letters and digits that begins with a letter, new for each run. A second call with the same place opens
    /// another instance on the same data, as another process would; where there can be none, as in memory, the same instance. Each is disposed of by the
    /// case, if it can be; what stands in the place is the caller's to delete.
    /// </param>
    /// <param name="cancel">Cancels the run.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no case with this name.</exception>
    /// <exception cref="StoreConformanceException">The store does not keep it; the message says what was expected and what was found.</exception>
    public static Task RunAsync(string name, Func<string, ValueTask<ISubscriptionStore>> open, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        if (!ByName.TryGetValue(name, out var run))
            throw new ArgumentException($"There is no case '{name}'; expected one of {nameof(StoreConformance)}.{nameof(Cases)}.", nameof(name));
        return Task.Run(RunAsync, cancel);

        async Task RunAsync()
        {
            await using var place = new StorePlace(open, cancel);
            await run(place);
        }
    }
}
