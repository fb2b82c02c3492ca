using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EsimLifecycle.Hosting;

/// <summary>Advances the subscriptions whose deadlines have come. Any number of processes may do so at the same time: each claims its own.</summary>
internal sealed partial class DeadlineWorker(
    SubscriptionHost host, ISubscriptionStore store, SubscriptionHostOptions options, ILogger<DeadlineWorker> log, DeadlineRoute? route = null) : BackgroundService
{
    // Some for each hand, so that claiming is a small part of the work, and few enough that they are done well before the lease ends.
    private int MaxClaims => 16 * options.MaxParallel;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var claimed = 0;
            try
            {
                var now = host.Clock.Now();
                var due = await store.ClaimDueAsync(now, now + Duration.FromTimeSpan(options.Lease), MaxClaims, stop).ConfigureAwait(false);
                claimed = due.Count;
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = stop }, AdvanceAsync)
                    .ConfigureAwait(false);
                if (claimed < MaxClaims)
                    await host.GetStatusAsync(stop).ConfigureAwait(false);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogClaimFailed(log, fault.GetType().Name, fault);
                claimed = 0;
            }

            if (claimed < MaxClaims)
                await Task.Delay(options.PollInterval, host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask AdvanceAsync(SubscriptionId id, CancellationToken stop)
    {
        try
        {
            if (route is null)
                await host.AdvanceAsync(id, stop).ConfigureAwait(false);
            else
                await route.AdvanceAsync(id, stop).ConfigureAwait(false);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            LogAdvanceFailed(log, id.ToString("M"), options.Lease, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking for deadlines that have come failed ({Fault}); it is tried again.")]
    private static partial void LogClaimFailed(ILogger log, string fault, Exception exception);

    [LoggerMessage(LogLevel.Error, "Advancing the subscription {Subscription} failed; it is tried again after {Lease}.")]
    private static partial void LogAdvanceFailed(ILogger log, string subscription, TimeSpan lease, Exception exception);
}

/// <summary>Another way to have deadlines advanced than by this process's host.</summary>
internal sealed record DeadlineRoute(Func<SubscriptionId, CancellationToken, ValueTask> AdvanceAsync);
