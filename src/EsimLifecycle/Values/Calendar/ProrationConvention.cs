namespace EsimLifecycle;

/// <summary>How a part of a period is counted and rounded, as data.</summary>
/// <remarks>
/// <para>
/// A property left out keeps its default, and the defaults together are <see cref="Actual"/>: the ending day is unused, days are counted
/// against the period as it is, the fraction is exact and the money rounded half up. Change one with <c>with</c>:
/// <c>ProrationConvention.KillBill with { FixedDaysInMonth = 30 }</c>.
/// </para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
public sealed record ProrationConvention
{
    /// <summary>The most decimal places of <see cref="FractionScale"/>.</summary>
    public const int MaxFractionScale = 12;

    /// <summary>Ours, and the default.</summary>
    public static ProrationConvention Actual { get; } = new();

    /// <summary>Kill Bill's: the nominal period, a fraction of nine places rounded half up, and nothing clamped.</summary>
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

    /// <summary>Lago's on termination: the ending day is used, and earlier credits are taken off a later one.</summary>
    /// <remarks>
    /// Source: getlago/lago-api at 1b1c24a, the tests of its credit notes. On an upgrade it counts the day as unused: <c>Lago with {
    /// EndingDayIsUsed = false }</c>. It divides in binary floating point, this exactly: where the exact worth is half a minor unit, Lago
    /// can be one lower. It takes the share of the plan's price: <see cref="UnusedPriceShare"/>.
    /// </remarks>
    public static ProrationConvention Lago { get; } = new()
    {
        EndingDayIsUsed = true,
        EarlierCredits = EarlierCredits.ReduceTheCredit,
    };

    /// <summary>Whether the day on which service ends counts as used. Default: no.</summary>
    public bool EndingDayIsUsed { get; init; }

    /// <summary>Which full period the days are counted against. Default: <see cref="ProrationDenominator.ActualPeriod"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public ProrationDenominator Denominator { get; init => field = Declared(value); }

    /// <summary>
    /// Where set, 28 to 31, every month has that many days, in the part and in the whole; else months are as the calendar has them.
    /// Default: null. It bears on periods of whole months; others are counted by their days.
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

    /// <summary>The decimal places of the fraction, 0 to <see cref="MaxFractionScale"/>; null, the default, where it stays exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int? FractionScale
    {
        get;
        init => field = value is null or (>= 0 and <= MaxFractionScale)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(FractionScale), value, $"From 0 to {MaxFractionScale} decimal places, or null, are expected.");
    }

    /// <summary>How the fraction is rounded to its scale. Default: <see cref="MoneyRounding.HalfUp"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public MoneyRounding FractionRounding { get; init => field = Declared(value); }

    /// <summary>How the worth is rounded to minor units. Default: <see cref="MoneyRounding.HalfUp"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public MoneyRounding MoneyRounding { get; init => field = Declared(value); }

    /// <summary>Whether a share below 0 or above 1 stands as it was counted; else it becomes 0 or 1. Default: no.</summary>
    public bool Unclamped { get; init; }

    /// <summary>What earlier credits do to a later one. Default: <see cref="EarlierCredits.CapTheCredit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a declared one.</exception>
    public EarlierCredits EarlierCredits { get; init => field = Declared(value); }

    /// <summary>What share of a full price a period costs: the whole, unless it is a short leading one.</summary>
    /// <exception cref="ArgumentException">The period is not one of the schedule's.</exception>
    public ProratedShare PriceShare(BillingSchedule schedule, ServicePeriod period)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, period.Start, period.End);
    }

    /// <summary>What share of a full price a period costs that service ends within: its used days.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="period">A period of it.</param>
    /// <param name="endsOn">The day service ends; before the period it leaves nothing of it, after the period all.</param>
    /// <exception cref="ArgumentException">The period is not one of the schedule's.</exception>
    public ProratedShare PriceShare(BillingSchedule schedule, ServicePeriod period, LocalDate endsOn)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, period.Start, FirstUnusedDay(period, endsOn));
    }

    /// <summary>What share of a full price is unused when service ends within a period.</summary>
    /// <inheritdoc cref="PriceShare(BillingSchedule, ServicePeriod, LocalDate)"/>
    public ProratedShare UnusedPriceShare(BillingSchedule schedule, ServicePeriod period, LocalDate endsOn)
    {
        CheckPeriod(schedule, period);
        return PricePart(schedule, period, FirstUnusedDay(period, endsOn), period.End);
    }

    /// <summary>What share of the payment for a period is unused when service ends within it.</summary>
    /// <remarks>
    /// The payment was for the period itself, so a short one is counted by its own days: a leading period of 8 days with 6 unused gives 6
    /// of 8.
    /// </remarks>
    /// <param name="period">The period paid for.</param>
    /// <param name="endsOn">The day service ends; before the period it leaves all of it unused, after the period nothing.</param>
    /// <param name="resumesOn">The day service goes on again, where it was only interrupted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Service would go on before it ended.</exception>
    public ProratedShare UnusedShare(ServicePeriod period, LocalDate endsOn, LocalDate? resumesOn = null)
    {
        if (resumesOn < endsOn)
            throw new ArgumentOutOfRangeException(nameof(resumesOn), resumesOn.Value.Iso(), $"A date from {endsOn.Iso()} on is expected.");
        var from = FirstUnusedDay(period, endsOn);
        var until = resumesOn < period.End ? LocalDate.Max(from, resumesOn.Value) : period.End;
        return Share(from, until, (period.Start, period.End));
    }

    /// <summary>What of a credit can still be given on a payment, in the same minor units; never below 0.</summary>
    /// <param name="credit">The credit, such as the worth of an unused share.</param>
    /// <param name="paid">What was paid.</param>
    /// <param name="credited">What was credited on it before.</param>
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

    private static T Declared<T>(T value) where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"A declared {typeof(T).Name} is expected.");
}
