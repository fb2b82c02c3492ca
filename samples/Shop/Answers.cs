namespace Shop;

/// <summary>Gives the answers of the systems outside to the host when their time has come, and lets time pass.</summary>
internal sealed partial class Answers(SubscriptionHost host, ShopData data, ShopClock clock, ILogger<Answers> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Instant> _putOff = new();

    /// <summary>
    /// Puts the clock forward, from one thing that happens to the next as time would: a charge is answered before it is given up. What waits longer than a
    /// moment, because the systems outside are down, is left to the workers.
    /// </summary>
    public async Task PassAsync(Duration time, CancellationToken cancel)
    {
        var until = clock.Now + time;
        while (await SettleAsync(cancel) is var next && clock.Now < until)
            clock.Set(Instant.Min(next, until));
    }

    /// <summary>
    /// Gives the answers that are due; returns the moment of the next one. What goes wrong is logged, once a second at most, and the shop goes on: an answer that
    /// can't be given is tried again a day later, and the others are given a moment later.
    /// </summary>
    public async Task<Instant> GiveAsync(CancellationToken cancel)
    {
        var giving = "";
        try
        {
            clock.Set(clock.Now);
            foreach (var (key, line, due, command) in data.NextAnswers().Where(each => _putOff.GetValueOrDefault(each.Key) <= clock.Now))
            {
                if (due > clock.Now)
                    return due;
                giving = key;
                await host.DoAsync(SubscriptionId.Parse(line), LifecycleJson.ReadCommand(command), Caller.System, new CommandId(key), cancel: cancel);
                data.RemoveAnswer(key);
            }

            return Instant.MaxValue;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogNotGiven(log, giving, fault);
            _putOff[giving] = clock.Now + Duration.FromDays(1);
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            return clock.Now + Duration.FromHours(1);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        // After a crash the clock goes on where the last thing happened.
        foreach (var line in data.Lines())
            clock.Set((await host.GetAsync(line, stop)).LastEventAt);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        while (await timer.WaitForNextTickAsync(stop))
            await GiveAsync(stop);
    }

    /// <summary>Waits until nothing is to be done now; returns the moment at which something is.</summary>
    private async Task<Instant> SettleAsync(CancellationToken cancel)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(5, cancel))
        {
            var next = await GiveAsync(cancel);
            foreach (var line in data.Lines())
                next = Instant.Min(next, (await host.AdvanceAsync(line, cancel)).Subscription.NextDeadline ?? Instant.MaxValue);
            if (next > clock.Now && ((await host.GetStatusAsync(cancel)).Untold == 0 || clock.GetElapsedTime(began) > TimeSpan.FromSeconds(0.5)))
                return next;
        }
    }

    [LoggerMessage(LogLevel.Error, "The answer {Key} could not be given.")] private static partial void LogNotGiven(ILogger log, string key, Exception fault);
}
