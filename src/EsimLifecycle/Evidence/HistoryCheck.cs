namespace EsimLifecycle;

/// <summary>Goes through the records of a history, once, until the first that does not fit.</summary>
/// <param name="records">The records; null for what is none.</param>
/// <param name="salt">The history's salt; none for an erased one.</param>
/// <param name="known">The head that is known from elsewhere; the default value if none is.</param>
internal sealed class HistoryCheck(SealedRecord?[] records, HistorySalt salt, HistoryHead known)
{
    private readonly Dictionary<string, string?> _pseudonyms = [];

    public HistoryVerdict Run()
    {
        var (head, erased) = (default(HistoryHead), 0);
        for (var i = 0; i < records.Length; i++)
        {
            if (Check(i, head) is { } fault)
                return new HistoryVerdict(head, fault, erased);
            head = records[i]!.Head;
            erased += records[i]!.IsErased ? 1 : 0;
        }

        var isTruncated = head.Sequence < known.Sequence;
        return new HistoryVerdict(head, isTruncated ? new HistoryFault(HistoryFaultKind.Truncated, records.Length + 1, head.Sequence + 1) : null, erased);
    }

    private HistoryFault? Check(int index, HistoryHead before)
    {
        var due = before.Sequence + 1;
        if (records[index] is not { IsWhole: true } record)
            return new HistoryFault(HistoryFaultKind.Altered, index + 1, due);
        if (record.Sequence != due)
            return Misplaced(record, index, due);
        if (record.Previous != before.Digest || (due == known.Sequence && record.Digest != known.Digest))
            return new HistoryFault(HistoryFaultKind.Replaced, index + 1, due);
        if (record.Personal.Length == 0)
            return null;
        if (salt.IsNone)
            return new HistoryFault(HistoryFaultKind.Unverified, index + 1, due);
        return HasItsPersonalValues(record) ? null : new HistoryFault(HistoryFaultKind.Altered, index + 1, due);
    }

    private HistoryFault Misplaced(SealedRecord record, int index, long due)
    {
        if (record.Sequence > due)
        {
            var comesLater = Array.Exists(records, later => later is { IsWhole: true } && later.Sequence == due);
            return comesLater
                ? new HistoryFault(HistoryFaultKind.Reordered, index + 1, record.Sequence)
                : new HistoryFault(HistoryFaultKind.Missing, index + 1, due);
        }

        // The records before this one fit: the one with its number is in its place.
        var isSame = record.Sequence >= 1 && records[record.Sequence - 1]!.Digest == record.Digest;
        return new HistoryFault(isSame ? HistoryFaultKind.Duplicated : HistoryFaultKind.Replaced, index + 1, isSame ? record.Sequence : due);
    }

    /// <summary>All of them, each with its own pseudonym, in the order in which the pseudonyms come in the event.</summary>
    private bool HasItsPersonalValues(SealedRecord record)
    {
        if (record.Personal.Length != record.Pseudonyms)
            return false;
        var place = -1;
        foreach (var (typed, pseudonym) in record.Personal)
        {
            if (!_pseudonyms.TryGetValue(typed, out var expected))
                _pseudonyms.Add(typed, expected = Pseudonym.Of(typed, salt));
            var found = record.FindInEvent(pseudonym);
            if (pseudonym != expected || found <= place)
                return false;
            place = found;
        }

        return true;
    }
}
