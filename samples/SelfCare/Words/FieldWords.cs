using System.Text.Json;

namespace SelfCare;

/// <summary>The fields of any command, event or instruction in a line: "reason NoLongerNeeded, timing Immediate".</summary>
internal static class FieldWords
{
    public static string Of(byte[] utf8, params string[] without)
    {
        using var document = JsonDocument.Parse(utf8);
        return Of(document.RootElement, without);
    }

    private static string Of(JsonElement value, params string[] without) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject()
            .Where(property => !without.Contains(property.Name))
            .Select(Of)
            .Where(words => words.Length > 0)),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(item => Of(item))),
        JsonValueKind.String when Money.TryParse(value.GetString(), out var money) => $"{money:C}",
        _ => value.ToString(),
    };

    private static string Of(JsonProperty property)
    {
        var name = Phrases.Name(property.Name);
        return property.Value.ValueKind switch
        {
            JsonValueKind.True => name,
            JsonValueKind.False => "",
            JsonValueKind.Number when name.EndsWith("bytes", StringComparison.Ordinal) => Phrases.Data(property.Value.GetInt64()),
            _ => Of(property.Value) is { Length: > 0 } words ? $"{name} {words}" : "",
        };
    }
}
