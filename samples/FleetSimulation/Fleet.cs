namespace FleetSimulation;

/// <summary>Lives all subscriptions on some cores; each has a tally of its own, and in the end the tallies are summed.</summary>
internal sealed class Fleet(Shop shop, long subscriptions, int cores)
{
    private long _lived;

    /// <summary>How many lives are over.</summary>
    public long Lived => Interlocked.Read(ref _lived);

    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public Tally Live(CancellationToken cancellation)
    {
        var sum = new Tally(shop.MonthEnds.Length);
        Parallel.For(0L, subscriptions, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellation }, () => new Life(shop), LiveOne, AddTally);
        return sum;

        Life LiveOne(long number, ParallelLoopState state, Life life)
        {
            life.Live(number);
            Interlocked.Increment(ref _lived);
            return life;
        }

        void AddTally(Life life)
        {
            lock (sum)
                sum.Add(life.Tally);
        }
    }
}
