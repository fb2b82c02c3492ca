namespace EsimLifecycle;

/// <summary>A proration convention: how a part of a period is counted and rounded, as plain data.</summary>
/// <remarks>
/// <para>
/// A property left out keeps its default, and the defaults together are <see cref="Actual"/>: the ending day is unused, days are counted
/// against the period as it is, the fraction is exact and the money rounded half up. Change one with <c>with</c>:
/// <c>ProrationConvention.KillBill with { FixedDaysInMonth = 30 }</c>.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed record ProrationConvention
{
    /// <summary>The maximum number of decimal places of <see cref="FractionScale"/>: 12.</summary>
    public const int MaxFractionScale = 12;

    /// <summary>Gets this library's convention, which is the default.</summary>
    public static ProrationConvention Actual { get; } = new();

    /// <summary>Gets Kill Bill's convention: the nominal period, a fraction of nine places rounded half up, and nothing clamped.</summary>
    /// <remarks>
    /// Source: killbill/killbill at cb60779, package <c>org.killbill.billing.invoice</c> and its tests. Its property
    /// <c>org.killbill.invoice.proration.fixed.days</c> is <see cref="FixedDaysInMonth"/>; the two agree where a period is one month.
    /// </remarks>
    public static ProrationConvention KillBill { get; } = new()
    {
        Denominator = ProrationDenominator.NominalPeriod,
        FractionScale = 9,
        Unclamped = true,
    };

    /// <summary>Gets Lago's convention on termination: the ending day is used, and earlier credits are taken off a later one.</summary>
    /// <remarks>
    /// Source: getlago/lago-api at 1b1c24a, the tests of its credit notes. On an upgrade it counts the day as unused, as
    /// a change of plan does here by every convention. It divides in binary floating point, this exactly: where the exact worth is half a minor unit, Lago
    /// can be one lower. It takes the share of the plan's price: <see cref="UnusedPriceShare"/>.
    /// </remarks>
    public static ProrationConvention Lago { get; } = new()
    {
        EndingDayIsUsed = true,
        EarlierCredits = EarlierCredits.ReduceTheCredit,
    };

    /// <summary>
    /// Gets whether the last day on which there was service counts as used although service ended within it; the default is false.
    /// </summary>
    /// <remarks>
    /// Service that ends as a day begins was not had on that day: the day before counts in full, by every convention. A day on which one
    /// plan takes the place of another belongs to the new plan, by every convention.
    /// </remarks>
    public bool EndingDayIsUsed { get; init; }

    /// <summary>
    /// Gets the full period against which the days are counted; the default is <see cref="ProrationDenominator.ActualPeriod"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public ProrationDenominator Denominator { get; init => field = Declared(value); }

    /// <summary>
    /// Gets the fixed number of days, 28 to 31, that every month has, in the part and in the whole; the default is null: months are as in
    /// the calendar. It applies to periods of whole months; others are counted by their days.
    /// </summary>
    /// <remarks>From the 23rd to the next month's 15th are then 22 days of 30, in February as in May.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is not 28 to 31.</exception>
    public int? FixedDaysInMonth
    {
        get;
        init => field = value is null or (>= 28 and <= 31)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FixedDaysInMonth), value, "From 28 to 31 days in a month, or null, are expected.");
    }

    /// <summary>
    /// Gets the number of decimal places of the fraction, 0 to <see cref="MaxFractionScale"/>; the default is null: the fraction is exact.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int? FractionScale
    {
        get;
        init => field = value is null or (>= 0 and <= MaxFractionScale)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(FractionScale), value, $"From 0 to {MaxFractionScale} decimal places, or null, are expected.");
    }

    /// <summary>Gets the rounding of the fraction to its scale; the default is <see cref="MoneyRounding.HalfUp"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public MoneyRounding FractionRounding { get; init => field = Declared(value); }

    /// <summary>Gets the rounding of the worth to minor units; the default is <see cref="MoneyRounding.HalfUp"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public MoneyRounding MoneyRounding { get; init => field = Declared(value); }

    /// <summary>Gets whether a share below 0 or above 1 is kept as counted; the default is false: it becomes 0 or 1.</summary>
    public bool Unclamped { get; init; }

    /// <summary>Gets the effect of earlier credits on a later one; the default is <see cref="EarlierCredits.CapTheCredit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public EarlierCredits EarlierCredits { get; init => field = Declared(value); }

    /// <summary>Returns the share of a full price that a period costs: the whole, unless the period is a short leading one.</summary>
    /// <exception cref="ArgumentException">The period is not one of the schedule's.</exception>
    public ProratedShare PriceShare(BillingSchedule schedule, ServicePeriod period)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, period.Start, period.End);
    }

    /// <summary>Returns the share of a full price for a period within which service ends: the share of its used days.</summary>
    /// <param name="schedule">The billing schedule.</param>
    /// <param name="period">A period of the schedule.</param>
    /// <param name="endsOn">The day on which service ends; before the period, no day of it is used, and after the period, all are.</param>
    /// <exception cref="ArgumentException">The period is not one of the schedule's.</exception>
    public ProratedShare PriceShare(BillingSchedule schedule, ServicePeriod period, LocalDate endsOn)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, period.Start, FirstUnusedDay(period, endsOn));
    }

    /// <summary>Returns the share of a full price that is unused when service ends within a period.</summary>
    /// <inheritdoc cref="PriceShare(BillingSchedule, ServicePeriod, LocalDate)"/>
    public ProratedShare UnusedPriceShare(BillingSchedule schedule, ServicePeriod period, LocalDate endsOn)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, FirstUnusedDay(period, endsOn), period.End);
    }

    /// <summary>Returns the share of the payment for a period that is unused when service ends within it.</summary>
    /// <remarks>
    /// The payment was for the period itself, so a short one is counted by its own days: a leading period of 8 days with 6 unused gives 6
    /// of 8.
    /// </remarks>
    /// <param name="period">The period that was paid.</param>
    /// <param name="endsOn">The day on which service ends; before the period, all of it is unused, and after the period, nothing.</param>
    /// <param name="resumesOn">The day on which service resumes, if it was only interrupted; null otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">Service would go on before it ended.</exception>
    public ProratedShare UnusedShare(ServicePeriod period, LocalDate endsOn, LocalDate? resumesOn = null)
    {
        if (resumesOn < endsOn)
            throw new ArgumentOutOfRangeException(nameof(resumesOn), resumesOn.Value.Iso(), $"A date from {endsOn.Iso()} on is expected.");
        var from = FirstUnusedDay(period, endsOn);
        var until = resumesOn < period.End ? LocalDate.Max(from, resumesOn.Value) : period.End;
        return Share(from, until, (period.Start, period.End));
    }

    /// <summary>Returns the share of the payment for a period that is unused from a date on, which is itself unused whatever the convention.</summary>
    internal ProratedShare UnusedShareFrom(ServicePeriod period, LocalDate firstUnused) =>
        Share(LocalDate.Max(period.Start, LocalDate.Min(period.End, firstUnused)), period.End, (period.Start, period.End));

    /// <summary>Returns the part of a credit that can still be given on a payment, in the same minor units; never below 0.</summary>
    /// <param name="credit">The credit, such as the worth of an unused share.</param>
    /// <param name="paid">The amount that was paid.</param>
    /// <param name="credited">The amount credited on the payment before.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative.</exception>
    public long CapCredit(long credit, long paid, long credited)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credit);
        ArgumentOutOfRangeException.ThrowIfNegative(paid);
        ArgumentOutOfRangeException.ThrowIfNegative(credited);
        var capped = EarlierCredits == EarlierCredits.CapTheCredit
            ? Math.Min(credit, paid - credited)
            : Math.Min(credit, paid) - credited;
        return Math.Max(0, capped);
    }

    private ProratedShare PricePart(BillingSchedule schedule, ServicePeriod period, LocalDate from, LocalDate until)
    {
        var full = schedule.Full(period);
        // A full period is worth the full price, even where its nominal length has another number of days.
        if (Denominator == ProrationDenominator.ActualPeriod || (from, until) == full)
            return Share(from, until, full);
        return Share(from, until, schedule.IsLeading(period)
            ? (schedule.Plus(until, -1), until)
            : (period.Start, schedule.Plus(period.Start, 1)));
    }

    private ProratedShare Share(LocalDate from, LocalDate until, (LocalDate Start, LocalDate End) whole)
    {
        var days = Period.DaysBetween(from, until);
        var ofDays = Period.DaysBetween(whole.Start, whole.End);
        if (FixedDaysInMonth is { } fixedDays && WholeMonths(whole.Start, whole.End) is var months and > 0)
        {
            // The part that is the whole needs no counting, which could fall short of it where a month ends.
            days = (from, until) == whole ? fixedDays * months : (fixedDays * MonthsApart(from, until)) + until.Day - from.Day;
            ofDays = fixedDays * months;
        }

        return new ProratedShare(Unclamped ? days : Math.Clamp(days, 0, ofDays), ofDays, this);
    }

    private LocalDate FirstUnusedDay(ServicePeriod period, LocalDate endsOn)
    {
        CalendarBounds.Check(endsOn, nameof(endsOn));
        var day = EndingDayIsUsed ? endsOn.PlusDays(1) : endsOn;
        return LocalDate.Max(period.Start, LocalDate.Min(period.End, day));
    }

    private static int WholeMonths(LocalDate start, LocalDate end)
    {
        var months = MonthsApart(start, end);
        // From the longer month of the two the way to the shorter one is truncated; the other way round it is not.
        return start.PlusMonths(months) == end || end.PlusMonths(-months) == start ? months : 0;
    }

    private static int MonthsApart(LocalDate start, LocalDate end) => ((end.Year - start.Year) * 12) + end.Month - start.Month;

    private static void CheckPeriod(BillingSchedule schedule, ServicePeriod period)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (!schedule.TryPeriodAt(period.Start, out var own) || own != period)
            throw new ArgumentException($"The period {period} is not one of the schedule {schedule}.", nameof(period));
    }

    private static T Declared<T>(T value) where T : struct, Enum => Enum.IsDefined(value.GetType(), value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"A declared {typeof(T).Name} is expected.");
}
