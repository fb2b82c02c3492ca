namespace EsimLifecycle.Hosting;

/// <summary>How a subscription is advanced: by this process's host, or elsewhere. The clock there, or the own one since then, may be a little behind.</summary>
internal sealed class DeadlineRoute(Func<SubscriptionId, CancellationToken, ValueTask<Decision>> advance, TimeProvider clock)
{
    // The last of 20, 40, 80 … milliseconds: together five seconds, by which clocks may differ.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(2560);

    /// <summary>Lets the deadlines pass that have come at a time of this process.</summary>
    /// <returns>Whether they did; not if it is still too early for them where that is decided.</returns>
    public async ValueTask<bool> AdvanceAsync(SubscriptionId id, Instant now, CancellationToken cancel)
    {
        for (var wait = TimeSpan.FromMilliseconds(20); ; wait *= 2)
        {
            var decision = await advance(id, cancel).ConfigureAwait(false);
            if (decision.Events.Count > 0 || decision.Subscription.NextDeadline is not { } due || due > now)
                return true;
            if (wait > LongestWait)
                return false;
            await Task.Delay(wait, clock, cancel).ConfigureAwait(false);
        }
    }
}
