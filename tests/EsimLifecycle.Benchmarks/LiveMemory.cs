namespace EsimLifecycle.Benchmarks;

/// <summary>What one active subscription keeps in memory, measured over many that were each brought there by commands of their own.</summary>
internal static class LiveMemory
{
    private const int Subscriptions = 2_000;

    public static double Library() => PerSubscription((_, start) => start);

    public static double Machine() => PerSubscription((policy, start) => new StatelessSubscription(policy, start));

    private static double PerSubscription(Func<CarrierPolicy, Subscription, object> keep)
    {
        var policy = Life.Policy(DocumentKind.ProofOfIdentity);
        var kept = new object[Subscriptions];
        keep(policy, Life.Active(policy).State);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Subscriptions; i++)
            kept[i] = keep(policy, Life.Active(policy).State);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / (double)Subscriptions;
    }
}
