using BenchmarkDotNet.Attributes;

namespace EsimLifecycle.Benchmarks;

/// <summary>Letting time pass with nothing due, and rebuilding a subscription from its events.</summary>
public class HistoryBenchmarks
{
    internal const int ShortHistory = 100;
    internal const int LongHistory = 10_000;

    private readonly Life _life = Life.Active(Life.Policy());
    private readonly Life _shopping = Life.Active(Life.Shop()).Give(new BindDevice(Life.Watch), Life.Customer);
    private readonly LifecycleEvent[] _long = [.. Life.Renewing(LongHistory)];
    private readonly LifecycleEvent[] _short;
    private readonly HandWrittenSubscription _handWritten;

    public HistoryBenchmarks()
    {
        _short = _long[..ShortHistory];
        _handWritten = new HandWrittenSubscription(_life.Lifecycle.Policy, _life.State);
    }

    [Benchmark]
    public bool AdvanceHandWritten() => _handWritten.Advance(_life.Now);

    [Benchmark]
    public Subscription Advance() => _life.Lifecycle.Advance(_life.State, _life.Now).Subscription;

    /// <summary>All commands, for a customer with two devices and five plans on offer.</summary>
    [Benchmark]
    public ValueList<AvailableCommand> Available() => _shopping.Lifecycle.Available(_shopping.State, Life.Customer, _shopping.Now);

    [Benchmark(OperationsPerInvoke = ShortHistory)]
    public Subscription ReplayShort() => Lifecycle.Replay(_short);

    [Benchmark(OperationsPerInvoke = LongHistory)]
    public Subscription ReplayLong() => Lifecycle.Replay(_long);
}
