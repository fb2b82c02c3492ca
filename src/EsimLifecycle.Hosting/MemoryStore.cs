using System.Runtime.CompilerServices;

namespace EsimLifecycle.Hosting;

/// <summary>Subscriptions in memory, for tests and for a first try: gone with the process. What it gives back has been through JSON, as from any store.</summary>
internal sealed class MemoryStore : ISubscriptionStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SubscriptionId, Row> _rows = [];
    private readonly SortedSet<(Instant At, string Id)> _due = [];
    private readonly SortedSet<(Instant At, string Id)> _claimed = [];
    private readonly SortedSet<(Instant At, string Id)> _todo = [];
    private readonly SortedSet<(Instant At, string Id)> _since = [];
    private readonly HashSet<Row> _withDeadLetters = [];
    private readonly SortedSet<string> _policies = new(StringComparer.Ordinal);

    public int MaxConcurrentAppends => 1;

    public ValueTask<IReadOnlyList<string>> OpenAsync(CancellationToken cancel = default)
    {
        lock (_gate)
            return new([.. _policies]);
    }

    public async IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        ReadOnlyMemory<byte>[] events;
        lock (_gate)
            events = _rows.TryGetValue(id, out var row) && row.Events.Count > after ? [.. row.Events[(int)after..]] : [];
        foreach (var @event in events)
        {
            cancel.ThrowIfCancellationRequested();
            yield return LifecycleJson.ReadEvent(@event.Span);
        }
    }

    public ValueTask<CommandDigest?> FindMessageAsync(SubscriptionId id, CommandId message, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_rows.TryGetValue(id, out var row) && row.Messages.TryGetValue(message, out var digest) ? digest : null);
    }

    public ValueTask<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<SubscriptionAppend> batch, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            return new([.. batch.Select(Append)]);
    }

    public ValueTask<IReadOnlyList<SubscriptionId>> ClaimDueAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            Row[] due = [.. _due.TakeWhile(each => each.At <= now).Take(max).Select(each => _rows[new(each.Id)])];
            foreach (var row in due)
            {
                Plan(_claimed, row, ref row.Claimed, row.Claimed ?? row.Due);
                Plan(_due, row, ref row.Due, until);
            }

            return new([.. due.Select(row => row.Id)]);
        }
    }

    public ValueTask<IReadOnlyList<Delivery>> ClaimDeliveriesAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        (Delivery Delivery, ReadOnlyMemory<byte>[] Events)[] claimed;
        lock (_gate)
        {
            Row[] waiting = [.. _todo.TakeWhile(each => each.At <= now).Take(max).Select(each => _rows[new(each.Id)])];
            foreach (var row in waiting)
                Plan(_todo, row, ref row.Todo, until);
            claimed =
            [
                .. waiting.Select(row => (
                    new Delivery { Id = row.Id, Told = row.Told, ToldOfNext = row.ToldOfNext, Tries = row.Tries, LeasedUntil = until, Events = [] },
                    row.Events.Skip((int)row.Told).Take(Delivery.MaxEvents).ToArray())),
            ];
        }

        // Nobody waits while they are read.
        return new([.. claimed.Select(each => each.Delivery with { Events = [.. each.Events.Select(json => LifecycleJson.ReadEvent(json.Span))] })]);
    }

    public ValueTask CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            foreach (var delivery in deliveries)
            {
                if (!_rows.TryGetValue(delivery.Id, out var row) || row.Todo != delivery.LeasedUntil)
                    continue;
                (row.Told, row.ToldOfNext, row.Tries) = (delivery.Told, delivery.ToldOfNext, delivery.Tries);
                if (delivery.DeadLetter is { } letter)
                {
                    row.DeadLetters.Add(letter);
                    _withDeadLetters.Add(row);
                }

                if (row.Told == row.Events.Count)
                    Plan(_since, row, ref row.Since, null);
                Plan(_todo, row, ref row.Todo, row.Since is null ? null : delivery.RetryAt ?? row.Since);
            }
        }

        return default;
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(SubscriptionId? id, int max, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            IEnumerable<Row> rows = id is not { } one ? _withDeadLetters : _rows.TryGetValue(one, out var row) ? [row] : [];
            return new([.. rows.SelectMany(row => row.DeadLetters).Take(max)]);
        }
    }

    public ValueTask<bool> ReplaceDeadLetterAsync(DeadLetter letter, bool remove, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            var index = _rows.TryGetValue(letter.Id, out var row) ? row.DeadLetters.FindIndex(each => each.Key == letter.Key) : -1;
            if (index < 0)
                return new(false);
            if (remove)
                row!.DeadLetters.RemoveAt(index);
            else
                row!.DeadLetters[index] = letter;
            if (row.DeadLetters.Count == 0)
                _withDeadLetters.Remove(row);
            return new(true);
        }
    }

    public ValueTask<Subscription> ReadSnapshotAsync(SubscriptionId id, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_rows.TryGetValue(id, out var row) && row.Snapshot is { } json ? LifecycleJson.ReadSubscription(json) : Subscription.None);
    }

    public ValueTask SaveSnapshotAsync(Subscription subscription, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue(subscription.Id, out var row) && subscription.Version == row.Events.Count && subscription.Version > row.SnapshotVersion)
                (row.SnapshotVersion, row.Snapshot) = (subscription.Version, LifecycleJson.Write(subscription));
        }

        return default;
    }

    public ValueTask<bool> ReplaceEventsAsync(SubscriptionId id, IReadOnlyList<LifecycleEvent> events, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(id, out var row) || row.Events.Count != events.Count)
                return new(false);
            var messages = row.Events.Select((json, i) => (Before: LifecycleJson.ReadEvent(json.Span).Cause, After: events[i].Cause))
                .Where(each => each.Before is not null && row.Messages.ContainsKey(each.Before.Command)).DistinctBy(each => each.Before!.Command).ToList();
            row.Messages.Clear();
            messages.ForEach(each => row.Messages.Add(each.After!.Command, each.After.Digest));
            row.Events.Clear();
            row.Events.AddRange(events.Select(@event => (ReadOnlyMemory<byte>)LifecycleJson.Write(@event)));
            (row.SnapshotVersion, row.Snapshot) = (0, null);
            return new(true);
        }
    }

    public ValueTask<StoreStatus> GetStatusAsync(Instant now, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            var due = new[] { _due, _claimed }.Where(each => each.Count > 0 && each.Min.At <= now).Min(each => (Instant?)each.Min.At);
            return new(new StoreStatus(
                due, _since.Count, _since.Count > 0 ? _since.Min.At : null, _withDeadLetters.Count));
        }
    }

    private bool Append(SubscriptionAppend append)
    {
        var row = _rows.GetValueOrDefault(append.Id) ?? new Row(append.Id);
        if (row.Events.Count != append.ExpectedVersion || (append.Message is { } message && !row.Messages.TryAdd(message, append.Digest!.Value)))
            return false;
        _rows[append.Id] = row;
        _policies.Add(append.PolicyName);

        // With nothing to hand over the cursor goes along, so that a claim never reads what has nothing to say.
        if (row.Todo is null)
            (row.Told, row.ToldOfNext) = (append.HasInstructions ? append.ExpectedVersion : append.Version, 0);
        row.Events.AddRange(append.Events);
        if (append.HasInstructions && row.Todo is null)
        {
            Plan(_since, row, ref row.Since, append.Decision.Events[0].At);
            Plan(_todo, row, ref row.Todo, row.Since);
        }

        Plan(_due, row, ref row.Due, append.NextDeadline);
        Plan(_claimed, row, ref row.Claimed, null);
        return true;
    }

    private static void Plan(SortedSet<(Instant At, string Id)> index, Row row, ref Instant? planned, Instant? at)
    {
        if (planned is { } before)
            index.Remove((before, row.Id.ToString()));
        planned = at;
        if (at is { } next)
            index.Add((next, row.Id.ToString()));
    }

    private sealed class Row(SubscriptionId id)
    {
        public readonly SubscriptionId Id = id;
        public readonly List<ReadOnlyMemory<byte>> Events = [];
        public readonly Dictionary<CommandId, CommandDigest> Messages = [];
        public readonly List<DeadLetter> DeadLetters = [];
        public byte[]? Snapshot;
        public long SnapshotVersion;
        public Instant? Due;
        public Instant? Claimed;
        public Instant? Todo;
        public Instant? Since;
        public long Told;
        public int ToldOfNext;
        public int Tries;
    }
}
