namespace EsimLifecycle;

/// <summary>What is paid and served, and until when.</summary>
public sealed record Term
{
    /// <summary>The term before activation: nothing is paid.</summary>
    public static Term None { get; } = new();

    /// <summary>The anchored schedule of periods; null before activation.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>The index of the schedule's next period that is not paid yet.</summary>
    public int NextIndex { get; init; }

    /// <summary>The periods that are paid and have not ended, the current one first.</summary>
    public ValueList<PaidPeriod> Periods { get; init; }

    /// <summary>The periods that ended while a cancellation was open and that are not settled as served yet.</summary>
    public ValueList<PaidPeriod> Unearned { get; init; }

    /// <summary>The first date that is no longer paid; null before activation.</summary>
    public LocalDate? PaidUntilDate { get; init; }

    /// <summary>The instant at which what is paid ends; null before activation.</summary>
    public Instant? PaidUntil { get; init; }

    /// <summary>When grace ends; null outside grace.</summary>
    public Instant? GraceEndsAt { get; init; }

    internal Term Append(PaidPeriod period, int nextIndex) => this with
    {
        NextIndex = nextIndex,
        Periods = Periods.Add(period),
        PaidUntilDate = period.End,
        PaidUntil = period.EndsAt,
        GraceEndsAt = null,
    };
}

/// <summary>A period of service that is paid.</summary>
/// <param name="Start">Its first date.</param>
/// <param name="End">The first date after it.</param>
/// <param name="EndsAt">The instant at which it ends: the start of <paramref name="End"/> in the carrier's zone.</param>
/// <param name="Price">What was paid for it.</param>
public sealed record PaidPeriod(LocalDate Start, LocalDate End, Instant EndsAt, Money Price);
