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
        JsonItems.RequireArray(ref reader);
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
        JsonItems.RequireItem(ref reader, index);
        try
        {
            return JsonSerializer.Deserialize(ref reader, item)!;
        }
        catch (JsonException e)
        {
            throw JsonItems.At(index, e);
        }
    }
}
