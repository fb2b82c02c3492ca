namespace EsimLifecycle.Hosting.Tests;

/// <summary>A store that does what another does, except for what a test has it do instead.</summary>
internal sealed class StoreDouble(ISubscriptionStore inner) : ISubscriptionStore
{
    public ISubscriptionStore Inner => inner;

    public Func<CancellationToken, ValueTask<IReadOnlyList<string>>> Open { get; set; } = inner.OpenAsync;

    public Func<SubscriptionId, long, CancellationToken, IAsyncEnumerable<LifecycleEvent>> Read { get; set; } = inner.ReadAsync;

    public Func<SubscriptionId, CommandId, CancellationToken, ValueTask<CommandDigest?>> FindMessage { get; set; } = inner.FindMessageAsync;

    public Func<IReadOnlyList<SubscriptionAppend>, CancellationToken, ValueTask<IReadOnlyList<bool>>> Append { get; set; } = inner.AppendAsync;

    public Func<Instant, Instant, int, CancellationToken, ValueTask<IReadOnlyList<SubscriptionId>>> ClaimDue { get; set; } = inner.ClaimDueAsync;

    public Func<Instant, Instant, int, CancellationToken, ValueTask<IReadOnlyList<Delivery>>> ClaimDeliveries { get; set; } = inner.ClaimDeliveriesAsync;

    public Func<IReadOnlyList<Delivery>, CancellationToken, ValueTask> Complete { get; set; } = inner.CompleteAsync;

    public Func<SubscriptionId?, int, CancellationToken, ValueTask<IReadOnlyList<DeadLetter>>> ReadDeadLetters { get; set; } = inner.ReadDeadLettersAsync;

    public Func<DeadLetter, bool, CancellationToken, ValueTask<bool>> ReplaceDeadLetter { get; set; } = inner.ReplaceDeadLetterAsync;

    public Func<SubscriptionId, CancellationToken, ValueTask<Subscription>> ReadSnapshot { get; set; } = inner.ReadSnapshotAsync;

    public Func<Subscription, CancellationToken, ValueTask> SaveSnapshot { get; set; } = inner.SaveSnapshotAsync;

    public Func<SubscriptionId, IReadOnlyList<LifecycleEvent>, CancellationToken, ValueTask<bool>> ReplaceEvents { get; set; } = inner.ReplaceEventsAsync;

    public Func<Instant, CancellationToken, ValueTask<StoreStatus>> GetStatus { get; set; } = inner.GetStatusAsync;

    public int MaxConcurrentAppends { get; set; } = inner.MaxConcurrentAppends;

    public ValueTask<IReadOnlyList<string>> OpenAsync(CancellationToken cancel = default) => Open(cancel);

    public IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, long after, CancellationToken cancel = default) => Read(id, after, cancel);

    public ValueTask<CommandDigest?> FindMessageAsync(SubscriptionId id, CommandId message, CancellationToken cancel = default) => FindMessage(id, message, cancel);

    public ValueTask<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<SubscriptionAppend> batch, CancellationToken cancel = default) => Append(batch, cancel);

    public ValueTask<IReadOnlyList<SubscriptionId>> ClaimDueAsync(Instant now, Instant until, int max, CancellationToken cancel = default) => ClaimDue(now, until, max, cancel);

    public ValueTask<IReadOnlyList<Delivery>> ClaimDeliveriesAsync(Instant now, Instant until, int max, CancellationToken cancel = default) =>
        ClaimDeliveries(now, until, max, cancel);

    public ValueTask CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel = default) => Complete(deliveries, cancel);

    public ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(SubscriptionId? id, int max, CancellationToken cancel = default) => ReadDeadLetters(id, max, cancel);

    public ValueTask<bool> ReplaceDeadLetterAsync(DeadLetter letter, bool remove, CancellationToken cancel = default) => ReplaceDeadLetter(letter, remove, cancel);

    public ValueTask<Subscription> ReadSnapshotAsync(SubscriptionId id, CancellationToken cancel = default) => ReadSnapshot(id, cancel);

    public ValueTask SaveSnapshotAsync(Subscription subscription, CancellationToken cancel = default) => SaveSnapshot(subscription, cancel);

    public ValueTask<bool> ReplaceEventsAsync(SubscriptionId id, IReadOnlyList<LifecycleEvent> events, CancellationToken cancel = default) => ReplaceEvents(id, events, cancel);

    public ValueTask<StoreStatus> GetStatusAsync(Instant now, CancellationToken cancel = default) => GetStatus(now, cancel);
}
