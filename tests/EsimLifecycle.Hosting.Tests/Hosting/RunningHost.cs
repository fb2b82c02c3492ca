using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>A generic host with the workers, on a clock that a test turns; they look at the store each millisecond of it.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningHost(IHost host, StoreDouble store, FakeTimeProvider clock, Hands hands, LogLines logs) =>
        (_host, Store, Clock, Hands, Logs) = (host, store, clock, hands, logs);

    public StoreDouble Store { get; }

    public FakeTimeProvider Clock { get; }

    public Hands Hands { get; }

    public LogLines Logs { get; }

    public IServiceProvider Services => _host.Services;

    public SubscriptionHost Host => _host.Services.GetRequiredService<SubscriptionHost>();

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero));

    /// <summary>Makes one, which does not run yet.</summary>
    public static RunningHost Create(
        Action<SubscriptionHostOptions>? options = null, ISubscriptionStore? on = null, FakeTimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        var (builder, logs, hands) = (Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null), new LogLines(), new Hands());
        var (store, time) = (new StoreDouble(on ?? new MemoryStore()), clock ?? NewClock());
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(hands)
            .AddEsimLifecycle(Line.Policy).UseStore(_ => store).AddInstructions<HandsHandler>();
        builder.Services.Configure<SubscriptionHostOptions>(each =>
        {
            each.PollInterval = TimeSpan.FromMilliseconds(1);
            options?.Invoke(each);
        });
        services?.Invoke(builder.Services);
        return new RunningHost(builder.Build(), store, time, hands, logs);
    }

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public static async Task<RunningHost> StartAsync(Action<SubscriptionHostOptions>? options = null, ISubscriptionStore? on = null, FakeTimeProvider? clock = null)
    {
        var running = Create(options, on, clock);
        await running.StartAsync();
        return running;
    }

    /// <summary>Turns the clock by a millisecond at a time, so that the workers look, until something has come about.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var began = Environment.TickCount64; !condition(); Clock.Advance(TimeSpan.FromMilliseconds(1)))
        {
            if (Environment.TickCount64 - began > 60_000)
                throw new TimeoutException($"It did not come about that {what}. Handed over: {string.Join(", ", Hands.Keys)}. {string.Join("; ", Logs.Lines)}");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Until all that was to be handed over has been, and that is stored: an instruction that was handed over is not done yet.</summary>
    public Task ToldAsync() => UntilAsync(() => Host.GetStatusAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult().Untold == 0, "all was told");

    /// <summary>Until the workers have looked at the store a few times more.</summary>
    public async Task SettleAsync()
    {
        var claims = 0;
        var before = Store.ClaimDeliveries;
        Store.ClaimDeliveries = (now, until, max, cancel) =>
        {
            Interlocked.Increment(ref claims);
            return before(now, until, max, cancel);
        };
        await UntilAsync(() => Volatile.Read(ref claims) >= 3, "the worker looks");
        Store.ClaimDeliveries = before;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>What was handed over, and what is to come of it.</summary>
internal sealed class Hands
{
    private readonly ConcurrentQueue<(Instruction Instruction, DateTimeOffset At)> _all = new();

    public Func<Instruction, CancellationToken, Task> Do { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Instruction> All => [.. _all.Select(each => each.Instruction)];

    public IEnumerable<string> Keys => All.Select(each => each.Key);

    public int Count => _all.Count;

    public int CountOf<T>() where T : Instruction => All.OfType<T>().Count();

    public async ValueTask HandleAsync(Instruction instruction, DateTimeOffset at, CancellationToken cancel)
    {
        _all.Enqueue((instruction, at));
        await Do(instruction, cancel);
    }
}

internal sealed class HandsHandler(Hands hands, TimeProvider clock) : IInstructionHandler
{
    public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel) => hands.HandleAsync(instruction, clock.GetUtcNow(), cancel);
}

/// <summary>Keeps every line of every level, with what it was made of.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> _all = new();

    public IEnumerable<string> Lines => _all.Select(each => $"{each.Level}: {each.Text}");

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _all.Enqueue((logLevel, formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
