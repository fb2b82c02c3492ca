namespace EsimLifecycle;

/// <summary>Determines which documents have been received and which are missing.</summary>
internal static class DocumentRules
{
    public static ReceivedDocument? Find(ValueList<ReceivedDocument> documents, PersonalReference reference) =>
        documents.Find(reference, static (document, reference) => document.Reference == reference);

    /// <summary>Returns the documents with further ones; of too many, those that were received first are forgotten.</summary>
    public static ValueList<ReceivedDocument> Remember(ValueList<ReceivedDocument> documents, ValueList<ReceivedDocument> further)
    {
        var all = documents.AddRange(further);
        return all.Count <= ReceivedDocument.Remembered ? all : ValueList.Create(all.AsSpan()[^ReceivedDocument.Remembered..]);
    }

    /// <summary>Returns until when the documents have to be complete that are asked for now.</summary>
    public static Instant DueBy(ref DecisionBuilder decision) => decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.DocumentDueDays);

    /// <summary>Returns the time at which the last of the documents that count was received; the Unix epoch if there is none.</summary>
    public static Instant LastReceived(ValueList<ReceivedDocument> documents)
    {
        var last = default(Instant);
        foreach (var document in documents)
        {
            if (document.Counts)
                last = Instant.Max(last, document.ReceivedAt);
        }

        return last;
    }

    public static ValueList<DocumentKind> Without(ValueList<DocumentKind> kinds, DocumentKind kind) =>
        kinds.IndexOf(kind, static (each, kind) => each == kind) is var index and >= 0 ? kinds.RemoveAt(index) : kinds;
}
