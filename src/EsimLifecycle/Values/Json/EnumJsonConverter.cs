using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes an enumeration's value by its name, exactly; a number or another text is refused with the names there are.</summary>
/// <remarks>Public so that an app's own source-generated JSON context can hold these values. Thread-safe.</remarks>
/// <typeparam name="T">The type of the enumeration.</typeparam>
public sealed class EnumJsonConverter<T> : JsonConverter<T>, IJsonExpectation where T : struct, Enum
{
    private readonly T[] _values;
    private readonly EnumNames _names;

    /// <summary>Makes a converter of every value.</summary>
    public EnumJsonConverter()
        : this(Enum.GetValues<T>())
    {
    }

    internal EnumJsonConverter(T[] values)
    {
        _values = values;
        _names = new EnumNames(Array.ConvertAll(values, static value => value.ToString()));
    }

    string IJsonExpectation.Expected => _names.Expected;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => _values[_names.Read(ref reader)];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => _values[_names.Parse(reader.GetString()!)];

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Format(value));

    private string Format(T value)
    {
        var index = Array.IndexOf(_values, value);
        return index >= 0 ? _names[index] : throw new JsonException($"Found {value}; expected {_names.Expected}.");
    }
}
