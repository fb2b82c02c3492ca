using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The billing schedule of a subscription: its periods, all counted from the same anchor, so that no date ever drifts.</summary>
/// <remarks>
/// <para>
/// Period n starts at <c>anchor + n × length</c>, never at the last start plus a length. A day the month does not have becomes the month's
/// last: from 31 January monthly come 28 February, 31 March, 30 April; from 29 February yearly, 29 February again in leap years.
/// </para>
/// <para>
/// Without an anchor day the anchor is <see cref="Start"/>. With one, it is that day of the start's month, or the same day whole lengths
/// later where that lies before the start; a short leading period, index 0, runs from the start up to it. From 15 January with anchor day 1
/// a monthly schedule has its anchor on 1 February, a yearly one on 1 January of the next year.
/// </para>
/// <para>Every period ends by 2999-12-31. Two schedules are equal when start, length and anchor day are; P12M is not P1Y.</para>
/// <para>Immutable and thread-safe. Finding a period takes constant time and allocates nothing.</para>
/// </remarks>
public sealed record BillingSchedule
{
    private readonly int _months; // one of these two is 0
    private readonly int _days;
    private readonly int _anchorMonth; // counted from January of year 0
    private readonly int _anchorDay;

    /// <summary>Creates a schedule that begins on <paramref name="start"/>.</summary>
    /// <param name="start">The first day of service, from 1970-01-01 to 2999-12-31.</param>
    /// <param name="length">The length of a period: days, weeks, months or years, one unit only, at least 1 and at most ten years.</param>
    /// <param name="anchorDay">The day of the month, 1 to 31, on which periods start; only where the length is in months or years.</param>
    /// <exception cref="ArgumentNullException">The length is null.</exception>
    /// <exception cref="ArgumentException">
    /// The length mixes units, is zero, negative, too long or has a time part; there is an anchor day beside a length in days or weeks; the
    /// start is not of the ISO calendar.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The start or the anchor day is out of range.</exception>
    [JsonConstructor]
    public BillingSchedule(LocalDate start, Period length, int? anchorDay = null)
    {
        Start = CalendarBounds.Check(start, nameof(start));
        (_months, _days) = Measure(length);
        Length = length;
        AnchorDay = anchorDay;
        if (anchorDay is < 1 or > 31)
            throw new ArgumentOutOfRangeException(nameof(anchorDay), anchorDay, "A day of the month from 1 to 31 is expected.");
        if (anchorDay is not null && _months == 0)
        {
            throw new ArgumentException(
                $"The length {length} has no month to anchor; expected months or years, or no anchor day.", nameof(anchorDay));
        }

        _anchorDay = anchorDay ?? start.Day;
        _anchorMonth = MonthOf(start);
        Anchor = start;
        if (anchorDay is not null)
        {
            if (DayOfMonth(_anchorMonth) < start)
                _anchorMonth += _months;
            Anchor = DayOfMonth(_anchorMonth);
        }
    }

    /// <summary>Gets the first day of service.</summary>
    public LocalDate Start { get; }

    /// <summary>Gets the length of a period, in one unit: days, weeks, months or years.</summary>
    public Period Length { get; }

    /// <summary>Gets the day of the month on which periods start; null if it is the day of <see cref="Start"/>.</summary>
    public int? AnchorDay { get; }

    /// <summary>Gets the start of the first full period; after <see cref="Start"/> if there is a short leading period.</summary>
    [JsonIgnore]
    public LocalDate Anchor { get; }

    /// <summary>Gets the period at <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the period would end after 2999-12-31.</exception>
    public ServicePeriod this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            return TryPeriod(index, out var period) ? period : throw NoPeriod(index);
        }
    }

    /// <summary>Returns the period that contains <paramref name="date"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The date is before <see cref="Start"/>, or outside 1970-01-01 to 2999-12-31, or its period would end after that.
    /// </exception>
    /// <exception cref="ArgumentException">The date is not of the ISO calendar.</exception>
    public ServicePeriod PeriodAt(LocalDate date)
    {
        CalendarBounds.Check(date, nameof(date));
        return date >= Start
            ? this[IndexAt(date)]
            : throw new ArgumentOutOfRangeException(
                nameof(date), date.Iso(), $"A date from the schedule's start on, {Start.Iso()}, is expected.");
    }

    /// <summary>
    /// Tries to find the period that contains <paramref name="date"/>; false, with an empty period, if <see cref="PeriodAt"/> would throw.
    /// </summary>
    public bool TryPeriodAt(LocalDate date, out ServicePeriod period)
    {
        period = default;
        return CalendarBounds.Contains(date) && date >= Start && TryPeriod(IndexAt(date), out period);
    }

    /// <summary>Returns the periods that start before <paramref name="end"/>, in order; the last one may extend beyond it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The end is before <see cref="Start"/>, or outside 1970-01-01 to 2999-12-31, or the last period would end after that.
    /// </exception>
    /// <exception cref="ArgumentException">The end is not of the ISO calendar.</exception>
    public IEnumerable<ServicePeriod> Until(LocalDate end)
    {
        CalendarBounds.Check(end, nameof(end));
        if (end < Start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(end), end.Iso(), $"An end from the schedule's start on, {Start.Iso()}, is expected.");
        }

        return First(end == Start ? 0 : PeriodAt(end.PlusDays(-1)).Index + 1);
    }

    /// <summary>Returns a text such as <c>P1M from 2026-01-15, anchored on day 1</c>.</summary>
    public override string ToString() =>
        AnchorDay is null ? $"{Length} from {Start.Iso()}" : $"{Length} from {Start.Iso()}, anchored on day {AnchorDay}";

    internal bool IsLeading(ServicePeriod period) => period.Start < Anchor;

    /// <summary>
    /// Returns the dates of the full period that <paramref name="period"/> is, or of which a short leading period is the end.
    /// </summary>
    internal (LocalDate Start, LocalDate End) Full(ServicePeriod period) =>
        IsLeading(period) ? (CycleStart(-1), Anchor) : (period.Start, period.End);

    /// <summary>Adds whole lengths to a date, without regard to the anchor's day.</summary>
    internal LocalDate Plus(LocalDate date, int lengths) =>
        _months == 0 ? date.PlusDays(lengths * _days) : date.PlusMonths(lengths * _months);

    private ArgumentOutOfRangeException NoPeriod(int index) =>
        new(nameof(index), index, $"A period of the schedule {this} that ends by {CalendarBounds.Last.Iso()} is expected.");

    private IEnumerable<ServicePeriod> First(int count)
    {
        for (var i = 0; i < count; i++)
            yield return this[i];
    }

    private int IndexAt(LocalDate date)
    {
        if (date < Anchor)
            return 0;
        var cycle = _months == 0
            ? Period.DaysBetween(Anchor, date) / _days
            : (MonthOf(date) - _anchorMonth) / _months;
        if (_months != 0 && CycleStart(cycle) > date)
            cycle--;
        return Anchor > Start ? cycle + 1 : cycle;
    }

    private bool TryPeriod(int index, out ServicePeriod period)
    {
        period = default;
        var cycle = Anchor > Start ? index - 1 : index;
        // More days than there are within the bounds: refused before the arithmetic could overflow.
        if ((cycle + 1L) * (_days + (_months * 28L)) > 400_000)
            return false;
        var end = CycleStart(cycle + 1);
        if (end > CalendarBounds.Last)
            return false;
        period = new ServicePeriod(index, index == 0 ? Start : CycleStart(cycle), end);
        return true;
    }

    private LocalDate CycleStart(int cycle) =>
        _months == 0 ? Anchor.PlusDays(cycle * _days) : DayOfMonth(_anchorMonth + (cycle * _months));

    private LocalDate DayOfMonth(int month)
    {
        var (year, zeroBased) = int.DivRem(month, 12);
        return new LocalDate(year, zeroBased + 1, Math.Min(_anchorDay, CalendarSystem.Iso.GetDaysInMonth(year, zeroBased + 1)));
    }

    private static int MonthOf(LocalDate date) => (date.Year * 12) + date.Month - 1;

    private static (int Months, int Days) Measure(Period length)
    {
        ArgumentNullException.ThrowIfNull(length);
        var months = (length.Years * 12L) + length.Months;
        var days = (length.Weeks * 7L) + length.Days;
        var units = Math.Abs(Math.Sign(length.Years)) + Math.Abs(Math.Sign(length.Months))
            + Math.Abs(Math.Sign(length.Weeks)) + Math.Abs(Math.Sign(length.Days));
        var fault =
            length.HasTimeComponent ? "has a time part" :
            units == 0 ? "is zero" :
            units > 1 ? "mixes units" :
            months < 0 || days < 0 ? "is negative" :
            months > MaxMonths || days > MaxDays ? "is longer than ten years" : null;
        return fault is null
            ? ((int)months, (int)days)
            : throw new ArgumentException(
                $"The length {length} {fault}; expected days, weeks, months or years, one unit only, from 1 to ten years.", nameof(length));
    }

    private const int MaxMonths = 120;
    private const int MaxDays = 3660;
}
