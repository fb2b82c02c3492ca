namespace EsimLifecycle.Benchmarks;

/// <summary>Letting time pass with nothing due, and rebuilding a subscription from its events.</summary>
public sealed class HistoryBenchmarks
{
    private const int ShortHistory = 100;
    private const int LongHistory = 10_000;

    private readonly Life _life = Life.Active(Life.Policy()).Lived();
    private readonly LifecycleEvent[] _long = [.. Life.Renewing(LongHistory)];
    private readonly LifecycleEvent[] _short;
    private readonly HandWrittenSubscription _handWritten;

    public HistoryBenchmarks()
    {
        _short = _long[..ShortHistory];
        _handWritten = new HandWrittenSubscription(_life.Lifecycle.Policy, _life.State);
    }

    public Subscription Advance() => _life.Lifecycle.Advance(_life.State, _life.Now).Subscription;

    public bool AdvanceHandWritten() => _handWritten.Advance(_life.Now);

    public Subscription ReplayShort() => Lifecycle.Replay(_short);

    public Subscription ReplayLong() => Lifecycle.Replay(_long);

    internal IEnumerable<Row> Rows() =>
    [
        new Row("let time pass, nothing due", 1, new Way("let time pass, nothing due", times => { while (times-- > 0) Advance(); }))
        {
            ByHand = new Way("let time pass, nothing due, by hand", times => { while (times-- > 0) AdvanceHandWritten(); }),
            LimitOfBytes = () => 0,
            Goals = [Goal.Nanoseconds(2), Goal.Bytes(0)],
        },
        new Row("replay a history of 100 events, each", ShortHistory, new Way("replay 100 events", times => { while (times-- > 0) ReplayShort(); }))
        {
            Goals = [Goal.MillionsPerSecond(30)],
        },
        new Row("replay one of 10,000, each", LongHistory, new Way("replay 10,000 events", times => { while (times-- > 0) ReplayLong(); }))
        {
            Goals = [Goal.MillionsPerSecond(30)],
        },
    ];
}
