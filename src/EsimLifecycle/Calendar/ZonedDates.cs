namespace EsimLifecycle;

/// <summary>The carrier's dates as instants, and instants as the carrier's dates.</summary>
internal static class ZonedDates
{
    /// <summary>
    /// The first instant of <paramref name="date"/> in <paramref name="zone"/>; where midnight or the whole day is skipped, the first after
    /// the gap.
    /// </summary>
    public static Instant AtStartOfDay(LocalDate date, DateTimeZone zone)
    {
        // Not zone.AtStartOfDay, which throws for a day that is skipped as a whole (Pacific/Apia, 2011-12-30).
        var midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
    }

    /// <summary>The date that <paramref name="instant"/> falls on in <paramref name="zone"/>.</summary>
    public static LocalDate DateOf(Instant instant, DateTimeZone zone) => instant.InZone(zone).Date;
}
