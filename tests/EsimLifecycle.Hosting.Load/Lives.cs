using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EsimLifecycle.Hosting.Load;

/// <summary>Lives subscriptions on a host from open to closed, by 32 clients, with 5 % of the commands sent twice at once; and looks afterwards whether all is there.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="maxBatch">The maximum number of decisions in a commit.</param>
/// <param name="server">The processor time of the store's server.</param>
/// <param name="silo">Whether they are grains of an Orleans silo in this process.</param>
internal sealed class Lives(ISubscriptionStore store, int maxBatch, Func<TimeSpan>? server = null, bool silo = false) : IAsyncDisposable
{
    public static readonly CarrierPolicy Policy = CarrierPolicy.Preset("axis-keep-number");

    private const int Clients = 32;
    private static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");
    private static readonly Caller Customer = Caller.Customer(CallerChannel.App, new PersonalReference("customer-1"), IdentityAssurance.Substantial);

    private static readonly (LifecycleCommand Command, Caller By)[] First =
    [
        (new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System), (new Activate(), Customer), (new BindDevice(Phone), Customer),
    ];

    private static readonly (LifecycleCommand Command, Caller By)[] Last = [(new RequestCancellation(CancellationReason.NoLongerNeeded), Customer), (new UnbindDevice(Phone), Customer)];

    private readonly SteppedClock _clock = new();
    private readonly ConcurrentBag<long> _latencies = [];
    private IHost? _process;
    private IGrainFactory? _grains;
    private TimeSpan _elapsed;
    private TimeSpan _cpu;
    private TimeSpan _serverCpu;
    private long _events;
    private int _next;

    private SubscriptionHost Host => _process!.Services.GetRequiredService<SubscriptionHost>();

    /// <summary>Lives so many more.</summary>
    /// <returns>Their events.</returns>
    public async Task<List<LifecycleEvent>> RunAsync(int count)
    {
        var ids = Enumerable.Range(_next, count).Select(NameOf).ToArray();
        _next += count;
        await StartAsync();
        await MeasureAsync(ids, async id =>
        {
            await DoAsync(id, 0, new OpenSubscription(id, "keep-monthly") { Contact = new PersonalReference("contact-1") }, Customer);
            for (var i = 0; i < First.Length; i++)
                await DoAsync(id, 1 + i, First[i].Command, First[i].By);
        });
        _clock.Now += TimeSpan.FromDays(10);
        await MeasureAsync(ids, async id =>
        {
            for (var i = 0; i < Last.Length; i++)
                await DoAsync(id, 10 + i, Last[i].Command, Last[i].By);
        });
        _clock.Now += TimeSpan.FromDays(100);
        await MeasureAsync(ids, async id =>
        {
            var began = Stopwatch.GetTimestamp();
            var advanced = _grains is null ? await Host.AdvanceAsync(id) : await _grains.GetSubscription(id).AdvanceAsync();
            if (advanced.Subscription.Status != SubscriptionStatus.Closed)
                throw new InvalidOperationException($"'{id}' is {advanced.Subscription.Status}; expected it closed.");
            _latencies.Add(Stopwatch.GetTimestamp() - began);
        });
        return await VerifyAsync(ids);
    }

    public Result ToResult(string name)
    {
        var sorted = _latencies.Order().ToArray();
        return new Result(
            name, sorted.Length / _elapsed.TotalSeconds, Milliseconds(0.5), Milliseconds(0.99), _cpu.TotalMilliseconds / sorted.Length,
            server is null ? null : _serverCpu.TotalMilliseconds / sorted.Length, _events / _elapsed.TotalSeconds);

        double Milliseconds(double part) => Stopwatch.GetElapsedTime(0, sorted[(int)(part * (sorted.Length - 1))]).TotalMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            await ((IAsyncDisposable)_process).DisposeAsync();
        }

        await ((store as IAsyncDisposable)?.DisposeAsync() ?? default);
    }

    /// <summary>Ids in no order, as those that people choose.</summary>
    internal static SubscriptionId NameOf(int n) => new($"sub-{unchecked((uint)n * 2654435761):x8}");

    private async Task StartAsync()
    {
        if (_process is not null)
            return;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        var lifecycle = builder.Services.AddEsimLifecycle(Policy).UseStore(_ => store);
        builder.Services.Configure<SubscriptionHostOptions>(options => (options.MaxBatch, options.CacheSize, options.Deadlines, options.Instructions) = (maxBatch, 1_000_000, false, false));
        if (silo)
        {
            lifecycle.UseOrleans();
            builder.UseOrleans(each => each.UseLocalhostClustering());
        }

        _process = builder.Build();
        await _process.StartAsync();
        _grains = silo ? _process.Services.GetRequiredService<IGrainFactory>() : null;
    }

    private async Task DoAsync(SubscriptionId id, int step, LifecycleCommand command, Caller by)
    {
        var message = new CommandId($"message-{step}");
        if ((id.GetHashCode() + step) % 20 != 0)
        {
            if (await OneAsync() != Outcome.Accepted)
                throw new InvalidOperationException($"{command.Kind} of '{id}' was not accepted.");
            return;
        }

        var outcomes = await Task.WhenAll(Task.Run(OneAsync), Task.Run(OneAsync));
        if (!outcomes.Contains(Outcome.Accepted) || !outcomes.Contains(Outcome.AlreadyDone))
            throw new InvalidOperationException($"{command.Kind} of '{id}', sent twice, was {outcomes[0]} and {outcomes[1]}.");

        async Task<Outcome> OneAsync()
        {
            var began = Stopwatch.GetTimestamp();
            var decision = _grains is null ? await Host.DoAsync(id, command, by, message) : await _grains.GetSubscription(id).DoAsync(command, by, message);
            _latencies.Add(Stopwatch.GetTimestamp() - began);
            return decision.Outcome;
        }
    }

    private async Task MeasureAsync(SubscriptionId[] ids, Func<SubscriptionId, Task> live)
    {
        var (cpu, serverCpu, began, next) = (Environment.CpuUsage.TotalTime, server?.Invoke() ?? default, Stopwatch.GetTimestamp(), -1);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var mine && mine < ids.Length)
                await live(ids[mine]);
        })));
        _elapsed += Stopwatch.GetElapsedTime(began);
        _cpu += Environment.CpuUsage.TotalTime - cpu;
        _serverCpu += (server?.Invoke() ?? default) - serverCpu;
    }

    /// <summary>Versions without a gap, each message once, what was answered is what is stored, and no money is left anywhere.</summary>
    private async Task<List<LifecycleEvent>> VerifyAsync(SubscriptionId[] ids)
    {
        List<LifecycleEvent> all = [];
        foreach (var id in ids)
        {
            var events = await store.ReadAsync(id, 0).ToListAsync();
            var state = Lifecycle.Replay(events);
            var messages = events.Where(each => each.Cause is not null).Select(each => each.Cause!.Command).Distinct().Count();
            var isLeft = new[] { Account.Wallet, Account.Held, Account.Deferred, Account.Promotional, Account.Receivable }.Any(account => !state.Balances[account].IsZero);
            var sum = Enum.GetValues<Account>().Select(account => state.Balances[account]).Aggregate((one, other) => one + other);
            if (events.Where((each, i) => each.Version != i + 1).Any() || messages != 1 + First.Length + Last.Length || state != await Host.GetAsync(id) || isLeft || !sum.IsZero)
                throw new InvalidOperationException($"'{id}' is not as it was answered: {events.Count} events of {messages} messages, {state.Status}, {state.Balances}.");
            all.AddRange(events);
        }

        _events += all.Count;
        return all;
    }
}

/// <summary>What a store did.</summary>
internal sealed record Result(string Name, double Commands, double P50, double P99, double Cpu, double? ServerCpu, double Events);

/// <summary>The system's clock, put on: Orleans has timers of its own on it.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _ahead = (new DateTimeOffset(2026, 1, 31, 3, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow).Ticks;

    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => Interlocked.Exchange(ref _ahead, (value - base.GetUtcNow()).Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
