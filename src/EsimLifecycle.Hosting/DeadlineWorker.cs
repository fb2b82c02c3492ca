using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EsimLifecycle.Hosting;

/// <summary>Advances the subscriptions whose deadlines have come. Any number of processes may do so at the same time: each claims its own.</summary>
internal sealed partial class DeadlineWorker(
    SubscriptionHost host, ISubscriptionStore store, IOptions<SubscriptionHostOptions> options, DeadlineRoute route, ILogger<DeadlineWorker>? log = null) : BackgroundService
{
    private readonly SubscriptionHostOptions _options = options.Value;
    private readonly ILogger _log = log ?? NullLogger<DeadlineWorker>.Instance;

    // Some for each hand, so that claiming is a small part of the work, and few enough that they are done well before the lease ends.
    private int MaxClaims => 16 * _options.MaxParallel;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_options.Deadlines && !stoppingToken.IsCancellationRequested)
        {
            var claimed = 0;
            try
            {
                var now = host.Clock.Now();
                var due = await store.ClaimDueAsync(now, now + Duration.FromTimeSpan(_options.Lease), MaxClaims, stoppingToken).ConfigureAwait(false);
                claimed = due.Count;
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxParallel, CancellationToken = stoppingToken };
                await Parallel.ForEachAsync(due, parallel, (id, stop) => AdvanceAsync(id, now, stop)).ConfigureAwait(false);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogClaimFailed(_log, fault.GetType().Name, fault);
                claimed = 0;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // What is claimed is due again when its lease ends, or is advanced by whoever asks.
                return;
            }

            if (claimed < MaxClaims)
                await Task.Delay(_options.PollInterval, host.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask AdvanceAsync(SubscriptionId id, Instant now, CancellationToken stop)
    {
        try
        {
            if (!await route.AdvanceAsync(id, now, stop).ConfigureAwait(false))
                LogTooEarly(_log, id.ToString("M"), _options.Lease);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            LogAdvanceFailed(_log, id.ToString("M"), _options.Lease, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking for deadlines that have come failed ({Fault}); it is tried again.")]
    private static partial void LogClaimFailed(ILogger log, string fault, Exception exception);

    [LoggerMessage(LogLevel.Error, "Advancing the subscription {Subscription} failed; it is tried again after {Lease}.")]
    private static partial void LogAdvanceFailed(ILogger log, string subscription, TimeSpan lease, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A deadline of the subscription {Subscription} has come here, but not by the clock of whoever advances it; it is tried again after {Lease}.")]
    private static partial void LogTooEarly(ILogger log, string subscription, TimeSpan lease);
}
