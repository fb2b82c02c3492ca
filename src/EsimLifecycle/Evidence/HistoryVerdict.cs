using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What verifying a sealed history found.</summary>
/// <param name="Head">The head of the records that fit: all of them, or those before the fault.</param>
/// <param name="Fault">The first record that does not fit; null if all do.</param>
/// <param name="ErasedRecords">The number of records that fit and whose personal values are erased.</param>
public sealed record HistoryVerdict(HistoryHead Head, HistoryFault? Fault, int ErasedRecords)
{
    /// <summary>Gets whether every record is the one that was sealed, in its place.</summary>
    public bool IsIntact => Fault is null;
}

/// <summary>The first record of a history that does not fit, and how.</summary>
/// <param name="Kind">How it does not fit.</param>
/// <param name="Position">The place at which it was found, from 1.</param>
/// <param name="Sequence">
/// The sequence number of the record that is meant: the one that was found for a reordered or duplicated record, otherwise the one that was
/// expected in that place.
/// </param>
public sealed record HistoryFault(HistoryFaultKind Kind, int Position, long Sequence);

/// <summary>How a record does not fit its history.</summary>
[JsonConverter(typeof(EnumJsonConverter<HistoryFaultKind>))]
public enum HistoryFaultKind
{
    /// <summary>Altered: the text is no record, or not the one whose digest it bears, or its personal values are others than those that were sealed.</summary>
    Altered,

    /// <summary>Missing: a later record is in its place.</summary>
    Missing,

    /// <summary>Reordered: it comes too early, and the one that is due in its place comes later.</summary>
    Reordered,

    /// <summary>Duplicated: the same record was there before.</summary>
    Duplicated,

    /// <summary>
    /// Replaced: a whole record, but of another history than those before it or than the known head: someone wrote one of them anew.
    /// </summary>
    Replaced,

    /// <summary>Truncated: the history ends before its known head.</summary>
    Truncated,

    /// <summary>Unverified: it has personal values, which can't be verified without the history's salt.</summary>
    Unverified,
}
