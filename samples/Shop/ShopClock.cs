namespace Shop;

/// <summary>
/// The shop's clock, which can be sped up and put forward. Whoever asks for the time asks this one; timers stay real, so that a worker that looks every second
/// does so whatever the clock shows.
/// </summary>
internal sealed class ShopClock(ShopData data, ShopSettings settings) : TimeProvider
{
    private readonly Lock _lock = new();
    private Run _run = new(data.ReadClock() ?? Instant.FromDateTimeOffset(settings.Start ?? System.GetUtcNow()), System.GetTimestamp(), 1);

    /// <summary>Gets how many seconds of the shop pass in one of ours.</summary>
    public int Speed => _run.Speed;

    public Instant Now => _run is var (from, since, speed) ? from + (Duration.FromTimeSpan(System.GetElapsedTime(since)) * speed) : default;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Puts the clock forward, never back, or has it run at another speed.</summary>
    public void Set(Instant now, int? speed = null)
    {
        lock (_lock)
        {
            _run = new(Instant.Max(now, Now), System.GetTimestamp(), speed ?? Speed);
            data.SaveClock(_run.From);
        }
    }

    private sealed record Run(Instant From, long Since, int Speed);
}
