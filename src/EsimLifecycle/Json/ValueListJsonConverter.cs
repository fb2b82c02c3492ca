using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Reads and writes a list as a JSON array.</summary>
internal sealed class ValueListJsonConverter<T> : JsonConverter<ValueList<T>>, IJsonExpectation, IJsonListConverter
{
    public string Expected => "an array";

    public Type ItemType => typeof(T);

    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected an array.");
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadItem(ref reader, item, items.Count));
        return ValueList.Create<T>([.. items]);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++)
            WriteItem(writer, value[i], item, i);
        writer.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter writer, T value, JsonTypeInfo<T> item, int index)
    {
        if (value is null)
            throw new JsonException($"At [{index}]: Found null; expected an array without nulls.");
        try
        {
            JsonSerializer.Serialize(writer, value, item);
        }
        catch (JsonException e)
        {
            throw new JsonException($"At [{index}]{JsonWords.InJson(e.Path ?? "$")[1..]}: {e.Message}", e);
        }
    }

    private static T ReadItem(ref Utf8JsonReader reader, JsonTypeInfo<T> item, int index)
    {
        if (reader.TokenType == JsonTokenType.Null)
            throw new JsonException($"At [{index}]: Found null; expected an array without nulls.");
        try
        {
            return JsonSerializer.Deserialize(ref reader, item)!;
        }
        catch (JsonException e)
        {
            // The item's path begins at the item. Without a path here, the serializer puts the list's own, and the rest is in the message.
            throw new JsonException($"At [{index}]{e.Path?[1..]}: {e.Message}", e);
        }
    }
}
