using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes an enumeration's value by its name, exactly; a number or another text is refused with the names there are.</summary>
/// <remarks>Public so that an app's own source-generated JSON context can hold these values. Thread-safe.</remarks>
/// <typeparam name="T">The type of the enumeration.</typeparam>
public sealed class EnumJsonConverter<T> : JsonConverter<T>, IJsonExpectation where T : struct, Enum
{
    private readonly T[] _values;
    private readonly string[] _names;

    /// <summary>Makes a converter of every value.</summary>
    public EnumJsonConverter()
        : this(Enum.GetValues<T>())
    {
    }

    internal EnumJsonConverter(T[] values)
    {
        _values = values;
        _names = [.. values.Select(value => value.ToString())];
    }

    string IJsonExpectation.Expected => Expected;

    private string Expected => JsonWords.OneOf(_names);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");
        return Parse(reader.GetString()!);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Format(value));

    private T Parse(string text)
    {
        var index = Array.IndexOf(_names, text);
        return index >= 0
            ? _values[index]
            : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {Expected}.{JsonWords.Hint(text, _names)}");
    }

    private string Format(T value)
    {
        var index = Array.IndexOf(_values, value);
        return index >= 0 ? _names[index] : throw new JsonException($"Found {value}; expected {Expected}.");
    }
}
