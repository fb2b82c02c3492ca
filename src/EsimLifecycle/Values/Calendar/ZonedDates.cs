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
        // Whatever the offset, midnight lies between these two instants, and nearly always the offset is the same throughout: no mapping is needed.
        var midnight = date.AtMidnight();
        var interval = zone.GetZoneInterval(midnight.WithOffset(zone.MaxOffset).ToInstant());
        if (!interval.HasEnd || midnight.WithOffset(zone.MinOffset).ToInstant() < interval.End)
            return midnight.WithOffset(interval.WallOffset).ToInstant();

        // Not zone.AtStartOfDay, which throws for a day that is skipped as a whole (Pacific/Apia, 2011-12-30).
        var mapping = zone.MapLocal(midnight);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>The date that <paramref name="instant"/> falls on in <paramref name="zone"/>.</summary>
    public static LocalDate DateOf(Instant instant, DateTimeZone zone) => instant.InZone(zone).Date;
}
