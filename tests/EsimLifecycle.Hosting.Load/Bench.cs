using System.Globalization;
using System.Text;
using EsimLifecycle.Hosting.Testing;

namespace EsimLifecycle.Hosting.Load;

/// <summary>The stores, and the table that compares them.</summary>
internal sealed class Bench(string directory, PostgresServer? server)
{
    private const int DefaultBatch = 256;
    private int _places;

    /// <summary>What runs for the first time is slower: it is compiled, again when it was seen to run often, and its statements are prepared.</summary>
    public async Task WarmUpAsync(string[] only)
    {
        foreach (var name in only)
        {
            await using var lives = await MakeAsync(name);
            await lives.RunAsync(name == "memory" ? 20_000 : 2_000);
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
            var place = name == "postgres" ? await server!.MakePlaceAsync() : "";
            await using var measured = place != "" ? MakePostgres(place) : await MakeAsync(name);
            if (place != "")
                last = await CompareWithBareAsync(count, measured, place);
            else
                await measured.RunAsync(name == "sqlite-each" ? count / 10 : count); // It says as much with fewer.
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
        "postgres" or "orleans" => new PostgresSubscriptionStore(await server!.MakePlaceAsync()),
        _ => new SqliteSubscriptionStore(Path.Combine(directory, $"{Interlocked.Increment(ref _places)}.db")),
    };

    public static string Title(string name) => name switch
    {
        "memory" => "memory",
        "postgres" => "PostgreSQL",
        "orleans" => "Orleans grains on PostgreSQL",
        "sqlite" => "SQLite",
        "sqlite-each" => "SQLite, a commit each",
        _ => throw new ArgumentException($"There is no store '{name}'; expected memory, sqlite, sqlite-each, postgres or orleans.", nameof(name)),
    };

    private async Task<Lives> MakeAsync(string name) =>
        name is "postgres" or "orleans" ? MakePostgres(await server!.MakePlaceAsync(), silo: name == "orleans") : new(await MakeStoreAsync(name), name == "sqlite-each" ? 1 : DefaultBatch);

    private Lives MakePostgres(string place, bool silo = false) => new(new PostgresSubscriptionStore(place), DefaultBatch, server!.ProcessorTime, silo);

    /// <summary>In turns, so that all have the same minute.</summary>
    private async Task<string> CompareWithBareAsync(int count, Lives lives, string place)
    {
        const int Turns = 8;
        await using var whole = await BareInsert.OpenAsync(await server!.MakePlaceAsync(), withSubscriptions: true);
        await using var bare = await BareInsert.OpenAsync(await server!.MakePlaceAsync(), withSubscriptions: false);
        var eventsOfACommit = 0.0;
        for (var turn = 0; turn < Turns; turn++)
        {
            var events = await lives.RunAsync(count / Turns);
            eventsOfACommit = await BareInsert.ReadEventsOfACommitAsync(place);
            await whole.RunAsync(events, eventsOfACommit);
            await bare.RunAsync(events, eventsOfACommit);
        }

        var rate = lives.ToResult("").Events;
        return string.Create(CultureInfo.InvariantCulture, $"""
            PostgreSQL stored {rate:N0} events/s, {eventsOfACommit:0} in a commit. In the same minutes, with the same commits and nothing decided, answered or looked at,
            a bare insert of the same rows stored {whole.Rate:N0} events/s ({rate / whole.Rate:P0}), and one of the events alone {bare.Rate:N0} ({rate / bare.Rate:P0}).
            """);
    }
}
