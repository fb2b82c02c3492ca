using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>The limits within which all results are exact and nothing overflows.</summary>
public static class Limits
{
    /// <summary>The earliest instant that a host's clock may show: 1970-01-01T00:00:00Z.</summary>
    public static readonly Instant EarliestNow = NodaConstants.UnixEpoch;

    /// <summary>The latest instant that a host's clock may show: 2500-01-01T00:00:00Z.</summary>
    public static readonly Instant LatestNow = Instant.FromUtc(2500, 1, 1, 0, 0);

    /// <summary>The tolerance for hosts whose clocks differ: a request may be 5 minutes older than the last event.</summary>
    public static readonly Duration ClockTolerance = Duration.FromMinutes(5);

    /// <summary>The earliest date at which anything can have begun: 1970-01-01.</summary>
    public static readonly LocalDate EarliestDate = new(1970, 1, 1);

    /// <summary>The last date to which service may be paid or ordered: 2600-01-01.</summary>
    public static readonly LocalDate LatestDate = new(2600, 1, 1);

    /// <summary>The maximum amount of one payment, price or fee, in minor units: a million millions, of either sign.</summary>
    public const long MaxAmount = 1_000_000_000_000;

    /// <summary>The longest time that a policy may set, in days: 3650 (ten years).</summary>
    public const int MaxDays = 3_650;

    /// <summary>
    /// The minimum number of latest references of money (payments, credits, received transfers, late charges) that are remembered, so that none posts twice:
    /// 4096. At most twice as many are, as 8 bytes each.
    /// </summary>
    public const int RememberedReferences = 4_096;

    /// <summary>The maximum number of items in a list of a command: 100. A longer one is refused as malformed.</summary>
    public const int MaxItems = 100;

    /// <summary>
    /// The maximum length of a text of a command that is no identifier (a code, a label, a key), in UTF-16 code units: 1024. A longer one is refused as
    /// malformed.
    /// </summary>
    public const int MaxTextLength = 1_024;

    /// <summary>The maximum number of bytes in a usage report, a plan or a pack, so that sums never overflow: a pebibyte.</summary>
    internal const long LargestBytes = 1L << 50;

    internal static bool Covers(Money amount) => amount.MinorUnits is >= -MaxAmount and <= MaxAmount;

    internal static Instant Check(Instant now, [CallerArgumentExpression(nameof(now))] string? name = null) =>
        now >= EarliestNow && now <= LatestNow
            ? now
            : throw new ArgumentOutOfRangeException(name, now, $"A host's clock is expected to show between {EarliestNow} and {LatestNow}.");
}
