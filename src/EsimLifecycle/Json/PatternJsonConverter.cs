using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Reads and writes a NodaTime value in its ISO 8601 form.</summary>
internal abstract class PatternJsonConverter<T>(Func<IPattern<T>> pattern, string expected) : JsonConverter<T>, IJsonExpectation, IValueJsonConverter
    where T : notnull
{
    public string Expected => expected;

    object IValueJsonConverter.ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) => Read(ref reader, typeof(T), options);

    void IValueJsonConverter.WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => Write(writer, (T)value, options);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {expected}.");
        return Parse(reader.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern().Format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(pattern().Format(value));

    protected virtual T Parse(string text) =>
        pattern().Parse(text) is { Success: true } parsed ? parsed.Value : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {expected}.");
}

internal sealed class InstantJsonConverter()
    : PatternJsonConverter<Instant>(static () => InstantPattern.ExtendedIso, "an instant such as \"2026-01-31T10:00:00Z\"");

internal sealed class LocalDateJsonConverter()
    : PatternJsonConverter<LocalDate>(static () => LocalDatePattern.Iso, "a date such as \"2026-01-31\"")
{
    // The runtime reads nearly every date, and is compiled already; a pattern of NodaTime takes 30 ms to be ready.
    protected override LocalDate Parse(string text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? LocalDate.FromDateOnly(date) : base.Parse(text);
}

internal sealed class PeriodJsonConverter()
    : PatternJsonConverter<Period>(static () => PeriodPattern.Roundtrip, "a length such as \"P30D\", \"P1M\" or \"P1Y\"")
{
    // Nearly every length is in one unit, and needs no pattern.
    protected override Period Parse(string text) =>
        text is not ['P', .. var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? base.Parse(text)
        : unit switch
        {
            'D' => Period.FromDays(count),
            'W' => Period.FromWeeks(count),
            'M' => Period.FromMonths(count),
            'Y' => Period.FromYears(count),
            _ => base.Parse(text),
        };
}
