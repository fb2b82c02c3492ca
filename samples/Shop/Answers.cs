namespace Shop;

/// <summary>Gives the answers of the systems outside to the host when their time has come, and lets time pass.</summary>
internal sealed class Answers(SubscriptionHost host, ShopData data, ShopClock clock) : BackgroundService
{
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

    /// <summary>Gives the answers that are due; returns the moment of the next one.</summary>
    public async Task<Instant> GiveAsync(CancellationToken cancel)
    {
        foreach (var (key, line, due, command) in data.NextAnswers())
        {
            if (due > clock.Now)
                return due;
            await host.DoAsync(line, command, Caller.System, new CommandId(key), cancel: cancel);
            data.RemoveAnswer(key);
        }

        return Instant.MaxValue;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        // After a crash the clock goes on where the last thing happened.
        foreach (var line in data.Lines())
            clock.Set((await host.GetAsync(line, stop)).LastEventAt);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await GiveAsync(stop);
            clock.Set(clock.Now);
        }
    }

    /// <summary>Waits until nothing is to be done now; returns the moment at which something is.</summary>
    private async Task<Instant> SettleAsync(CancellationToken cancel)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(5, cancel))
        {
            var next = await GiveAsync(cancel);
            foreach (var line in data.Lines())
            {
                await host.AdvanceAsync(line, cancel);
                next = Instant.Min(next, (await host.GetAsync(line, cancel)).NextDeadline ?? Instant.MaxValue);
            }

            if (next > clock.Now && ((await host.GetStatusAsync(cancel)).Untold == 0 || clock.GetElapsedTime(began) > TimeSpan.FromSeconds(0.5)))
                return next;
        }
    }
}
