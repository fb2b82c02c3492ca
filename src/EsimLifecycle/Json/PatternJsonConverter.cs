using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Reads and writes a NodaTime value in its ISO 8601 form.</summary>
internal abstract class PatternJsonConverter<T>(IPattern<T> pattern, string expected) : JsonConverter<T>, IJsonExpectation
{
    public string Expected => expected;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {expected}.");
        return Parse(reader.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(pattern.Format(value));

    private T Parse(string text) =>
        pattern.Parse(text) is { Success: true } parsed ? parsed.Value : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {expected}.");
}

internal sealed class InstantJsonConverter()
    : PatternJsonConverter<Instant>(InstantPattern.ExtendedIso, "an instant such as \"2026-01-31T10:00:00Z\"");

internal sealed class LocalDateJsonConverter()
    : PatternJsonConverter<LocalDate>(LocalDatePattern.Iso, "a date such as \"2026-01-31\"");

internal sealed class PeriodJsonConverter()
    : PatternJsonConverter<Period>(PeriodPattern.Roundtrip, "a length such as \"P30D\", \"P1M\" or \"P1Y\"");
