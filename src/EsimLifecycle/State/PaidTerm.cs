namespace EsimLifecycle;

/// <summary>What is paid and served, and until when.</summary>
public sealed record PaidTerm
{
    /// <summary>The term before activation: nothing is paid.</summary>
    public static PaidTerm None { get; } = new();

    /// <summary>The anchored schedule of periods; null before activation.</summary>
    public BillingSchedule? Schedule { get; init; }

    /// <summary>The index of the schedule's next period that is not paid yet.</summary>
    public int NextIndex { get; init; }

    /// <summary>The periods that are paid and have not ended, the current one first.</summary>
    public ValueList<PaidPeriod> Periods { get; init; }

    /// <summary>The periods that ended while a cancellation was open and that are not settled as served yet.</summary>
    public ValueList<PaidPeriod> Unearned { get; init; }

    /// <summary>What was paid for the first period, which begins with the activation; null once it has begun, and where nothing was.</summary>
    public PrepaidPeriod? Prepaid { get; init; }

    /// <summary>The first date that is no longer paid; null before activation.</summary>
    public LocalDate? PaidUntilDate { get; init; }

    /// <summary>The instant at which what is paid ends; null before activation.</summary>
    public Instant? PaidUntil { get; init; }

    /// <summary>When grace ends; null outside grace.</summary>
    public Instant? GraceEndsAt { get; init; }

    /// <summary>When auto-renewal charges the next period; null once it has, and before activation.</summary>
    public Instant? ChargeAt { get; init; }

    /// <summary>When the customer is next reminded of the end; null where no reminder is left.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>The term with auto-renewal to charge as if it had not yet: when the last period says so, or at once where none is left.</summary>
    internal PaidTerm Rearm(Instant at) => this with { ChargeAt = Periods.Count > 0 ? Periods[^1].ChargeAt : at };

    /// <summary>The term with one more period paid, at its end.</summary>
    internal PaidTerm Append(PaidPeriod period, BillingSchedule schedule, int nextIndex) => this with
    {
        Schedule = schedule,
        NextIndex = nextIndex,
        Periods = Periods.Add(period),
        Prepaid = null,
        PaidUntilDate = period.End,
        PaidUntil = period.EndsAt,
        GraceEndsAt = null,
        ChargeAt = period.ChargeAt,
        RemindAt = period.RemindAt,
    };
}

/// <summary>A period of service that is paid.</summary>
/// <param name="Start">Its first date.</param>
/// <param name="End">The first date after it.</param>
/// <param name="EndsAt">The instant at which it ends: the start of <paramref name="End"/> in the carrier's zone.</param>
/// <param name="Price">What was paid for it, free credit included.</param>
public sealed record PaidPeriod(LocalDate Start, LocalDate End, Instant EndsAt, Money Price)
{
    /// <summary>The part of the price that free credit paid; null for none.</summary>
    public Money? Promotional { get; init; }

    /// <summary>When auto-renewal charges the period after it.</summary>
    public Instant? ChargeAt { get; init; }

    /// <summary>When the customer is first reminded of its end.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>The data included, in bytes; null for no limit.</summary>
    public long? DataBytes { get; init; }
}

/// <summary>What was paid before the activation for the first period.</summary>
/// <param name="Price">How much.</param>
public sealed record PrepaidPeriod(Money Price);
