namespace FleetSimulation;

/// <summary>Lives all subscriptions on some cores. Each core takes numbers in small lots and has a tally of its own; the tallies are summed at the end.</summary>
internal sealed class Fleet(Shop shop, long subscriptions, int cores)
{
    private const long Lot = 64;

    private long _taken;
    private long _lived;

    /// <summary>How many lives are over.</summary>
    public long Lived => Interlocked.Read(ref _lived);

    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public async Task<Tally> Live(CancellationToken cancellation)
    {
        var workers = Enumerable.Range(0, (int)Math.Min(cores, 1 + (subscriptions / Lot)))
            .Select(_ => Task.Factory.StartNew(() => Work(cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var sum = new Tally(shop.MonthEnds.Length);
        foreach (var tally in await Task.WhenAll(workers))
            sum.Add(tally);
        return sum;
    }

    private Tally Work(CancellationToken cancellation)
    {
        var tally = new Tally(shop.MonthEnds.Length);
        var life = new Life(shop, tally);
        while (Interlocked.Add(ref _taken, Lot) - Lot is var first && first < subscriptions)
        {
            var end = Math.Min(subscriptions, first + Lot);
            for (var number = first; number < end; number++)
                life.Live(number);
            Interlocked.Add(ref _lived, end - first);
            cancellation.ThrowIfCancellationRequested();
        }

        return tally;
    }
}
