using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace SelfCare;

/// <summary>
/// What came of a step, as one JSON object on one line:
/// <c>{ "at", "outcome", "status", "events", "refusals", "instructions", "balances", "nextDeadline" }</c>.
/// </summary>
internal static class StepJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PlayedStep played, Phrases say, CultureInfo culture)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            Write(json, played, say, culture);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PlayedStep played, Phrases say, CultureInfo culture)
    {
        var decision = played.Decision;
        json.WriteStartObject();
        json.WriteString("at", InstantPattern.ExtendedIso.Format(played.Step.At));
        json.WriteString("outcome", decision.Outcome.ToString());
        json.WriteString("status", decision.Subscription.Status.ToString());
        json.WriteStartArray("events");
        foreach (var @event in decision.Events)
            WriteOwn(json, @event);
        json.WriteEndArray();
        json.WriteStartArray("refusals");
        foreach (var refusal in decision.Refusals)
            Write(json, refusal, say, culture);
        json.WriteEndArray();
        json.WriteStartArray("instructions");
        foreach (var @event in decision.Events)
        {
            foreach (var instruction in Instruction.From(@event))
                WriteOwn(json, instruction);
        }

        json.WriteEndArray();
        json.WritePropertyName("balances");
        WriteOwn(json, decision.Subscription.Balances);
        json.WriteString("nextDeadline", decision.Subscription.NextDeadline is { } due ? InstantPattern.ExtendedIso.Format(due) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal, Phrases say, CultureInfo culture)
    {
        json.WriteStartObject();
        json.WriteString("code", refusal.Code);
        json.WriteStartObject("facts");
        foreach (var fact in refusal.Facts)
        {
            json.WritePropertyName(fact.Name);
            WriteFact(json, fact.Value);
        }

        json.WriteEndObject();
        if (refusal.RetryAt is { } retryAt)
            json.WriteString("retryAt", InstantPattern.ExtendedIso.Format(retryAt));
        if (refusal.Remedy is { } remedy)
        {
            json.WritePropertyName("remedy");
            WriteOwn(json, remedy);
        }

        json.WriteString("message", say.Explain(refusal, culture));
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case Instant instant:
                json.WriteStringValue(InstantPattern.ExtendedIso.Format(instant));
                break;
            case LocalDate date:
                json.WriteStringValue(LocalDatePattern.Iso.Format(date));
                break;
            case IEnumerable items and not string:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteFact(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>Commands, events, instructions and balances have a JSON form of the library's own.</summary>
    private static void WriteOwn<T>(Utf8JsonWriter json, T value) =>
        JsonSerializer.Serialize(json, value, LifecycleJson.Options.GetTypeInfo(typeof(T)));
}
