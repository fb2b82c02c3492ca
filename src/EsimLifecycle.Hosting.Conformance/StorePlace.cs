using System.Runtime.CompilerServices;

namespace EsimLifecycle.Hosting.Conformance;

/// <summary>Where a case runs: opens stores on one place, and disposes of them.</summary>
internal sealed class StorePlace(Func<string, ValueTask<ISubscriptionStore>> open, CancellationToken cancel) : IAsyncDisposable
{
    private readonly string _name = $"c{Guid.NewGuid():n}"[..32];
    private readonly List<ISubscriptionStore> _opened = [];

    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Opens one more store here, that nobody has prepared yet.</summary>
    public async Task<ISubscriptionStore> ConnectAsync()
    {
        var store = await open(_name);
        Check.That(store is not null, "a store", "null");
        if (!_opened.Contains(store!, ReferenceEqualityComparer.Instance))
            _opened.Add(store!);
        return store!;
    }

    public async Task<ISubscriptionStore> OpenAsync()
    {
        var store = await ConnectAsync();
        await store.OpenAsync(Cancel);
        return store;
    }

    /// <summary>Two processes on the same data.</summary>
    public async Task<(ISubscriptionStore One, ISubscriptionStore Other)> OpenTwoAsync() =>
        (await OpenAsync(), await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            if (store is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (store as IDisposable)?.Dispose();
        }
    }
}

/// <summary>Says what was expected and what was found.</summary>
internal static class Check
{
    public static void That(bool holds, string expected, string found)
    {
        if (!holds)
            throw new StoreConformanceException($"Expected {expected}; found {found}.");
    }

    public static void Equal<T>(T expected, T found, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, found), $"{what} to be {Text(expected)}", Text(found));

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        T[] one = [.. expected], other = [.. found];
        Equal(one.Length, other.Length, $"the number of {what}");
        for (var i = 0; i < one.Length; i++)
            Equal(one[i], other[i], $"number {i + 1} of {what}");
    }

    private static string Text<T>(T value) => value switch
    {
        null => "nothing",
        Instant at => NodaTime.Text.InstantPattern.ExtendedIso.Format(at),
        LifecycleEvent @event => System.Text.Encoding.UTF8.GetString(LifecycleJson.Write(@event)),
        Subscription state => $"version {state.Version} of '{state.Id}'",
        _ => value.ToString() ?? "",
    };
}

/// <summary>What a case asks of a store, in few words.</summary>
internal static class StoreQuestions
{
    public static async Task<bool> AppendAsync(this ISubscriptionStore store, SubscriptionAppend append, CancellationToken cancel = default) =>
        (await store.AppendAsync([append], cancel)) is [var isStored]
            ? isStored
            : throw new StoreConformanceException("Expected one result for one append; found another number of them.");

    /// <summary>Stores what has to be stored for the case to go on.</summary>
    public static async Task StoreAsync(this ISubscriptionStore store, params IEnumerable<SubscriptionAppend> appends)
    {
        foreach (var append in appends)
        {
            Check.That(
                await store.AppendAsync(append), $"the append of '{append.Id}' after version {append.ExpectedVersion} to be stored", "that it was refused");
        }
    }

    public static async Task<List<LifecycleEvent>> ReadAllAsync(this ISubscriptionStore store, SubscriptionId id, long after = 0, CancellationToken cancel = default)
    {
        List<LifecycleEvent> events = [];
        await foreach (var @event in store.ReadAsync(id, after, cancel))
            events.Add(@event);
        return events;
    }

    /// <summary>The store has exactly these events of the subscription.</summary>
    public static async Task HasAsync(this ISubscriptionStore store, SubscriptionId id, IEnumerable<LifecycleEvent> events, [CallerArgumentExpression(nameof(events))] string what = "") =>
        Check.Sequence(events, await store.ReadAllAsync(id), $"the events of '{id}' ({what})");

    /// <summary>Claims one delivery, the only one there is.</summary>
    public static async Task<Delivery> ClaimOneAsync(this ISubscriptionStore store, Instant now, Instant until)
    {
        var claimed = await store.ClaimDeliveriesAsync(now, until, 10);
        return claimed is [var one] ? one : throw new StoreConformanceException($"Expected one subscription with instructions to hand over; found {claimed.Count}.");
    }

    public static async Task HasNothingToTellAsync(this ISubscriptionStore store, Instant now, string why)
    {
        var claimed = await store.ClaimDeliveriesAsync(now, now + Duration.FromMinutes(1), 10);
        Check.That(claimed.Count == 0, $"nothing to hand over {why}", string.Join(", ", claimed.Select(each => $"'{each.Id}' after version {each.Told}")));
    }

    /// <summary>Everything in it was handed over.</summary>
    public static Delivery Done(this Delivery delivery) => delivery with { Told = delivery.Events[^1].Version, ToldOfNext = 0, Tries = 0 };
}
