using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace EsimLifecycle.Hosting.Load;

/// <summary>The yardstick: the same events as rows with a key and nothing else, ten a commit, on two connections.</summary>
internal sealed class BareInsert(NpgsqlDataSource source)
{
    private const int Connections = 2;
    private const int RowsOfACommit = 10;
    private TimeSpan _elapsed;
    private long _rows;

    public double Events => _rows / _elapsed.TotalSeconds;

    public async Task CreateAsync()
    {
        await using var command = source.CreateCommand("""CREATE TABLE bare (subscription text COLLATE "C", version bigint, json jsonb NOT NULL, message text, digest text, PRIMARY KEY (subscription, version))""");
        await command.ExecuteNonQueryAsync();
    }

    public async Task RunAsync(IReadOnlyList<LifecycleEvent> events, bool isCounted = true)
    {
        var rows = events.Select(each => (Id: each.Subscription.ToString(), each.Version, Json: (ReadOnlyMemory<byte>)LifecycleJson.Write(each), Message: each.Cause?.Command.ToString(), Digest: each.Cause?.Digest.ToString()))
            .OrderBy(row => row.Version).Chunk(RowsOfACommit).ToArray();
        var (began, next) = (Stopwatch.GetTimestamp(), -1);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            while (Interlocked.Increment(ref next) is var mine && mine < rows.Length)
            {
                var ten = rows[mine];
                await using var command = new NpgsqlCommand(
                    "INSERT INTO bare (subscription, version, json, message, digest) SELECT * FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[])", connection);
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(ten, row => row.Id) });
                command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(ten, row => row.Version) });
                command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb, TypedValue = Array.ConvertAll(ten, row => row.Json) });
                command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(ten, row => row.Message) });
                command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(ten, row => row.Digest) });
                await command.PrepareAsync();
                await command.ExecuteNonQueryAsync();
            }
        })));
        if (!isCounted)
            return;
        _elapsed += Stopwatch.GetElapsedTime(began);
        _rows += events.Count;
    }
}
