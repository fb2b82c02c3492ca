namespace EsimLifecycle;

/// <summary>Terms counted in days, as Regulation (EEC, Euratom) No 1182/71 counts them.</summary>
/// <remarks>
/// The day of the event is not counted (Article 3(1)), and the term ends with the last moment of its last day (Article 3(2)(b)):
/// the instant given is the first one after it, so that the term has run out when <c>now &gt;= deadline</c>.
/// </remarks>
internal static class Deadlines
{
    /// <summary>The most days a term may have.</summary>
    public const int MaxDays = 3660;

    /// <summary>
    /// When a term of <paramref name="days"/> days from <paramref name="from"/> has run out; with 0, the end of that very day.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The days are not 0 to 3660, or a date is outside 1970-01-01 to 2999-12-31.</exception>
    public static Instant EndOfDayAfter(Instant from, int days, DateTimeZone zone)
    {
        if (days is < 0 or > MaxDays)
            throw new ArgumentOutOfRangeException(nameof(days), days, $"A term of 0 to {MaxDays} days is expected.");
        return EndOf(EventDate(from, zone).PlusDays(days), zone);
    }

    /// <summary>
    /// When a term of <paramref name="days"/> business days from <paramref name="from"/> has run out; with 0, the end of that day or, where
    /// it is no business day, of the next one that is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The days are not 0 to 1000, or a date is outside 1970-01-01 to 2999-12-31.</exception>
    public static Instant EndOfBusinessDayAfter(Instant from, int days, BusinessCalendar calendar, DateTimeZone zone) =>
        EndOf(calendar.AddBusinessDays(EventDate(from, zone), days), zone);

    private static LocalDate EventDate(Instant from, DateTimeZone zone) =>
        CalendarBounds.Check(ZonedDates.DateOf(from, zone), nameof(from));

    private static Instant EndOf(LocalDate lastDay, DateTimeZone zone) =>
        ZonedDates.AtStartOfDay(CalendarBounds.Check(lastDay, nameof(lastDay)).PlusDays(1), zone);
}
