using System.Text.Json;

namespace EsimLifecycle.Tests;

/// <summary>Identifiers from specifications, other projects and the field, with their origin, in identifiers.json beside this file.</summary>
internal static class IdentifierVectors
{
    public static IEnumerable<JsonElement> Of(string kind)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Values", "Identifiers", "identifiers.json")));
        return [.. file.RootElement.GetProperty(kind).EnumerateArray().Select(vector => vector.Clone())];
    }

    public static string Text(this JsonElement vector) => vector.GetProperty("text").GetString()!;

    public static bool Is(this JsonElement vector, string fact) => vector.GetProperty(fact).GetBoolean();
}
