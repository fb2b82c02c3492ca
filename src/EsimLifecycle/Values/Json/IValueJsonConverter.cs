using System.Text.Json;

namespace EsimLifecycle;

/// <summary>Reads and writes values as objects, so that nothing else has to be compiled for their type.</summary>
internal interface IValueJsonConverter
{
    object ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options);

    void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options);
}
