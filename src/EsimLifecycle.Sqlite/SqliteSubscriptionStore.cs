using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EsimLifecycle.Hosting;

/// <summary>Subscriptions in one SQLite file on a local disk: nothing to install, one writer at a time.</summary>
/// <remarks>
/// <para>What is appended is durable, by a write-ahead log that is synchronized at each commit; those who wait share one. Several processes of one machine
/// may use the file at the same time: they wait for one another as long as the connection string's <c>Default Timeout</c> says, 30 seconds by default.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed class SqliteSubscriptionStore : ISubscriptionStore, IAsyncDisposable, IDisposable
{
    // A long history is not kept waiting for by the write-ahead log while somebody reads it slowly.
    private const int EventsAtOnce = 500;

    private readonly string _connectionString;
    private readonly string _file;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly HashSet<string> _policies = new(StringComparer.Ordinal);
    private SqliteSession? _writer;
    private bool _isOpen;
    private bool _isDisposed;

    /// <summary>Creates a store on a file, which is opened, and created if there is none, by <see cref="OpenAsync"/>.</summary>
    /// <param name="fileOrConnectionString">
    /// The path of the file, in a directory that exists; or, if it has an equals sign, a connection string of Microsoft.Data.Sqlite, such as <c>Data Source=subscriptions.db;Default Timeout=5</c>.
    /// </param>
    /// <exception cref="ArgumentException">The text is neither, or names no file: for subscriptions in memory there is <c>UseMemory</c>.</exception>
    public SqliteSubscriptionStore(string fileOrConnectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileOrConnectionString);
        var builder = fileOrConnectionString.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(fileOrConnectionString)
            : new SqliteConnectionStringBuilder { DataSource = fileOrConnectionString };
        if (builder.DataSource is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException($"'{fileOrConnectionString}' names no file; expected one. Subscriptions are kept in memory by UseMemory.", nameof(fileOrConnectionString));

        // The connections are kept here; what is closed is to be closed.
        builder.Pooling = false;
        _connectionString = builder.ToString();
        _file = builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? builder.DataSource : Path.GetFullPath(builder.DataSource);
    }

    /// <inheritdoc/>
    public int MaxConcurrentAppends => 1;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> OpenAsync(CancellationToken cancel = default)
    {
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_isOpen)
                Open();
            _policies.Clear();
            using var rows = Writer().Query(Sql.Policies);
            while (rows.Read())
                _policies.Add(rows.GetString(0));
            return [.. _policies.Order(StringComparer.Ordinal)];
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LifecycleEvent> ReadAsync(SubscriptionId id, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        for (var isMore = true; isMore;)
        {
            cancel.ThrowIfCancellationRequested();
            var (events, from) = (new List<LifecycleEvent>(), after);
            Read(session => ReadEvents(session, id, from, EventsAtOnce, events));
            foreach (var @event in events)
                yield return @event;
            isMore = events.Count == EventsAtOnce;
            after = isMore ? events[^1].Version : after;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommandDigest?> FindMessageAsync(SubscriptionId id, CommandId message, CancellationToken cancel = default) =>
        new(Read<CommandDigest?>(session => session.Value(Sql.FindMessage, id.ToString(), message.ToString()) is string digest ? CommandDigest.Parse(digest) : null));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<SubscriptionAppend> batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var stored = await WriteAsync(
            session =>
            {
                var stored = new bool[batch.Count];
                for (var i = 0; i < stored.Length; i++)
                    stored[i] = Append(session, batch[i]);
                return stored;
            },
            cancel).ConfigureAwait(false);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubscriptionId>> ClaimDueAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        // Looking does not keep the writer waiting.
        if (!Read(session => session.Value(Sql.IsAnyDue, StoredTime.Floor(now)) is not null))
            return [];
        return await WriteAsync(
            session =>
            {
                List<SubscriptionId> due = [];
                using (var rows = session.Query(Sql.FindDue, StoredTime.Floor(now), max))
                {
                    while (rows.Read())
                        due.Add(new SubscriptionId(rows.GetString(0)));
                }

                foreach (var id in due)
                    session.Run(Sql.LeaseDue, id.ToString(), StoredTime.Ceiling(until));
                return due;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Delivery>> ClaimDeliveriesAsync(Instant now, Instant until, int max, CancellationToken cancel = default)
    {
        if (!Read(session => session.Value(Sql.IsAnyToDo, StoredTime.Floor(now)) is not null))
            return [];
        return await WriteAsync(
            session =>
            {
                List<Delivery> claimed = [];
                using (var rows = session.Query(Sql.FindToDo, StoredTime.Floor(now), max))
                {
                    while (rows.Read())
                    {
                        claimed.Add(new Delivery
                        {
                            Id = new SubscriptionId(rows.GetString(0)),
                            Told = rows.GetInt64(1),
                            ToldOfNext = rows.GetInt32(2),
                            Tries = rows.GetInt32(3),
                            LeasedUntil = until,
                            Events = new List<LifecycleEvent>(),
                        });
                    }
                }

                foreach (var delivery in claimed)
                {
                    session.Run(Sql.LeaseToDo, delivery.Id.ToString(), StoredTime.Ceiling(until));
                    try
                    {
                        ReadEvents(session, delivery.Id, delivery.Told, Delivery.MaxEvents, (List<LifecycleEvent>)delivery.Events);
                    }
                    catch (LifecycleJsonException)
                    {
                        // Of a newer release, perhaps: what comes before it is handed over, and so are the others.
                    }
                }

                return claimed;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        await WriteAsync(
            session =>
            {
                foreach (var each in deliveries)
                {
                    session.Run(
                        Sql.Complete, each.Id.ToString(), StoredTime.Ceiling(each.LeasedUntil), each.Told, each.ToldOfNext, each.Tries,
                        each.RetryAt is { } retry ? StoredTime.Ceiling(retry) : null, each.DeadLetter is { } letter ? DeadLetterJson.Write(letter) : null);
                }

                return true;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(SubscriptionId? id, int max, CancellationToken cancel = default) => new(Read(session =>
    {
        List<DeadLetter> letters = [];
        using var rows = id is { } one ? session.Query(Sql.Dead, one.ToString(), max) : session.Query(Sql.DeadOfAll, max);
        while (rows.Read())
            letters.AddRange(DeadLetterJson.Read(new SubscriptionId(rows.GetString(0)), rows.GetString(1)));
        return letters.Take(max).ToList();
    }));

    /// <inheritdoc/>
    public ValueTask<bool> ReplaceDeadLetterAsync(DeadLetter letter, bool remove, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return WriteAsync(
            session =>
            {
                string? json = null;
                using (var rows = session.Query(Sql.Dead, letter.Id.ToString(), 1))
                {
                    if (rows.Read())
                        json = rows.GetString(1);
                }

                var (left, found) = DeadLetterJson.Replace(letter, remove, json);
                if (found)
                    session.Run(Sql.SetDead, letter.Id.ToString(), left);
                return found;
            },
            cancel);
    }

    /// <inheritdoc/>
    public ValueTask<Subscription> ReadSnapshotAsync(SubscriptionId id, CancellationToken cancel = default)
    {
        try
        {
            return new(Read(session =>
            {
                using var rows = session.Query(Sql.ReadSnapshot, id.ToString());
                return rows.Read() ? LifecycleJson.ReadSubscription(SqliteSession.Utf8(rows, 0)) : Subscription.None;
            }));
        }
        catch (LifecycleJsonException)
        {
            // Of a release that wrote it in another way: the events tell.
            return new(Subscription.None);
        }
        catch (SqliteException e) when (IsDropped(e))
        {
            return new(Subscription.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Subscription subscription, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var json = LifecycleJson.Write(subscription);
        try
        {
            await WriteAsync(session => session.Run(Sql.SaveSnapshot, subscription.Id.ToString(), subscription.Version, json), cancel).ConfigureAwait(false);
        }
        catch (SqliteException e) when (IsDropped(e))
        {
            // The next one who opens the store makes the table again.
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReplaceEventsAsync(SubscriptionId id, IReadOnlyList<LifecycleEvent> events, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        return await WriteAsync(
            session =>
            {
                if ((long)session.Value(Sql.CountEvents, id.ToString())! != events.Count)
                    return false;
                foreach (var @event in events)
                    session.Run(Sql.ReplaceEvent, id.ToString(), @event.Version, LifecycleJson.Write(@event), @event.Cause?.Command.ToString(), @event.Cause?.Digest.ToString());
                if (session.HasSnapshots)
                    session.Run(Sql.DropSnapshot, id.ToString());
                return true;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<StoreStatus> GetStatusAsync(Instant now, CancellationToken cancel = default) => new(Read(session =>
    {
        var (due, claimed) = (session.Value(Sql.OldestDue, StoredTime.Floor(now)) as long?, session.Value(Sql.OldestClaimed, StoredTime.Floor(now)) as long?);
        var dead = (long)session.Value(Sql.CountDead)!;
        using var rows = session.Query(Sql.Untold);
        rows.Read();
        return new StoreStatus(StoredTime.Read(claimed < due ? claimed : due ?? claimed), rows.GetInt64(0), StoredTime.Read(rows.GetValue(1)), dead);
    }));

    /// <summary>Closes the file, when what is being written is done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        Close();
    }

    /// <summary>Closes the file, when what is being written is done, for which the thread waits.</summary>
    public void Dispose()
    {
        _writing.Wait();
        Close();
    }

    private void Close()
    {
        _isDisposed = true;
        CloseWriter();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writing.Release();
    }

    private bool Append(SqliteSession session, SubscriptionAppend append)
    {
        var id = append.Id.ToString();
        var message = append.Message?.ToString();
        object? due = append.NextDeadline is { } next ? StoredTime.Ceiling(next) : null;
        object told = append.HasInstructions ? append.ExpectedVersion : append.Version;
        object? since = append.HasInstructions ? StoredTime.Floor(append.Decision.Events[0].At) : null;
        var moved = append.ExpectedVersion == 0
            ? session.Run(Sql.Open, id, append.Version, due, told, since)
            : session.Run(Sql.Move, id, append.Version, due, told, since, append.ExpectedVersion, message);
        if (moved == 0)
            return false;

        if (_policies.Add(append.PolicyName))
            session.Run(Sql.AddPolicy, append.PolicyName);

        // The message is the last event's, as its digest is.
        for (var i = 0; i < append.Events.Count; i++)
        {
            var isLast = i == append.Events.Count - 1;
            session.Run(Sql.Store, id, append.ExpectedVersion + i + 1, BytesOf(append.Events[i]), isLast ? message : null, isLast ? append.Digest?.ToString() : null);
        }

        return true;
    }

    private static byte[] BytesOf(ReadOnlyMemory<byte> json) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(json, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : json.ToArray();

    private static bool ReadEvents(SqliteSession session, SubscriptionId id, long after, int max, List<LifecycleEvent> events)
    {
        using var rows = session.Query(Sql.Read, id.ToString(), after, max);
        while (rows.Read())
            events.Add(LifecycleJson.ReadEvent(SqliteSession.Utf8(rows, 0)));
        return true;
    }

    private static bool IsDropped(SqliteException e) => e.SqliteErrorCode == raw.SQLITE_ERROR && e.Message.Contains("no such table: snapshot", StringComparison.Ordinal);

    private void Open()
    {
        if (Directory.Exists(_file))
            throw new InvalidOperationException($"'{_file}' is a directory; expected a file.");
        if (Path.IsPathRooted(_file) && Path.GetDirectoryName(_file) is { } directory && !Directory.Exists(directory))
            throw new InvalidOperationException($"The directory '{directory}', in which the file '{Path.GetFileName(_file)}' is to be, does not exist; expected one that does.");
        try
        {
            SqliteSchema.Open(Writer(), _file);
            _isOpen = true;
        }
        catch (SqliteException e)
        {
            var found = e.SqliteErrorCode switch
            {
                raw.SQLITE_NOTADB => "is no SQLite database",
                raw.SQLITE_READONLY => "can't be written to",
                raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => "can't be opened by this process",
                raw.SQLITE_BUSY => "is in use by another process",
                _ => "can't be used",
            };
            throw new InvalidOperationException($"The file '{_file}' {found}; expected one of subscriptions that can be read and written. SQLite says: {e.Message}", e);
        }
        finally
        {
            if (!_isOpen)
                CloseWriter();
        }
    }

    private SqliteSession Writer()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        // Moving the log into the file keeps all who wait: it is done a little sooner than SQLite would (1,000), so that it takes no longer than a few commits.
        return _writer ??= new SqliteSession(_connectionString, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 600");
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>Runs a transaction, from whose beginning no other process writes.</summary>
    private async ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            RequireOpen();
            var session = Writer();
            session.Run("BEGIN IMMEDIATE");
            var result = write(session);
            session.Run("COMMIT");
            return result;
        }
        catch
        {
            // Whatever it was, what was begun goes with the connection.
            CloseWriter();
            _policies.Clear();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        RequireOpen();
        if (!_readers.TryTake(out var session))
            session = new SqliteSession(_connectionString, "PRAGMA query_only = ON");
        try
        {
            var result = read(session);
            _readers.Add(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void RequireOpen()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isOpen)
            throw new InvalidOperationException($"The store on the file '{_file}' is not open; OpenAsync is expected first.");
    }
}
