using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Something wrong in a JSON text: where it is, what was found there and what was expected.</summary>
internal readonly record struct JsonFault(string Path, string Problem)
{
    /// <summary>Gets the path of the smallest part around the fault without which the rest can be read; empty if nothing has to be left out.</summary>
    public string Whole { get; init; } = Path;

    /// <summary>Gets whether it is a property that there isn't, so that nothing is lost but what it may have been meant for.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Gets the properties that are missing at the path, each with a description of what it is; null if the fault is another.</summary>
    public (string Name, string Expected)[]? Missing { get; init; }
}

/// <summary>Turns a refusal of the serializer into the path of the fault, what was found there, and what was expected.</summary>
/// <remarks>
/// The serializer tells a fault in words for .NET programmers, and custom converters cut its path short. So once it has refused a text,
/// the text is looked at again, by itself: first as JSON, then against the types. The first fault in the order of the text is told; of a policy, all are (<see cref="PolicyText"/>).
/// </remarks>
internal static class JsonFaults
{
    public static LifecycleJsonException Explain(Exception? cause, ReadOnlySpan<byte> utf8, JsonTypeInfo root)
    {
        var fault = JsonSyntaxFaults.Find(utf8, root.Options)
            ?? JsonShapeFaults.Find(Parse(utf8, root.Options), root, "$")
            ?? new JsonFault("$", cause?.Message ?? "Found null; expected an object.");
        return new LifecycleJsonException(fault.Path, fault.Problem, cause);
    }

    /// <summary>The text as a value, with what the options let pass.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8, JsonSerializerOptions options) => JsonElement.Parse(
        utf8, new JsonDocumentOptions { CommentHandling = options.ReadCommentHandling, AllowTrailingCommas = options.AllowTrailingCommas });
}
