namespace EsimLifecycle.Hosting;

/// <summary>Points in time as whole numbers, which compare as they do: the ticks of 100 nanoseconds since 1970.</summary>
internal static class StoredTime
{
    /// <summary>The last tick that is not after this time: of what is the case now, and of a lease's end.</summary>
    public static long Floor(Instant time) => time.ToUnixTimeTicks();

    /// <summary>The first tick that is not before this time: of what must not be done earlier.</summary>
    public static long Ceiling(Instant time) => time.ToUnixTimeTicks() is var ticks && time > Instant.FromUnixTimeTicks(ticks) ? ticks + 1 : ticks;

    public static Instant? Read(object? stored) => stored is long ticks ? Instant.FromUnixTimeTicks(ticks) : null;
}
