using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Two silos on one store, with a clock that can be put on, and with what each of them stored and handed over.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public Cluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>(); // so that both have some
            silo.Configure<ClusterMembershipOptions>(each =>
            {
                each.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                (each.NumMissedProbesLimit, each.NumVotesForDeathDeclaration) = (1, 1);
            });
            silo.Services.AddSingleton(this);
            silo.Services.Configure<SubscriptionHostOptions>(each =>
            {
                each.PollInterval = TimeSpan.FromMilliseconds(20);
                each.MaxConflicts = 3;
            });
            silo.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number")).UseStore(_ => WatchedStore.Over(Store, this, options.SiloName))
                .AddInstructions<Handler>().UseOrleans();
        });
        builder.ConfigureClient(client => client.AddEsimLifecycle().Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(2)));
        _cluster = builder.Build();
    }

    public static SubscriptionId Refused { get; } = new("refused-by-the-store");

    public LateClock Clock { get; } = new();

    internal MemoryStore Store { get; } = new();

    /// <summary>Gets the silos that have stored something of a subscription.</summary>
    public ConcurrentDictionary<SubscriptionId, ConcurrentDictionary<string, bool>> Writers { get; } = new();

    /// <summary>Gets the appends for which somebody else was faster.</summary>
    public ConcurrentBag<SubscriptionId> Conflicts { get; } = [];

    public ConcurrentQueue<Instruction> HandedOver { get; } = new();

    public IClusterClient Client => _cluster.Client;

    public IEnumerable<IGrainFactory> Silos => _cluster.Silos.Select(silo => _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IGrainFactory>());

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public Task KillOneAsync() => _cluster.KillSiloAsync(_cluster.Silos[^1]);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>A process without Orleans on the same store.</summary>
    public SubscriptionHost AnotherProcess() => new(Store, [CarrierPolicy.Preset("axis-keep-number")], clock: Clock);

    public async Task<LifecycleEvent[]> StoredAsync(SubscriptionId id) => await Store.ReadAsync(id, 0).ToArrayAsync();

    /// <summary>The system's clock, put on: Orleans has timers of its own on it.</summary>
    public sealed class LateClock : TimeProvider
    {
        private long _ahead = (new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow).Ticks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

        public void PutOn(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
    }

    private sealed class Handler(Cluster cluster) : IInstructionHandler
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel)
        {
            cluster.HandedOver.Enqueue(instruction);
            return default;
        }
    }
}

/// <summary>A store that tells who stores what.</summary>
public class WatchedStore : DispatchProxy
{
    private (MemoryStore Store, Cluster Cluster, string Silo) _of;

    internal static ISubscriptionStore Over(MemoryStore store, Cluster cluster, string silo)
    {
        var proxy = Create<ISubscriptionStore, WatchedStore>();
        ((WatchedStore)(object)proxy)._of = (store, cluster, silo);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != nameof(ISubscriptionStore.AppendAsync))
            return targetMethod.Invoke(_of.Store, args);

        var batch = (IReadOnlyList<SubscriptionAppend>)args![0]!;
        bool[] stored = [.. batch.Select(append => append.Id != Cluster.Refused && _of.Store.AppendAsync([append]).AsTask().Result[0])];
        foreach (var (append, isStored) in batch.Zip(stored))
        {
            if (isStored)
                _of.Cluster.Writers.GetOrAdd(append.Id, _ => new())[_of.Silo] = true;
            else
                _of.Cluster.Conflicts.Add(append.Id);
        }

        return new ValueTask<IReadOnlyList<bool>>(stored);
    }
}
