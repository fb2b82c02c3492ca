using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EsimLifecycle.Hosting;

/// <summary>
/// Hands instructions to the handler: those of one subscription in order, one at a time, those of others beside them. Any number of processes may do so at
/// the same time: each claims its own.
/// </summary>
internal sealed partial class InstructionWorker(
    SubscriptionHost host, ISubscriptionStore store, SubscriptionHostOptions options, IServiceScopeFactory scopes, ILogger<InstructionWorker> log) : BackgroundService
{
    private Duration Lease => Duration.FromTimeSpan(options.Lease);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var hands = new SemaphoreSlim(options.MaxParallel);
        while (!stop.IsCancellationRequested)
        {
            var taken = 0;
            IReadOnlyList<Delivery> claimed = [];
            try
            {
                // As many as there are free hands, so that nothing claimed waits behind something slow.
                await hands.WaitAsync(stop).ConfigureAwait(false);
                taken = 1;
                while (hands.Wait(0, CancellationToken.None))
                    taken++;
                var now = host.Clock.Now();
                claimed = await store.ClaimDeliveriesAsync(now, now + Lease, taken, stop).ConfigureAwait(false);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogClaimFailed(log, fault.GetType().Name, fault);
            }
            catch (OperationCanceledException)
            {
                // The host stops; what is under way is awaited below.
            }

            foreach (var delivery in claimed)
                _ = WorkAsync(delivery, hands, stop);
            if (taken > claimed.Count)
                hands.Release(taken - claimed.Count);
            if (claimed.Count == 0)
                await WaitForWorkAsync(stop).ConfigureAwait(false);
        }

        for (var i = 0; i < options.MaxParallel; i++)
            await hands.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Until something is stored here, or it is time to look for what others have stored.</summary>
    private async Task WaitForWorkAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(host.Untold.WaitAsync(either.Token), Task.Delay(options.PollInterval, host.Clock, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync(Delivery delivery, SemaphoreSlim hands, CancellationToken stop)
    {
        try
        {
            await host.CompleteAsync(await HandOverAsync(delivery, stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            LogDeliveryFailed(log, delivery.Id.ToString("M"), options.Lease, fault);
        }
        finally
        {
            hands.Release();
        }
    }

    /// <summary>Hands over as much as there is time for; returns the delivery as far as it has come.</summary>
    private async ValueTask<Delivery> HandOverAsync(Delivery delivery, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<IInstructionHandler>();
        foreach (var @event in delivery.Events)
        {
            var instructions = Instruction.From(@event);
            for (var i = delivery.ToldOfNext; i < instructions.Count; i++)
            {
                // Whoever claims it next must not meet a handler that is still busy with it.
                if (stop.IsCancellationRequested || host.Clock.Now() + Duration.FromTimeSpan(options.HandlerTimeout) > delivery.LeasedUntil)
                    return delivery;

                if (!instructions[i].IsStillWanted(await host.GetAsync(delivery.Id, stop).ConfigureAwait(false)))
                {
                    host.Telemetry.Told(instructions[i], "overtaken");
                }
                else
                {
                    string? error;
                    try
                    {
                        error = await host.TryAsync(instructions[i], handler, stop).ConfigureAwait(false);
                    }
                    catch (OperationCanceledException)
                    {
                        return delivery;
                    }

                    if (error is not null && delivery.Tries + 1 < options.MaxTries)
                        return delivery with { Tries = delivery.Tries + 1, RetryAt = host.Clock.Now() + DelayAfter(delivery.Tries) };
                    if (error is not null)
                    {
                        host.Telemetry.Told(instructions[i], "dead");
                        LogDead(log, instructions[i].GetType().Name, delivery.Id.ToString("M"), options.MaxTries);
                        var letter = new DeadLetter(delivery.Id, @event.Version, instructions[i].Key, options.MaxTries, host.Clock.Now(), error);
                        return delivery with { ToldOfNext = i + 1, Tries = 0, DeadLetter = letter };
                    }
                }

                delivery = delivery with { ToldOfNext = i + 1, Tries = 0 };
            }

            delivery = delivery with { Told = @event.Version, ToldOfNext = 0 };
        }

        return delivery;
    }

    /// <summary>Twice as long after each failure, and a random part on top, so that those that failed together do not come together again.</summary>
    private Duration DelayAfter(int tries)
    {
        var delay = Math.Min(options.RetryDelay.TotalSeconds * Math.Pow(2, tries), options.MaxRetryDelay.TotalSeconds);
        return Duration.FromSeconds(Math.Min(delay * (1 + Random.Shared.NextDouble() / 2), options.MaxRetryDelay.TotalSeconds));
    }

    [LoggerMessage(LogLevel.Error, "Looking for instructions to hand over failed ({Fault}); it is tried again.")]
    private static partial void LogClaimFailed(ILogger log, string fault, Exception exception);

    [LoggerMessage(LogLevel.Error, "Handing over the instructions of the subscription {Subscription} failed; it is tried again after {Lease}.")]
    private static partial void LogDeliveryFailed(ILogger log, string subscription, TimeSpan lease, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The instruction {Instruction} of the subscription {Subscription} failed {Tries} times and is a dead letter now.")]
    private static partial void LogDead(ILogger log, string instruction, string subscription, int tries);
}
