using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EsimLifecycle.Hosting.Load;

/// <summary>A million subscriptions are stored, and 10,000 of them are due in an hour: how long that takes, and what it takes of those that are not due.</summary>
internal static class Million
{
    private const int Stored = 1_000_000;
    private const int Due = 10_000;

    public static async Task<string> RunAsync(Bench bench, string[] only)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            {Stored:N0} stored subscriptions, {Due:N0} of which are due in the same hour; {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}.

            | store | to store them | the {Due:N0} advanced in | a look when nothing is due |
            |---|---:|---:|---:|

            """));
        foreach (var name in only.Where(name => name is "sqlite" or "postgres"))
        {
            var store = await bench.MakeStoreAsync(name);
            await using var closing = (IAsyncDisposable)store;
            await store.OpenAsync();
            var clock = new SteppedClock();
            var policy = CarrierPolicy.Preset("axis-keep-number");
            var began = Stopwatch.GetTimestamp();
            var dueAt = await FillAsync(store, new Lifecycle(policy), Instant.FromDateTimeOffset(clock.Now));
            var filled = Stopwatch.GetElapsedTime(began);

            clock.Now = (dueAt + Duration.FromHours(1)).ToDateTimeOffset();
            var now = Instant.FromDateTimeOffset(clock.Now);
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddEsimLifecycle(policy).UseStore(_ => store);
            using var host = builder.Build();
            began = Stopwatch.GetTimestamp();
            await host.StartAsync();
            while ((await store.GetStatusAsync(now)).OldestDue is not null)
                await Task.Delay(50);
            await host.StopAsync();
            var advanced = Stopwatch.GetElapsedTime(began);

            // The last of them may still have been in somebody's hands.
            var count = 0;
            for (var n = 0; n < Due; n++)
                count += await store.ReadAsync(Lives.NameOf(n), 1).AnyAsync() ? 1 : 0;
            if (count != Due)
                throw new InvalidOperationException($"{count} of those that were due were advanced; expected {Due}.");

            began = Stopwatch.GetTimestamp();
            for (var i = 0; i < 100; i++)
            {
                if ((await store.ClaimDueAsync(now, now + Duration.FromMinutes(2), 256)).Count > 0)
                    throw new InvalidOperationException("One is still due; expected all of them to have been advanced.");
            }

            var look = Stopwatch.GetElapsedTime(began) / 100;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Bench.Title(name)} | {filled.TotalSeconds:0} s | {advanced.TotalSeconds:0.0} s | {look.TotalMilliseconds:0.00} ms |");
            Console.Error.WriteLine($"{name}: {filled}, {advanced}, {look}");
        }

        return text.ToString();
    }

    /// <summary>Stores them, as open ones that wait for a payment; returns when the deadline of the first few comes, which is a month before that of the others.</summary>
    private static async Task<Instant> FillAsync(ISubscriptionStore store, Lifecycle lifecycle, Instant now)
    {
        Instant? due = null;
        await Parallel.ForEachAsync(Enumerable.Range(0, Stored).Chunk(1000), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (chunk, cancel) =>
        {
            var appends = chunk.Select(n =>
            {
                // In no order either, and within half an hour.
                var id = Lives.NameOf(n);
                var at = now + Duration.FromDays(n < Due ? 0 : 30) + Duration.FromMilliseconds(n * 7919L % 1_800_000);
                return new SubscriptionAppend(lifecycle.Decide(Subscription.None, new OpenSubscription(id, "keep-monthly"), new CommandContext(at, Caller.System, new CommandId("open"))), new CommandId("open"));
            }).ToArray();
            if (chunk[0] == 0)
                due = appends[0].NextDeadline;
            foreach (var batch in appends.Chunk(250))
            {
                if ((await store.AppendAsync(batch, cancel)).Contains(false))
                    throw new InvalidOperationException("A new subscription was not stored.");
            }
        });
        return due!.Value;
    }
}
