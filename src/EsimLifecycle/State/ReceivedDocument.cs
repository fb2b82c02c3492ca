using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A document on file, with its verdict.</summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Reference">A reference to the document, which the host keeps.</param>
/// <param name="ReceivedAt">The time at which the document was received.</param>
/// <param name="Verdict">The reviewer's verdict; null while there is none.</param>
/// <param name="Note">A note on the verdict, as a reference to a record that the host keeps.</param>
public sealed record ReceivedDocument(
    DocumentKind Kind, PersonalReference Reference, Instant ReceivedAt, DocumentVerdict? Verdict = null, PersonalReference Note = default) : IFactual
{
    /// <summary>The number of latest documents of a request that are remembered: 100.</summary>
    public const int Remembered = 100;

    /// <summary>Gets whether the document can be used: it is accepted, or has no verdict yet.</summary>
    internal bool Counts => Verdict is null or DocumentVerdict.Accepted;

    Facts IFactual.ListFacts() => new(("kind", Kind), ("reference", Reference));
}

/// <summary>The reviewer's verdict on a document.</summary>
[JsonConverter(typeof(EnumJsonConverter<DocumentVerdict>))]
public enum DocumentVerdict
{
    /// <summary>Accepted: the document shows what is required.</summary>
    Accepted,

    /// <summary>Illegible: the document can't be read.</summary>
    Illegible,

    /// <summary>Wrong: the document is of another kind, or belongs to another person.</summary>
    Wrong,
}
