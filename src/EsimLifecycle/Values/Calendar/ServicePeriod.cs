using System.Globalization;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>One period of a <see cref="BillingSchedule"/>: from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
/// <remarks>
/// <para>Half-open, so that periods tile: one ends where the next starts, and no day is in two.</para>
/// <para>The default value is an empty period: it has no days and contains no date. Thread-safe: it never changes.</para>
/// </remarks>
public readonly record struct ServicePeriod
{
    /// <summary>Creates a period of at least one day.</summary>
    /// <param name="index">The index in the schedule, counted from 0.</param>
    /// <param name="start">The first day.</param>
    /// <param name="end">The day after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The index is negative, a date is outside 1970-01-01 to 2999-12-31, or the end is not after the start.
    /// </exception>
    /// <exception cref="ArgumentException">A date is not of the ISO calendar.</exception>
    [JsonConstructor]
    public ServicePeriod(int index, LocalDate start, LocalDate end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        CalendarBounds.Check(start, nameof(start));
        CalendarBounds.Check(end, nameof(end));
        if (end <= start)
            throw new ArgumentOutOfRangeException(nameof(end), end.Iso(), $"An end after the start, {start.Iso()}, is expected.");
        Index = index;
        Start = start;
        End = end;
    }

    /// <summary>Gets the index in the schedule, counted from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the first day.</summary>
    public LocalDate Start { get; }

    /// <summary>Gets the day after the last: the start of the next period.</summary>
    public LocalDate End { get; }

    /// <summary>Gets the number of days.</summary>
    [JsonIgnore]
    public int Days => Period.DaysBetween(Start, End);

    /// <summary>Determines whether the period contains <paramref name="date"/>.</summary>
    public bool Contains(LocalDate date) => date >= Start && date < End;

    /// <summary>Returns a text such as <c>#0 [2026-01-31, 2026-02-28)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Index} [{Start.Iso()}, {End.Iso()})");
}
