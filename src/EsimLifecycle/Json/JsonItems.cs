using System.Text.Json;

namespace EsimLifecycle;

/// <summary>What is asked of every JSON array, and how a fault in an item is told.</summary>
internal static class JsonItems
{
    public static void RequireArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected an array.");
    }

    public static void RequireItem(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType == JsonTokenType.Null)
            throw new JsonException($"At [{index}]: Found null; expected an array without nulls.");
    }

    /// <summary>
    /// The item's path begins at the item. Without a path here, the serializer puts the list's own, and the rest is in the message.
    /// </summary>
    public static JsonException At(int index, JsonException e) => new($"At [{index}]{e.Path?[1..]}: {e.Message}", e);
}
