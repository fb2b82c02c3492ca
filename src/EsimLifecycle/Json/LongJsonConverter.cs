using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// Reads and writes a whole number of 64 bits: as a number where JavaScript holds it exactly, within 2^53 - 1 either way, and beyond as a text of its digits
/// (RFC 8259, section 6).
/// </summary>
internal sealed class LongJsonConverter : JsonConverter<long>, IValueJsonConverter
{
    /// <summary>The largest number that JavaScript holds exactly, <c>Number.MAX_SAFE_INTEGER</c>.</summary>
    private const long MaxExact = (1L << 53) - 1;

    object IValueJsonConverter.ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => Read(ref reader, typeof(long), options);

    void IValueJsonConverter.WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => Write(writer, (long)value, options);

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String && long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && !IsExact(number))
            return number;
        throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected a whole number from {long.MinValue} to {long.MaxValue}.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        if (IsExact(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsExact(long value) => value is >= -MaxExact and <= MaxExact;
}
