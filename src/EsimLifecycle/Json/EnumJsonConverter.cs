using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes an enumeration's value by its name, exactly; a number or another text is refused with the names there are.</summary>
internal sealed class EnumJsonConverter<T> : JsonConverter<T>, IJsonExpectation where T : struct, Enum
{
    private static readonly string[] Names = Enum.GetNames<T>();
    private static readonly T[] Values = Enum.GetValues<T>();

    public string Expected => JsonWords.OneOf(Names);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");
        var text = reader.GetString()!;
        var index = Array.IndexOf(Names, text);
        return index >= 0
            ? Values[index]
            : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {Expected}.{JsonWords.Hint(text, Names)}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Enum.IsDefined(value) ? value.ToString() : throw new JsonException($"Found {value}; expected {Expected}."));
}
