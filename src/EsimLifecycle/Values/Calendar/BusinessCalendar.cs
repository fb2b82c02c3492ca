using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A calendar of business days: all days except weekends and holidays, plus the working days that it names.</summary>
/// <remarks>
/// <para>The lists are kept sorted, so that two calendars are equal when they have the same days, in whatever order they were given.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed record BusinessCalendar
{
    /// <summary>The maximum number of business days that can be added at once: 1000.</summary>
    public const int MaxBusinessDays = 1000;

    private readonly int _weekend; // a bit for each day of the week

    /// <summary>Creates a calendar of the given days.</summary>
    /// <param name="weekend">The days of the week off; may be empty, not all seven.</param>
    /// <param name="holidays">The dates off.</param>
    /// <param name="workdays">The dates worked although they fall on the weekend.</param>
    /// <exception cref="ArgumentException">
    /// The weekend is all seven days or has a day that is none; a day or date is given twice, or is both a holiday and a working day; a
    /// date is not of the ISO calendar.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A date is outside 1970-01-01 to 2999-12-31.</exception>
    [JsonConstructor]
    public BusinessCalendar(
        ValueList<IsoDayOfWeek> weekend, ValueList<LocalDate> holidays = default, ValueList<LocalDate> workdays = default)
    {
        foreach (var day in weekend)
        {
            if (day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday)
                throw new ArgumentException($"The weekend has {day}; expected days from Monday to Sunday.", nameof(weekend));
            if ((_weekend & (1 << (int)day)) != 0)
                throw new ArgumentException($"The weekend has {day} twice; expected each day once.", nameof(weekend));
            _weekend |= 1 << (int)day;
        }

        if (weekend.Count == 7)
            throw new ArgumentException("The weekend is all seven days; expected at least one day of work.", nameof(weekend));

        var days = new IsoDayOfWeek[weekend.Count];
        var count = 0;
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if ((_weekend & (1 << (int)day)) != 0)
                days[count++] = day;
        }

        Weekend = new ValueList<IsoDayOfWeek>(days);
        Holidays = SortedDates(holidays, nameof(holidays));
        Workdays = SortedDates(workdays, nameof(workdays));
        foreach (var date in Workdays)
        {
            if (Holidays.AsSpan().BinarySearch(date) >= 0)
            {
                throw new ArgumentException(
                    $"{date.Iso()} is both a holiday and a working day; expected one of the two.", nameof(workdays));
            }
        }
    }

    /// <summary>Gets the calendar with Saturday and Sunday off, and no holidays.</summary>
    public static BusinessCalendar Default { get; } = new([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]);

    /// <summary>Gets the weekend: the days of the week off, Monday first.</summary>
    public ValueList<IsoDayOfWeek> Weekend { get; }

    /// <summary>Gets the holidays, earliest first.</summary>
    public ValueList<LocalDate> Holidays { get; }

    /// <summary>Gets the working days that fall on a weekend, earliest first.</summary>
    public ValueList<LocalDate> Workdays { get; }

    /// <summary>Determines whether <paramref name="date"/> is a business day.</summary>
    /// <exception cref="ArgumentException">The date is not of the ISO calendar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The date is outside 1970-01-01 to 2999-12-31.</exception>
    public bool IsBusinessDay(LocalDate date) => IsWorked(CalendarBounds.Check(date, nameof(date)));

    /// <summary>
    /// Returns the <paramref name="days"/>-th business day after <paramref name="date"/>, which itself is not counted; with 0, the date
    /// itself or, if it is not a business day, the next business day.
    /// </summary>
    /// <param name="date">The day to count from, a business day or not.</param>
    /// <param name="days">The number of business days, from 0 to <see cref="MaxBusinessDays"/>.</param>
    /// <exception cref="ArgumentException">The date is not of the ISO calendar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The days are out of range, or a date is outside 1970-01-01 to 2999-12-31.</exception>
    public LocalDate AddBusinessDays(LocalDate date, int days)
    {
        CalendarBounds.Check(date, nameof(date));
        if (days is < 0 or > MaxBusinessDays)
            throw new ArgumentOutOfRangeException(nameof(days), days, $"From 0 to {MaxBusinessDays} business days are expected.");
        var found = days == 0 ? date : date.PlusDays(1);
        for (var left = days; ; found = found.PlusDays(1))
        {
            CalendarBounds.Check(found, nameof(date));
            if (IsWorked(found) && --left <= 0)
                return found;
        }
    }

    /// <summary>Returns the number of business days after <paramref name="from"/>, up to and including <paramref name="to"/>.</summary>
    /// <remarks>So <c>BusinessDaysBetween(d, AddBusinessDays(d, n)) == n</c> for every n from 1.</remarks>
    /// <exception cref="ArgumentException">A date is not of the ISO calendar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A date is outside 1970-01-01 to 2999-12-31, or the second is before the first.
    /// </exception>
    public int BusinessDaysBetween(LocalDate from, LocalDate to)
    {
        CalendarBounds.Check(from, nameof(from));
        CalendarBounds.Check(to, nameof(to));
        if (to < from)
            throw new ArgumentOutOfRangeException(nameof(to), to.Iso(), $"A date from {from.Iso()} on is expected.");
        var count = 0;
        for (var date = from; date < to;)
        {
            date = date.PlusDays(1);
            if (IsWorked(date))
                count++;
        }

        return count;
    }

    private bool IsWorked(LocalDate date) => (_weekend & (1 << (int)date.DayOfWeek)) == 0
        ? Holidays.AsSpan().BinarySearch(date) < 0
        : Workdays.AsSpan().BinarySearch(date) >= 0;

    private static ValueList<LocalDate> SortedDates(ValueList<LocalDate> dates, string name)
    {
        foreach (var date in dates)
            CalendarBounds.Check(date, name);
        var sorted = dates.AsSpan().ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            // Sorting has to be compiled before the first decision of a process; most calendars are written in order.
            if (sorted[i] < sorted[i - 1])
            {
                Array.Sort(sorted);
                i = 1;
            }

            if (sorted[i] == sorted[i - 1])
                throw new ArgumentException($"The {name} have {sorted[i].Iso()} twice; expected each date once.", name);
        }

        return new ValueList<LocalDate>(sorted);
    }
}
