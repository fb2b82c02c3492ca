using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace EsimLifecycle.Hosting;

/// <summary>Subscriptions in PostgreSQL, which any number of equal processes may share.</summary>
/// <remarks>
/// <para>What is appended is durable as far as the server's <c>synchronous_commit</c> has it, which is on by default; those who wait share a commit.</para>
/// <para>How long it waits for a server that says nothing is <c>Command Timeout</c> of the connection string, 30 seconds by default.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed class PostgresSubscriptionStore : ISubscriptionStore, IAsyncDisposable, IDisposable
{
    // Nobody keeps a connection while they read a long history slowly.
    private const int EventsAtOnce = 500;

    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwner;
    private readonly ConcurrentDictionary<string, bool> _policies = new(StringComparer.Ordinal);

    /// <summary>Creates a store on a data source, which stays the caller's to dispose of.</summary>
    /// <param name="source">The data source. Tables are made and found in the first schema of its <c>Search Path</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public PostgresSubscriptionStore(NpgsqlDataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
    }

    /// <summary>Creates a store on a database.</summary>
    /// <param name="connectionString">A connection string of Npgsql. Tables are made and found in the first schema of its <c>Search Path</c>.</param>
    /// <exception cref="ArgumentException">The text is no connection string, or names no host.</exception>
    public PostgresSubscriptionStore(string connectionString)
    {
        Require(connectionString);
        (_source, _isOwner) = (NpgsqlDataSource.Create(connectionString), true);
    }

    /// <inheritdoc/>
    public int MaxConcurrentAppends => 2;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> OpenAsync(CancellationToken cancel = default)
    {
        try
        {
            await using (var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false))
                await PostgresSchema.OpenAsync(connection, cancel).ConfigureAwait(false);
            var names = await QueryAsync(Sql.Policies, [], rows => rows.GetString(0), cancel).ConfigureAwait(false);
            foreach (var name in names)
                _policies[name] = true;
            return names;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException)
        {
            var to = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The database '{to.Database ?? to.Username}' of '{to.Host}', port {to.Port}, can't be used by '{to.Username}'; expected one of subscriptions, or one to make their tables in. {(e as PostgresException)?.MessageText ?? e.Message}"), e);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var isMore = true; isMore;)
        {
            var events = await QueryAsync(Sql.Read, [Of(id.ToString()), Of(after), Of((long)EventsAtOnce)], ReadEvent, cancel).ConfigureAwait(false);
            foreach (var @event in events)
                yield return @event;
            isMore = events.Count == EventsAtOnce;
            after = isMore ? events[^1].Version : after;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CommandDigest?> FindMessageAsync(SubscriptionId id, CommandId message, CancellationToken cancel = default)
    {
        var found = await QueryAsync(Sql.FindMessage, [Of(id.ToString()), Of(message.ToString())], rows => rows.GetString(0), cancel).ConfigureAwait(false);
        return found.Count == 0 ? null : CommandDigest.Parse(found[0]);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<SubscriptionAppend> batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancel.ThrowIfCancellationRequested();

        // In one order everywhere, so that of two writers one waits for the other, and never in a circle.
        int[] order = [.. Enumerable.Range(0, batch.Count)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(batch[a].Id.ToString(), batch[b].Id.ToString()));
        var stored = new bool[batch.Count];
        await StoreAsync(order).ConfigureAwait(false);
        return stored;

        // All of them, or each half by itself, until it is known which does not fit.
        async ValueTask StoreAsync(ArraySegment<int> part)
        {
            if (await TryStoreAsync([.. part.Select(i => batch[i])], cancel).ConfigureAwait(false))
            {
                foreach (var i in part)
                    stored[i] = true;
            }
            else if (part.Count > 1)
            {
                await StoreAsync(part[..(part.Count / 2)]).ConfigureAwait(false);
                await StoreAsync(part[(part.Count / 2)..]).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubscriptionId>> ClaimDueAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
        var due = await QueryAsync(connection, Sql.FindDue, [Of(StoredTime.Floor(now)), Of((long)max)], rows => rows.GetString(0), cancel).ConfigureAwait(false);
        if (due.Count == 0)
            return [];
        await RunAsync(connection, Sql.LeaseDue, [Of(due.ToArray()), Of(StoredTime.Ceiling(until))], cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return [.. due.Select(id => new SubscriptionId(id))];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Delivery>> ClaimDeliveriesAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
        var claimed = await QueryAsync(
            connection, Sql.FindToDo, [Of(StoredTime.Floor(now)), Of((long)max)],
            rows => new Delivery
            {
                Id = new SubscriptionId(rows.GetString(0)),
                Told = rows.GetInt64(1),
                ToldOfNext = rows.GetInt32(2),
                Tries = rows.GetInt32(3),
                LeasedUntil = until,
                Events = [],
            },
            cancel).ConfigureAwait(false);
        if (claimed.Count == 0)
            return [];

        // Each reads its own subscription's events, all of them in one go.
        await using var batch = new NpgsqlBatch(connection, transaction);
        Add(batch, Sql.LeaseToDo, Of(claimed.Select(each => each.Id.ToString()).ToArray()), Of(StoredTime.Ceiling(until)));
        foreach (var each in claimed)
            Add(batch, Sql.Read, Of(each.Id.ToString()), Of(each.Told), Of((long)Delivery.MaxEvents));
        await batch.PrepareAsync(cancel).ConfigureAwait(false);
        await using (var rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false))
        {
            for (var i = 0; i < claimed.Count; i++)
            {
                List<LifecycleEvent> events = [];
                try
                {
                    while (await rows.ReadAsync(cancel).ConfigureAwait(false))
                        events.Add(ReadEvent(rows));
                }
                catch (LifecycleJsonException)
                {
                    // Of a newer release, perhaps: what comes before it is handed over, and so are the others.
                }

                claimed[i] = claimed[i] with { Events = events };
                await rows.NextResultAsync(cancel).ConfigureAwait(false);
            }
        }

        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return claimed;
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        var done = await QueryAsync(Sql.CompleteAll, ParametersOf(deliveries), rows => rows.GetString(0), cancel).ConfigureAwait(false);
        if (done.Count == deliveries.Count)
            return;

        // Somebody was writing to the others, or their lease is over: each waits by itself, and holds up nobody meanwhile.
        var isDone = done.ToHashSet(StringComparer.Ordinal);
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        foreach (var other in deliveries.Where(each => !isDone.Contains(each.Id.ToString())))
            await RunAsync(connection, Sql.Complete, ParametersOf([other]), cancel).ConfigureAwait(false);

        static NpgsqlParameter[] ParametersOf(IReadOnlyList<Delivery> deliveries) =>
        [
            Of(deliveries.Select(each => each.Id.ToString()).ToArray()), Of(deliveries.Select(each => StoredTime.Ceiling(each.LeasedUntil)).ToArray()),
            Of(deliveries.Select(each => each.Told).ToArray()), Of(deliveries.Select(each => each.ToldOfNext).ToArray()), Of(deliveries.Select(each => each.Tries).ToArray()),
            Of(deliveries.Select(each => each.RetryAt is { } retry ? StoredTime.Ceiling(retry) : (long?)null).ToArray()),
            new NpgsqlParameter<string?[]>
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, TypedValue = [.. deliveries.Select(each => each.DeadLetter is { } letter ? DeadLetterJson.Write(letter) : null)],
            },
        ];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(SubscriptionId? id, int max, CancellationToken cancel = default)
    {
        var found = id is { } one
            ? await QueryAsync(Sql.Dead, [Of(one.ToString())], ReadDead, cancel).ConfigureAwait(false)
            : await QueryAsync(Sql.DeadOfAll, [Of((long)max)], ReadDead, cancel).ConfigureAwait(false);
        return [.. found.SelectMany(row => DeadLetterJson.Read(new SubscriptionId(row.Id), row.Json)).Take(max)];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReplaceDeadLetterAsync(DeadLetter letter, bool remove, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
        var rows = await QueryAsync(connection, Sql.LockDead, [Of(letter.Id.ToString())], ReadDead, cancel).ConfigureAwait(false);
        var (left, found) = DeadLetterJson.Replace(letter, remove, rows.Count == 0 ? null : rows[0].Json);
        if (!found)
            return false;
        await RunAsync(connection, Sql.SetDead, [Of(letter.Id.ToString()), Of(left)], cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<Subscription> ReadSnapshotAsync(SubscriptionId id, CancellationToken cancel = default)
    {
        try
        {
            var found = await QueryAsync(Sql.ReadSnapshot, [Of(id.ToString())], rows => LifecycleJson.ReadSubscription(rows.GetFieldValue<byte[]>(0)), cancel).ConfigureAwait(false);
            return found.Count == 0 ? Subscription.None : found[0];
        }
        catch (LifecycleJsonException)
        {
            // Of a release that wrote it in another way: the events tell.
            return Subscription.None;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return Subscription.None;
        }
    }

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Subscription subscription, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var json = new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = LifecycleJson.Write(subscription) };
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        try
        {
            await RunAsync(connection, Sql.SaveSnapshot, [Of(subscription.Id.ToString()), Of(subscription.Version), json], cancel).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // The next one who opens the store makes the table again.
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReplaceEventsAsync(SubscriptionId id, IReadOnlyList<LifecycleEvent> events, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
        var found = await QueryAsync(connection, Sql.LockVersion, [Of(id.ToString())], rows => rows.GetInt64(0), cancel).ConfigureAwait(false);
        if (found.Count == 0 || found[0] != events.Count)
            return false;
        await RunAsync(
            connection, Sql.ReplaceEvents,
            [
                Of(id.ToString()), Of(events.Select(each => each.Version).ToArray()),
                new NpgsqlParameter<ReadOnlyMemory<byte>[]>
                {
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, TypedValue = [.. events.Select(each => (ReadOnlyMemory<byte>)LifecycleJson.Write(each))],
                },
                Of(events.Select(each => each.Cause?.Command.ToString()).ToArray()), Of(events.Select(each => each.Cause?.Digest.ToString()).ToArray()),
            ],
            cancel).ConfigureAwait(false);
        if ((await QueryAsync(connection, Sql.FindSnapshots, [], _ => true, cancel).ConfigureAwait(false)).Count > 0)
            await RunAsync(connection, Sql.DropSnapshot, [Of(id.ToString())], cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<StoreStatus> GetStatusAsync(Instant now, CancellationToken cancel = default) => (await QueryAsync(
        Sql.Status, [Of(StoredTime.Floor(now))],
        rows => new StoreStatus(StoredTime.Read(rows.GetValue(0)), rows.GetInt64(1), StoredTime.Read(rows.GetValue(2)), rows.GetInt64(3)), cancel).ConfigureAwait(false))[0];

    /// <summary>Closes the connections, if they are the store's own.</summary>
    public ValueTask DisposeAsync() => _isOwner ? _source.DisposeAsync() : default;

    /// <summary>Closes the connections, if they are the store's own.</summary>
    public void Dispose()
    {
        if (_isOwner)
            _source.Dispose();
    }

    /// <summary>Refuses what is no connection string, without connecting.</summary>
    internal static void Require(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (new NpgsqlConnectionStringBuilder(connectionString).Host is null or "")
            throw new ArgumentException("The connection string names no host; expected one such as 'Host=localhost;Database=shop;Username=shop'.", nameof(connectionString));
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static LifecycleEvent ReadEvent(NpgsqlDataReader rows) => LifecycleJson.ReadEvent(rows.GetFieldValue<byte[]>(0));

    private static (string Id, string Json) ReadDead(NpgsqlDataReader rows) => (rows.GetString(0), rows.GetString(1));

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static async ValueTask<List<T>> ReadAllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        List<T> all = [];
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            all.Add(row(rows));
        return all;
    }

    private static async ValueTask<List<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(cancel).ConfigureAwait(false);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        return await ReadAllAsync(rows, row, cancel).ConfigureAwait(false);
    }

    private static async ValueTask RunAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancel) =>
        await QueryAsync(connection, sql, parameters, _ => 0, cancel).ConfigureAwait(false);

    private async ValueTask<List<T>> QueryAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        return await QueryAsync(connection, sql, parameters, row, cancel).ConfigureAwait(false);
    }

    /// <summary>Stores all of them, in the order of their ids, or none: false if one does not fit.</summary>
    private async ValueTask<bool> TryStoreAsync(SubscriptionAppend[] appends, CancellationToken cancel)
    {
        string[] policies = [.. appends.Select(append => append.PolicyName).Where(name => !_policies.ContainsKey(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var (opened, moved) = (Array.FindAll(appends, append => append.ExpectedVersion == 0), Array.FindAll(appends, append => append.ExpectedVersion > 0));
        await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (policies.Length > 0)
            Add(batch, Sql.AddPolicies, Of(policies));
        Add(batch, Sql.Store, EventsOf(appends));
        if (opened.Length > 0)
            Add(batch, Sql.Open, RowsOf(opened));
        if (moved.Length > 0)
            Add(batch, Sql.Move, [.. RowsOf(moved), Of(Array.ConvertAll(moved, append => append.ExpectedVersion))]);
        try
        {
            await batch.PrepareAsync(CancellationToken.None).ConfigureAwait(false);
            await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }

        // One that was decided on a version to come would leave a gap.
        if (moved.Length > 0 && batch.BatchCommands[^1].RecordsAffected != moved.Length)
            return false;
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var policy in policies)
            _policies[policy] = true;
        return true;
    }

    private static NpgsqlParameter[] EventsOf(SubscriptionAppend[] appends)
    {
        var count = appends.Sum(append => append.Events.Count);
        var (ids, versions, json) = (new string[count], new long[count], new ReadOnlyMemory<byte>[count]);
        var (messages, digests) = (new string?[count], new string?[count]);
        var at = 0;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++, at++)
                (ids[at], versions[at], json[at]) = (append.Id.ToString(), append.ExpectedVersion + i + 1, append.Events[i]);

            // The message is the last event's, as its digest is.
            (messages[at - 1], digests[at - 1]) = (append.Message?.ToString(), append.Digest?.ToString());
        }

        return [Of(ids), Of(versions), new NpgsqlParameter<ReadOnlyMemory<byte>[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, TypedValue = json }, Of(messages), Of(digests)];
    }

    private static NpgsqlParameter[] RowsOf(SubscriptionAppend[] appends) =>
    [
        Of(Array.ConvertAll(appends, append => append.Id.ToString())),
        Of(Array.ConvertAll(appends, append => append.Version)),
        Of(Array.ConvertAll(appends, append => append.NextDeadline is { } due ? StoredTime.Ceiling(due) : (long?)null)),
        Of(Array.ConvertAll(appends, append => append.HasInstructions ? append.ExpectedVersion : append.Version)),
        Of(Array.ConvertAll(appends, append => append.HasInstructions ? StoredTime.Floor(append.Decision.Events[0].At) : (long?)null)),
    ];
}
