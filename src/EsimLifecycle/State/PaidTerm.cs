namespace EsimLifecycle;

/// <summary>The paid term: the periods that are paid, and the dates at which they end.</summary>
public sealed record PaidTerm
{
    /// <summary>Gets the term before activation: no period is paid.</summary>
    public static PaidTerm None { get; } = new();

    /// <summary>Gets the anchored schedule of periods; null before activation.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>Gets the index, in the schedule, of the next period that is not paid yet.</summary>
    public int NextIndex { get; init; }

    /// <summary>Gets the paid periods that have not ended, the current one first.</summary>
    public ValueList<PaidPeriod> Periods { get; init; }

    /// <summary>Gets the periods that ended while a cancellation was open and whose price has not been posted as earned yet.</summary>
    public ValueList<PaidPeriod> Unearned { get; init; }

    /// <summary>
    /// Gets the payment for the first period, which begins with the activation; null once that period has begun, and if nothing was
    /// prepaid.
    /// </summary>
    public PrepaidPeriod? Prepaid { get; init; }

    /// <summary>
    /// Gets the days that top-ups have bought and that are not added to the paid term yet: those from before activation, and those that a
    /// reserved purchase comes before. They are added once that is possible.
    /// </summary>
    public int DaysToAdd { get; init; }

    /// <summary>
    /// Gets whether the days of grace for a return were given in this paid term; they are given once, until time is bought again.
    /// </summary>
    public bool IsRescued { get; init; }

    /// <summary>Gets the first date that is no longer paid; null before activation.</summary>
    public LocalDate? PaidUntilDate { get; init; }

    /// <summary>Gets the time at which the paid term ends; null before activation.</summary>
    public Instant? PaidUntil { get; init; }

    /// <summary>Gets the end of the grace period; null outside grace.</summary>
    public Instant? GraceEndsAt { get; init; }

    /// <summary>Gets the time at which auto-renewal charges the next period; null once it has, and before activation.</summary>
    public Instant? ChargeAt { get; init; }

    /// <summary>Gets the time of the next reminder that the paid term or, in grace, that grace ends; null if no reminder is left.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>
    /// Returns the term with the auto-renewal charge due again: at the time set by the last period, or at once if no period is left.
    /// </summary>
    internal PaidTerm Rearm(Instant at) => this with { ChargeAt = Periods.Count > 0 ? Periods[^1].ChargeAt : at };

    /// <summary>The maximum number of paid periods: 120. Time bought beyond it by top-ups or packs lengthens the last period.</summary>
    public const int MaxPeriods = 120;

    /// <summary>Returns the term without anything that is still to come.</summary>
    internal PaidTerm Close() => this with { Periods = default, Unearned = default, Prepaid = null, GraceEndsAt = null, ChargeAt = null, RemindAt = null };

    /// <summary>Returns the term with one more paid period at its end.</summary>
    internal PaidTerm Append(PaidPeriod period, BillingSchedule schedule, int nextIndex) => this with
    {
        Schedule = schedule,
        NextIndex = nextIndex,
        Periods = Periods.Count < MaxPeriods || !(period.Price.IsZero && Periods[^1].Price.IsZero)
            ? Periods.Add(period)
            : Periods.SetItem(Periods.Count - 1, Periods[^1].Until(period)),
        Prepaid = null,
        PaidUntilDate = period.End,
        PaidUntil = period.EndsAt,
        GraceEndsAt = null,
        IsRescued = false,
        ChargeAt = period.ChargeAt,
        RemindAt = period.RemindAt,
    };
}

/// <summary>A paid period of service.</summary>
/// <param name="Start">The first date of the period.</param>
/// <param name="End">The first date after the period.</param>
/// <param name="EndsAt">The time at which the period ends: the start of <paramref name="End"/> in the carrier's zone.</param>
/// <param name="Price">The price paid, free credit included.</param>
public sealed record PaidPeriod(LocalDate Start, LocalDate End, Instant EndsAt, Money Price) : IFactual
{
    /// <summary>Gets the part of the price that was paid by free credit; null for none.</summary>
    public Money? Promotional { get; init; }

    /// <summary>Gets the time at which auto-renewal charges the following period.</summary>
    public Instant? ChargeAt { get; init; }

    /// <summary>Gets the time of the first reminder that the period ends.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Gets the data included, in bytes; null for no limit.</summary>
    public long? DataBytes { get; init; }

    /// <summary>Gets the codes of the promotions that lowered the price; they count again if the period is given back before it began.</summary>
    public ValueList<string> Promotions { get; init; }

    /// <summary>Returns the period lengthened by the one that follows it.</summary>
    internal PaidPeriod Until(PaidPeriod next) => this with { End = next.End, EndsAt = next.EndsAt, ChargeAt = next.ChargeAt, RemindAt = next.RemindAt };

    /// <summary>How many days it has.</summary>
    internal int Days => NodaTime.Period.DaysBetween(Start, End);

    Facts IFactual.ListFacts() => new(("day", Days == 1 ? Start : null), ("start", Start), ("end", End));
}

/// <summary>The payment, before activation, for the first period.</summary>
/// <param name="Price">The amount paid.</param>
public sealed record PrepaidPeriod(Money Price)
{
    /// <summary>Gets the reference of the payment.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the codes of the promotions that lowered the price.</summary>
    public ValueList<string> Promotions { get; init; }
}
