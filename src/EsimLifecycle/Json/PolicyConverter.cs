using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes what a knob is set to: a value, or a list.</summary>
/// <remarks>How, it looks up when it is first needed: few policies turn every knob.</remarks>
internal sealed class PolicyConverter(Type type) : JsonConverter<object>
{
    private IValueJsonConverter Own => field ??= PolicyJson.ConverterOf(type);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Own.ReadValue(ref reader, options);

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => Own.WriteValue(writer, value, options);
}

/// <summary>A number, a text, or what is true or false.</summary>
internal sealed class PlainValue(Type type) : IValueJsonConverter
{
    public object ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when type == typeof(int) && reader.TryGetInt32(out var number) => number,
        JsonTokenType.True or JsonTokenType.False when type == typeof(bool) => reader.GetBoolean(),
        JsonTokenType.String when type == typeof(string) => reader.GetString()!,
        _ => throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected another {type.Name}."),
    };

    public void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value is int number)
            writer.WriteNumberValue(number);
        else if (value is bool flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteStringValue((string)value);
    }
}

/// <summary>A value of an enumeration, by its name.</summary>
internal sealed class EnumValue(Type type) : IValueJsonConverter
{
    private readonly EnumNames _names = new(Enum.GetNames(type));
    private readonly Array _values = Enum.GetValuesAsUnderlyingType(type);

    public object ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => Enum.ToObject(type, _values.GetValue(_names.Read(ref reader))!);

    public void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Enum.GetName(type, value) ?? throw new JsonException($"Found {value}; expected {_names.Expected}."));
}

/// <summary>A part of a policy that is in a list.</summary>
internal sealed class PartValue(Type type) : IValueJsonConverter
{
    public object ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type))!;

    public void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options.GetTypeInfo(type));
}

/// <summary>A list, as an array.</summary>
internal sealed class ListValue<T> : IValueJsonConverter
{
    public object ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var values = ListValue.Read(ref reader, PolicyJson.ConverterOf(typeof(T)), options);
        var items = new T[values.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = (T)values[i];
        return new ValueList<T>(items);
    }

    public void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => new ValueListJsonConverter<T>().Write(writer, (ValueList<T>)value, options);
}

/// <summary>What lists have in common, whatever they hold.</summary>
internal static class ListValue
{
    public static List<object> Read(ref Utf8JsonReader reader, IValueJsonConverter item, JsonSerializerOptions options)
    {
        JsonItems.RequireArray(ref reader);
        var items = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            JsonItems.RequireItem(ref reader, items.Count);
            try
            {
                items.Add(item.ReadValue(ref reader, options));
            }
            catch (JsonException e)
            {
                throw JsonItems.At(items.Count, e);
            }
        }

        return items;
    }
}
