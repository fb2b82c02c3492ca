namespace EsimLifecycle;

/// <summary>What was used of the data included and bought.</summary>
public sealed record Usage
{
    /// <summary>Nothing was used.</summary>
    public static Usage None { get; } = new();

    /// <summary>The packs that have not expired, in the order in which they were bought.</summary>
    public ValueList<ActivePack> Packs { get; init; }

    /// <summary>The bytes used in the current period, of the plan's own data.</summary>
    public long UsedBytes { get; init; }

    /// <summary>The bytes used in the current period beyond what was included and bought.</summary>
    public long BeyondBytes { get; init; }

    /// <summary>All bytes reported for the current period.</summary>
    public long ReportedBytes { get; init; }

    /// <summary>When it was last used; null if it never was.</summary>
    public Instant? LastUsedAt { get; init; }

    /// <summary>When disuse is long enough to be noticed; null where it is not watched for.</summary>
    public Instant? DisuseAt { get; init; }

    /// <summary>Whether the customer was told in this period that data runs low.</summary>
    public bool IsDataLow { get; init; }

    /// <summary>Whether the customer was told in this period that data has run out.</summary>
    public bool IsDataExhausted { get; init; }

    /// <summary>Whether the customer was told in this period that the balance runs low.</summary>
    public bool IsBalanceLow { get; init; }

    /// <summary>Whether the customer was advised in this period to switch auto-renewal off.</summary>
    public bool IsDisuseNoticed { get; init; }

    internal Usage NextPeriod() => this with
    {
        UsedBytes = 0,
        BeyondBytes = 0,
        ReportedBytes = 0,
        IsDataLow = false,
        IsDataExhausted = false,
        IsBalanceLow = false,
        IsDisuseNoticed = false,
    };
}

/// <summary>A pack that has not expired.</summary>
/// <param name="Key">Which purchase it is.</param>
/// <param name="Terms">Its terms as they were agreed.</param>
/// <param name="Price">What was paid for it, free credit included.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Promotional">The part of the price that free credit paid; null for none.</param>
/// <param name="UsedBytes">The bytes used of it.</param>
public sealed record ActivePack(Reference Key, PackTerms Terms, Money Price, Instant ExpiresAt, Money? Promotional = null, long UsedBytes = 0)
{
    /// <summary>The day on which it was bought, which is its first.</summary>
    public required LocalDate BoughtOn { get; init; }

    /// <summary>The bytes left in it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long LeftBytes => Terms.DataBytes - UsedBytes;
}
