using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EsimLifecycle.Hosting;

/// <summary>
/// Opens the store before anything else starts, so that what is wrong with it stops the process with a clear message; and then looks what is waiting in it, as
/// long as somebody measures that.
/// </summary>
internal sealed partial class StoreWatch(SubscriptionHost host, IOptions<SubscriptionHostOptions> options, ILogger<StoreWatch>? log = null)
    : BackgroundService, IHostedLifecycleService
{
    private readonly ILogger _log = log ?? NullLogger<StoreWatch>.Instance;

    public Task StartingAsync(CancellationToken cancellationToken) => host.OpenAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (host.Telemetry.IsWatched)
                    await host.GetStatusAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(_log, fault.GetType().Name, fault);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(options.Value.PollInterval, host.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Looking what is waiting in the store failed ({Fault}); the gauges tell what they told before.")]
    private static partial void LogFailed(ILogger log, string fault, Exception exception);
}
