using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes an enumeration's value by its name, exactly; a number or another text is refused with the names there are.</summary>
internal sealed class EnumJsonConverter<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly string[] Names = Enum.GetNames<T>();
    private static readonly T[] Values = Enum.GetValues<T>();

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {reader.TokenType}; expected one of {string.Join(", ", Names)}.");
        var text = reader.GetString()!;
        var index = Array.IndexOf(Names, text);
        return index >= 0 ? Values[index] : throw new JsonException($"Found '{text}'; expected one of {string.Join(", ", Names)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
