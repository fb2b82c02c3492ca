using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EsimLifecycle.Hosting;

/// <summary>
/// Hands instructions to the handler: those of one subscription in order, one at a time, those of others beside them. Any number of processes may do so at
/// the same time: each claims its own.
/// </summary>
internal sealed partial class InstructionWorker(
    SubscriptionHost host, ISubscriptionStore store, IOptions<SubscriptionHostOptions> options, DeadlineRoute route,
    IServiceScopeFactory scopes, IServiceProviderIsService services, ILogger<InstructionWorker>? log = null) : BackgroundService
{
    private readonly SubscriptionHostOptions _options = options.Value;
    private readonly ILogger _log = log ?? NullLogger<InstructionWorker>.Instance;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Instructions || !services.IsService(typeof(IInstructionHandler)))
            return;

        using var hands = new SemaphoreSlim(_options.MaxParallel);
        while (!stoppingToken.IsCancellationRequested)
        {
            var taken = 0;
            IReadOnlyList<Delivery> claimed = [];
            try
            {
                // As many as there are free hands, so that nothing claimed waits behind something slow.
                await hands.WaitAsync(stoppingToken).ConfigureAwait(false);
                taken = 1;
                while (hands.Wait(0, CancellationToken.None))
                    taken++;
                var now = host.Clock.Now();
                claimed = await store.ClaimDeliveriesAsync(now, now + Duration.FromTimeSpan(_options.Lease), taken, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogClaimFailed(_log, fault.GetType().Name, fault);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops; what is under way is awaited below.
            }

            foreach (var delivery in claimed)
                _ = WorkAsync(delivery, hands, stoppingToken);
            if (taken > claimed.Count)
                hands.Release(taken - claimed.Count);
            if (claimed.Count == 0)
                await WaitForWorkAsync(stoppingToken).ConfigureAwait(false);
        }

        for (var i = 0; i < _options.MaxParallel; i++)
            await hands.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Until something is stored here, or it is time to look for what others have stored.</summary>
    /// <remarks>A signal that comes as the time is over is taken all the same; nothing is lost, for the next thing done is to look.</remarks>
    private async Task WaitForWorkAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(host.Untold.WaitAsync(either.Token), Task.Delay(_options.PollInterval, host.Clock, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync(Delivery delivery, SemaphoreSlim hands, CancellationToken stop)
    {
        try
        {
            var worked = await HandOverAsync(delivery, stop).ConfigureAwait(false);
            await host.CompleteAsync(worked).ConfigureAwait(false);

            // There may be a rest, or something that was stored meanwhile, which nobody could claim.
            if (worked.RetryAt is null)
                host.SignalUntold();
        }
        catch (Exception fault)
        {
            LogDeliveryFailed(_log, delivery.Id.ToString("M"), _options.Lease, fault);
        }
        finally
        {
            hands.Release();
        }
    }

    private async ValueTask<Delivery> HandOverAsync(Delivery delivery, CancellationToken stop)
    {
        // What can't be read says why when it is read; until the lease ends it holds up nobody else.
        if (delivery.Events.Count == 0)
            await host.ReadAsync(delivery.Id, delivery.Told, stop).FirstOrDefaultAsync(stop).ConfigureAwait(false);

        var scope = scopes.CreateAsyncScope();
        try
        {
            return await HandOverAsync(delivery, scope.ServiceProvider.GetRequiredService<IInstructionHandler>(), stop).ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                // What was handed over has been, however its services end.
                LogScopeFailed(_log, delivery.Id.ToString("M"), fault);
            }
        }
    }

    /// <summary>Hands over as much as there is time for; returns the delivery as far as it has come.</summary>
    private async ValueTask<Delivery> HandOverAsync(Delivery delivery, IInstructionHandler handler, CancellationToken stop)
    {
        foreach (var @event in delivery.Events)
        {
            var instructions = Instruction.From(@event);
            for (var i = delivery.ToldOfNext; i < instructions.Count; i++)
            {
                if (stop.IsCancellationRequested)
                    return delivery;

                var (instruction, name) = (instructions[i], instructions[i].GetType().Name);
                try
                {
                    var state = await AdvancedAsync(delivery.Id, stop).ConfigureAwait(false);

                    // Whoever claims it next must not meet a handler that is still busy with it.
                    if (host.Clock.Now() + Duration.FromTimeSpan(_options.HandlerTimeout) > delivery.LeasedUntil)
                        return delivery;
                    var isWanted = instruction.IsStillWanted(state);
                    if (!isWanted)
                        host.Telemetry.Told(instruction, "overtaken");
                    var (fault, busyFor) = isWanted ? await host.TryAsync(instruction, handler, stop).ConfigureAwait(false) : default;
                    if (busyFor is { } busy)
                    {
                        // It is not this one that fails. The longer a handler runs on after its time, the less often it is looked whether it has ended.
                        var over = busy.ToTimeSpan() - _options.HandlerTimeout;
                        var delay = TimeSpan.FromTicks(Math.Max(_options.PollInterval.Ticks, Math.Min(over.Ticks, _options.MaxRetryDelay.Ticks)));
                        LogPutOff(_log, name, delivery.Id.ToString("M"), delay, busy.ToTimeSpan());
                        return delivery with { RetryAt = host.Clock.Now() + Duration.FromTimeSpan(delay) };
                    }

                    if (fault is not null)
                    {
                        var tries = delivery.Tries + 1;
                        if (tries < _options.MaxTries)
                        {
                            var delay = DelayAfter(delivery.Tries);
                            LogFailed(_log, name, delivery.Id.ToString("M"), tries, fault.GetType().Name, delay);
                            return delivery with { Tries = tries, RetryAt = host.Clock.Now() + Duration.FromTimeSpan(delay) };
                        }

                        host.Telemetry.Told(instruction, "dead");
                        LogDead(_log, name, delivery.Id.ToString("M"), tries, fault.GetType().Name);
                        var letter = new DeadLetter(delivery.Id, @event.Version, instruction.Key, tries, host.Clock.Now(), SubscriptionHost.ErrorOf(fault));
                        return delivery with { ToldOfNext = i + 1, Tries = 0, DeadLetter = letter };
                    }
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return delivery;
                }
                catch (Exception fault)
                {
                    // The state can't be had now; what was handed over before has been.
                    LogDeliveryFailed(_log, delivery.Id.ToString("M"), _options.Lease, fault);
                    return delivery with { RetryAt = delivery.LeasedUntil };
                }

                delivery = delivery with { ToldOfNext = i + 1, Tries = 0 };
            }

            delivery = delivery with { Told = @event.Version, ToldOfNext = 0 };
        }

        return delivery;
    }

    /// <summary>The current state, after time has passed: what a deadline has overtaken is not wanted any more, however late deadlines are.</summary>
    private async ValueTask<Subscription> AdvancedAsync(SubscriptionId id, CancellationToken stop)
    {
        var state = await host.GetAsync(id, stop).ConfigureAwait(false);
        var now = host.Clock.Now();
        if (state.NextDeadline is not { } due || due > now)
            return state;
        await route.AdvanceAsync(id, now, stop).ConfigureAwait(false);
        return await host.GetAsync(id, stop).ConfigureAwait(false);
    }

    /// <summary>Twice as long after each failure, and a random part on top, so that those that failed together do not come together again.</summary>
    private TimeSpan DelayAfter(int tries)
    {
        var delay = Math.Min(_options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(tries, 60)), _options.MaxRetryDelay.TotalSeconds / 1.5);
        return TimeSpan.FromSeconds(delay * (1 + (Random.Shared.NextDouble() / 2)));
    }

    [LoggerMessage(LogLevel.Error, "Looking for instructions to hand over failed ({Fault}); it is tried again.")]
    private static partial void LogClaimFailed(ILogger log, string fault, Exception exception);

    [LoggerMessage(LogLevel.Error, "Handing over the instructions of the subscription {Subscription} failed; it is tried again after {Lease}.")]
    private static partial void LogDeliveryFailed(ILogger log, string subscription, TimeSpan lease, Exception exception);

    [LoggerMessage(LogLevel.Error, "The services of the handler for the subscription {Subscription} could not be disposed of; what it has done counts.")]
    private static partial void LogScopeFailed(ILogger log, string subscription, Exception exception);

    [LoggerMessage(LogLevel.Information, "The instruction {Instruction} of the subscription {Subscription} failed {Tries} times ({Fault}); it is tried again after {Delay}.")]
    private static partial void LogFailed(ILogger log, string instruction, string subscription, int tries, string fault, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "The instruction {Instruction} of the subscription {Subscription} is put off by {Delay}: a handler has been busy with an earlier one for {Busy}.")]
    private static partial void LogPutOff(ILogger log, string instruction, string subscription, TimeSpan delay, TimeSpan busy);

    [LoggerMessage(LogLevel.Warning, "The instruction {Instruction} of the subscription {Subscription} failed {Tries} times ({Fault}) and is a dead letter now.")]
    private static partial void LogDead(ILogger log, string instruction, string subscription, int tries, string fault);
}
