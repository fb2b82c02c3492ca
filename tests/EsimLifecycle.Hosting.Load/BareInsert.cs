using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace EsimLifecycle.Hosting.Load;

/// <summary>The yardstick: the same rows with nothing decided or looked at, as many in a commit as the store had, on as many connections as it has.</summary>
internal sealed class BareInsert : IAsyncDisposable
{
    private const string Events = "INSERT INTO event (subscription, version, json, message, digest) SELECT * FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[])";

    // Each subscription's row is written as often as the store writes it: with each command.
    private const string Subscriptions = """
        INSERT INTO subscription (id, version, due, told, todo, since) SELECT id, version, at, version, NULL, NULL FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS i (id, version, at)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, due = excluded.due, told = excluded.told
        """;

    private readonly NpgsqlDataSource _source;
    private readonly bool _withSubscriptions;
    private readonly int _connections;
    private TimeSpan _elapsed;
    private long _rows;

    private BareInsert(NpgsqlDataSource source, bool withSubscriptions, int connections) => (_source, _withSubscriptions, _connections) = (source, withSubscriptions, connections);

    /// <summary>Events in a second.</summary>
    public double Rate => _rows / _elapsed.TotalSeconds;

    /// <summary>Makes the tables of the store.</summary>
    public static async Task<BareInsert> OpenAsync(string connectionString, bool withSubscriptions)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        var store = new PostgresSubscriptionStore(source);
        await store.OpenAsync();
        return new BareInsert(source, withSubscriptions, store.MaxConcurrentAppends);
    }

    /// <summary>How many the commits of a store had, by the transactions that its rows remember.</summary>
    public static async Task<double> ReadEventsOfACommitAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT count(*)::float8 / count(DISTINCT xmin::text) FROM event");
        return (double)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public async Task RunAsync(IReadOnlyList<LifecycleEvent> events, double eventsOfACommit)
    {
        var commands = events.GroupBy(each => (each.Subscription, each.Cause?.Command)).OrderBy(command => command.First().Version).Select(RowsOf).ToArray();
        var commits = commands.Chunk(Math.Max(1, (int)Math.Round(eventsOfACommit * commands.Length / events.Count))).ToArray();
        var (began, next) = (Stopwatch.GetTimestamp(), -1);
        await Task.WhenAll(Enumerable.Range(0, _connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync();
            while (Interlocked.Increment(ref next) is var mine && mine < commits.Length)
                await CommitAsync(connection, commits[mine]);
        })));
        _elapsed += Stopwatch.GetElapsedTime(began);
        _rows += events.Count;
    }

    private async Task CommitAsync(NpgsqlConnection connection, Row[][] commands)
    {
        Row[] rows = [.. commands.SelectMany(command => command)];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Events)
        {
            Parameters =
            {
                Of(rows, row => row.Id), Of(rows, row => row.Version),
                new NpgsqlParameter<ReadOnlyMemory<byte>[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, TypedValue = Array.ConvertAll(rows, row => row.Json) },
                Of(rows, row => row.Message), Of(rows, row => row.Digest),
            },
        });
        if (_withSubscriptions)
        {
            Row[] last = [.. commands.Select(command => command[^1])];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Subscriptions) { Parameters = { Of(last, row => row.Id), Of(last, row => row.Version), Of(last, row => row.At) } });
        }

        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<T[]> Of<T>(Row[] rows, Converter<Row, T> part) => new() { TypedValue = Array.ConvertAll(rows, part) };

    // The message is the last event's, as in the store.
    private static Row[] RowsOf(IEnumerable<LifecycleEvent> command)
    {
        Row[] rows = [.. command.Select(each => new Row(each.Subscription.ToString(), each.Version, LifecycleJson.Write(each), each.At.ToUnixTimeTicks(), null, null))];
        rows[^1] = rows[^1] with { Message = command.Last().Cause?.Command.ToString(), Digest = command.Last().Cause?.Digest.ToString() };
        return rows;
    }

    private sealed record Row(string Id, long Version, ReadOnlyMemory<byte> Json, long At, string? Message, string? Digest);
}
