namespace EsimLifecycle.Benchmarks;

/// <summary>What one active subscription keeps in memory, measured over many that were each brought there by commands of their own.</summary>
internal sealed record LiveMemory(string Name, Func<Life, Life> Age, Goal Goal)
{
    private const int Subscriptions = 1_000;

    public static IReadOnlyList<LiveMemory> All { get; } =
    [
        new("a line in memory, new", life => life, Goal.Bytes(2_000)),
        new("a line in memory, two years old", life => life.Lived(), Goal.Bytes(5_000)),
    ];

    public double Library() => PerSubscription((_, state) => state);

    /// <summary>With a machine of Stateless, ready for the next command.</summary>
    public double Machine() => PerSubscription((policy, state) => new StatelessSubscription(policy, state));

    private double PerSubscription(Func<CarrierPolicy, Subscription, object> keep)
    {
        var lifecycle = new Lifecycle(Life.Policy(DocumentKind.ProofOfIdentity));
        object Line(int number) => keep(lifecycle.Policy, Age(Life.Active(lifecycle, number)).State);

        var kept = new object[Subscriptions];
        var first = Line(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Subscriptions; i++)
            kept[i] = Line(i + 1);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        GC.KeepAlive(first);
        return (after - before) / (double)Subscriptions;
    }
}
