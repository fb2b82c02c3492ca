using System.Globalization;
using System.Text;
using EsimLifecycle.Hosting.Testing;
using Npgsql;

namespace EsimLifecycle.Hosting.Load;

/// <summary>The stores, and the table that compares them.</summary>
internal sealed class Bench(string directory, PostgresServer? server)
{
    private const int DefaultBatch = 256;
    private int _places;

    /// <summary>What runs for the first time is slower: it is compiled, and its statements are prepared.</summary>
    public async Task WarmUpAsync(string[] only)
    {
        foreach (var name in only)
        {
            await using var lives = await MakeAsync(name);
            await lives.RunAsync(500);
        }
    }

    public async Task<string> CompareAsync(int count, string[] only)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            {count:N0} subscriptions from open to closed, 32 clients, 5 % of the commands sent twice at once, all verified afterwards; {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}.

            | store | commands/s | p50 | p99 | CPU a command | of the server |
            |---|---:|---:|---:|---:|---:|

            """));
        string? last = null;
        foreach (var name in only)
        {
            // What has a commit each is slow, and says as much with fewer.
            await using var lives = await MakeAsync(name);
            await lives.RunAsync(500);
            await using var measured = await MakeAsync(name);
            if (name == "postgres")
                last = await CompareWithBareAsync(measured, count);
            else
                await measured.RunAsync(name == "sqlite-each" ? count / 40 : count);
            var it = measured.ToResult(name);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Title(name)} | {it.Commands:N0} | {it.P50:0.00} ms | {it.P99:0.0} ms | {it.Cpu:0.000} ms | {(it.ServerCpu is { } cpu ? $"{cpu:0.000} ms" : "")} |");
            Console.Error.WriteLine($"{it}");
        }

        return text.AppendLine().AppendLine(last).ToString();
    }

    /// <summary>A store with nothing in it.</summary>
    public async Task<ISubscriptionStore> MakeStoreAsync(string name) => name switch
    {
        "memory" => new MemoryStore(),
        "postgres" => new PostgresSubscriptionStore(await server!.MakePlaceAsync()),
        _ => new SqliteSubscriptionStore(Path.Combine(directory, $"{Interlocked.Increment(ref _places)}.db")),
    };

    public static string Title(string name) => name switch
    {
        "memory" => "memory",
        "postgres" => "PostgreSQL",
        "sqlite" => "SQLite",
        "sqlite-each" => "SQLite, a commit each",
        _ => throw new ArgumentException($"There is no store '{name}'; expected memory, sqlite, sqlite-each or postgres.", nameof(name)),
    };

    private async Task<Lives> MakeAsync(string name) =>
        new(await MakeStoreAsync(name), name == "sqlite-each" ? 1 : DefaultBatch, name == "postgres" ? server!.ProcessorTime : null);

    /// <summary>In turns, so that both have the same minute.</summary>
    private async Task<string> CompareWithBareAsync(Lives lives, int count)
    {
        const int Turns = 8;
        await using var source = NpgsqlDataSource.Create(await server!.MakePlaceAsync());
        var bare = new BareInsert(source);
        await bare.CreateAsync();
        for (var turn = 0; turn < Turns; turn++)
            await bare.RunAsync(await lives.RunAsync(count / Turns));
        var events = lives.ToResult("").Events;
        return string.Create(CultureInfo.InvariantCulture, $"PostgreSQL stored {events:N0} events/s, with all that belongs to them; a bare insert of the same rows, ten a commit on two connections, {bare.Events:N0} events/s in the same minutes: {events / bare.Events:P0}.");
    }
}
