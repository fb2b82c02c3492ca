namespace EsimLifecycle.Hosting;

/// <summary>The options of a <see cref="SubscriptionHost"/> and its workers. They are checked when the host starts; no time may be longer than a day.</summary>
public sealed class SubscriptionHostOptions
{
    /// <summary>Gets or sets the maximum number of states that are kept in memory; the default is 100,000. Zero keeps none.</summary>
    public int CacheSize { get; set; } = 100_000;

    /// <summary>
    /// Gets or sets the maximum number of times that a command is decided anew because somebody else was faster; the default is 100. Then the call fails
    /// with a <see cref="System.Data.DBConcurrencyException"/>, and can be repeated.
    /// </summary>
    public int MaxConflicts { get; set; } = 100;

    /// <summary>Gets or sets the maximum number of decisions that are made durable together; the default is 256, and 1 gives each a commit of its own. At most 10,000.</summary>
    public int MaxBatch { get; set; } = 256;

    /// <summary>Gets or sets the number of events that were read to build a state from which on it is saved as a snapshot; the default is 500.</summary>
    public int SnapshotAfter { get; set; } = 500;

    /// <summary>Gets or sets whether this process advances deadlines that have come; the default is true.</summary>
    public bool Deadlines { get; set; } = true;

    /// <summary>Gets or sets whether this process hands over instructions; the default is true. It does so if a handler is registered.</summary>
    public bool Instructions { get; set; } = true;

    /// <summary>Gets or sets the time between two looks at the store while nothing waits; the default is a second.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the maximum number of subscriptions that are advanced at the same time, and of those whose instructions are handed over at the same
    /// time; the default is 16. At most 10,000.
    /// </summary>
    public int MaxParallel { get; set; } = 16;

    /// <summary>
    /// Gets or sets the time for which a claimed subscription belongs to this process, after which another may take it; the default is 2 minutes. At least
    /// twice <see cref="HandlerTimeout"/>.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the time that a handler has for one instruction; the default is 30 seconds.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the number of times that an instruction is tried before it becomes a dead letter; the default is 12 (more than half an hour).</summary>
    public int MaxTries { get; set; } = 12;

    /// <summary>
    /// Gets or sets the delay after the first failure; the default is a second. It doubles with each, and a random part of up to a half is added, so that those
    /// that failed together do not come together again; with that part it is at most <see cref="MaxRetryDelay"/>.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest delay between two tries; the default is an hour.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Lists everything that is wrong with them.</summary>
    internal IEnumerable<string> Check()
    {
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(CacheSize), CacheSize, 0, int.MaxValue), (nameof(MaxConflicts), MaxConflicts, 0, int.MaxValue), (nameof(MaxBatch), MaxBatch, 1, 10_000),
            (nameof(SnapshotAfter), SnapshotAfter, 1, int.MaxValue), (nameof(MaxParallel), MaxParallel, 1, 10_000), (nameof(MaxTries), MaxTries, 1, int.MaxValue),
        })
        {
            if (value < least || value > most)
                yield return $"{name} is {value}; {(most == int.MaxValue ? $"at least {least}" : $"{least} to {most}")} is expected.";
        }

        var day = TimeSpan.FromDays(1);
        var leastLease = HandlerTimeout < day / 2 ? 2 * HandlerTimeout : day;
        foreach (var (name, value, least) in new[]
        {
            (nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(1)), (nameof(HandlerTimeout), HandlerTimeout, TimeSpan.FromMilliseconds(1)),
            (nameof(RetryDelay), RetryDelay, TimeSpan.Zero), (nameof(MaxRetryDelay), MaxRetryDelay, RetryDelay < day ? RetryDelay : day), (nameof(Lease), Lease, leastLease),
        })
        {
            if (value < least || value > day)
                yield return $"{name} is {value}; a time between {least} and {day} is expected.";
        }
    }
}
