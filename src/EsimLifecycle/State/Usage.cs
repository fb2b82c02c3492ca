namespace EsimLifecycle;

/// <summary>The usage of the data included in the plan and bought in packs.</summary>
public sealed record Usage
{
    /// <summary>Gets the usage before any was reported.</summary>
    public static Usage None { get; } = new();

    /// <summary>The maximum number of packs that a subscription can have, reserved and not expired: 100.</summary>
    public const int MaxPacks = 100;

    /// <summary>Gets the packs that have not expired, in the order in which they were bought.</summary>
    public ValueList<ActivePack> Packs { get; init; }

    /// <summary>Gets the number of bytes of the plan's own data used in the current period.</summary>
    public long UsedBytes { get; init; }

    /// <summary>Gets the number of bytes used in the current period beyond the data included and bought.</summary>
    public long BeyondBytes { get; init; }

    /// <summary>Gets the number of all bytes reported for the current period.</summary>
    public long ReportedBytes { get; init; }

    /// <summary>Gets the time at which the current period began; null before the first ended.</summary>
    public Instant? Since { get; init; }

    /// <summary>Gets the usage in the period before, whose reports may still arrive; null if there was none.</summary>
    public PastUsage? Before { get; init; }

    /// <summary>Gets the time of the latest usage; null if there was none.</summary>
    public Instant? LastUsedAt { get; init; }

    /// <summary>
    /// Gets the time at which the period without usage is long enough for a notification, while the subscription is active; null if disuse is not monitored.
    /// </summary>
    public Instant? DisuseAt { get; init; }

    /// <summary>Gets whether the customer was notified in this period that data runs low.</summary>
    public bool IsDataLow { get; init; }

    /// <summary>Gets whether the customer was notified in this period that data has run out.</summary>
    public bool IsDataExhausted { get; init; }

    /// <summary>Gets whether the customer was notified in this period that the balance runs low.</summary>
    public bool IsBalanceLow { get; init; }

    /// <summary>Gets whether the customer was advised in this period to switch auto-renewal off.</summary>
    public bool IsDisuseNoticed { get; init; }

    /// <summary>Returns the usage at the beginning of a period; what occurred before that and is reported later counts in the period before.</summary>
    internal Usage NextPeriod(Instant since, long? includedBytes) => this with
    {
        Since = since,
        Before = new PastUsage(Since, includedBytes, UsedBytes, BeyondBytes, ReportedBytes),
        UsedBytes = 0,
        BeyondBytes = 0,
        ReportedBytes = 0,
        IsDataLow = false,
        IsDataExhausted = false,
        IsBalanceLow = false,
        IsDisuseNoticed = false,
    };

    /// <summary>Returns the usage of a line that is closed: without packs.</summary>
    internal Usage Close() => Packs.Count == 0 ? this : this with { Packs = default };

    /// <summary>Returns the usage after grace ended with a purchase. Where nothing was used in grace, the period before it stays the one before.</summary>
    internal Usage AfterGrace(Instant since) => ReportedBytes > 0
        ? NextPeriod(since, includedBytes: null)
        : NextPeriod(since, includedBytes: null) with { Before = Before };

    /// <summary>Returns the period to which usage belongs that occurred at that time; the current one if the time is not known.</summary>
    internal UsagePeriod PeriodOf(Instant? occurredAt)
    {
        if (occurredAt is not { } at || !(at < Since))
            return UsagePeriod.Current;
        return Before is { } before && !(at < before.Since) ? UsagePeriod.Before : UsagePeriod.Earlier;
    }
}

/// <summary>The period to which usage belongs: that in which it occurred, however late it is reported.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(EnumJsonConverter<UsagePeriod>))]
public enum UsagePeriod
{
    /// <summary>The current period. The default value.</summary>
    Current = 0,

    /// <summary>The period before.</summary>
    Before,

    /// <summary>An earlier period, whose usage is not counted any more.</summary>
    Earlier,
}

/// <summary>The usage of data in a period that is over.</summary>
/// <param name="Since">The time at which the period began; null for the first.</param>
/// <param name="IncludedBytes">The number of bytes included in the plan; null for no limit.</param>
/// <param name="UsedBytes">The number of bytes of the plan's own data used.</param>
/// <param name="BeyondBytes">The number of bytes used beyond the data included and bought.</param>
/// <param name="ReportedBytes">The number of all bytes reported.</param>
public readonly record struct PastUsage(Instant? Since, long? IncludedBytes, long UsedBytes, long BeyondBytes, long ReportedBytes);

/// <summary>A pack that has not expired.</summary>
/// <param name="Key">The key of the purchase.</param>
/// <param name="Terms">The terms of the pack, as they were agreed.</param>
/// <param name="Price">The price paid, free credit included.</param>
/// <param name="ExpiresAt">The time at which the pack expires.</param>
/// <param name="Promotional">The part of the price that was paid by free credit; null for none.</param>
/// <param name="UsedBytes">The number of bytes used.</param>
public sealed record ActivePack(Reference Key, PackTerms Terms, Money Price, Instant ExpiresAt, Money? Promotional = null, long UsedBytes = 0) : IFactual
{
    /// <summary>Gets the date on which the pack was bought, which is its first day.</summary>
    public required LocalDate BoughtOn { get; init; }

    /// <summary>Gets the number of bytes left.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long LeftBytes => Terms.DataBytes - UsedBytes;

    Facts IFactual.ListFacts() => new(
        ("code", Terms.Code),
        ("left", Terms.DataBytes > 0 ? LeftBytes : null),
        ("data", Terms.DataBytes),
        ("expiresAt", ExpiresAt));
}
