namespace EsimLifecycle;

/// <summary>The end of a sealed history: with it, a history that was cut off or written anew is told from the one that it was.</summary>
/// <remarks>The default value comes before the first record. Keep the latest head where whoever can write the history can't.</remarks>
/// <param name="Sequence">The sequence number of the last record; 0 before the first.</param>
/// <param name="Digest">The digest of the last record.</param>
public readonly record struct HistoryHead(long Sequence, RecordDigest Digest);
