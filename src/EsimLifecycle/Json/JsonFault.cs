using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Something wrong in a JSON text: where it is, what was found there and what was expected.</summary>
internal readonly record struct JsonFault(string Path, string Problem);

/// <summary>Turns a refusal of the serializer into the path of the fault, what was found there, and what was expected.</summary>
/// <remarks>
/// The serializer tells a fault in words for .NET programmers, and custom converters cut its path short. So once it has refused a text,
/// the text is looked at again, by itself: first as JSON, then against the types. The first fault in the order of the text is told.
/// </remarks>
internal static class JsonFaults
{
    public static LifecycleJsonException Explain(Exception cause, ReadOnlySpan<byte> utf8, JsonTypeInfo root)
    {
        var fault = JsonSyntaxFaults.Find(utf8)
            ?? JsonShapeFaults.Find(JsonElement.Parse(utf8), root, "$")
            ?? new JsonFault("$", cause.Message);
        return new LifecycleJsonException(fault.Path, fault.Problem, cause);
    }
}
