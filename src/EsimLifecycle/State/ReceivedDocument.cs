using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A document on file, and what came of it.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Reference">Where the host keeps it.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Verdict">The reviewer's verdict; null while there is none.</param>
/// <param name="Note">More about the verdict, as a reference to what the host keeps.</param>
public sealed record ReceivedDocument(
    DocumentKind Kind, Reference Reference, Instant ReceivedAt, DocumentVerdict? Verdict = null, Reference Note = default)
{
    /// <summary>Whether it can be used: accepted, or not judged yet.</summary>
    internal bool Counts => Verdict is null or DocumentVerdict.Accepted;
}

/// <summary>What a document is worth.</summary>
[JsonConverter(typeof(EnumJsonConverter<DocumentVerdict>))]
public enum DocumentVerdict
{
    /// <summary>It shows what it should.</summary>
    Accepted,

    /// <summary>It can't be read.</summary>
    Illegible,

    /// <summary>It is something else, or somebody else's.</summary>
    Wrong,
}
