using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes a value as the JSON string that its own <c>Parse</c> and <c>ToString</c> agree on.</summary>
/// <remarks>
/// A JSON number is refused: identifiers and amounts lose digits on their way through one. Public so that an app's own source-generated JSON context
/// can hold these values. Thread-safe.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class TextJsonConverter<T> : JsonConverter<T>, IJsonExpectation, IValueJsonConverter where T : IParsable<T>
{
    private static readonly string Expected = $"a string ({typeof(T).Name})";

    string IJsonExpectation.Expected => Expected;

    object IValueJsonConverter.ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => Read(ref reader, typeof(T), options);

    void IValueJsonConverter.WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => Write(writer, (T)value, options);

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
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Format(value));

    // The text of a default value is empty; it could not be read again.
    private static string Format(T value) => value.ToString() is { Length: > 0 } text ? text : throw new JsonException($"Found none; expected {Expected}.");

    private static T Parse(string text)
    {
        try
        {
            return T.Parse(text, null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
