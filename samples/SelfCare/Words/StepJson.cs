using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EsimLifecycle.Interop;
using NodaTime.Text;

namespace SelfCare;

/// <summary>
/// What came of a step, as one JSON object on one line:
/// <c>{ "at", "outcome", "status", "events", "refusals", "instructions", "balances", "nextDeadline" }</c>; a question also has its
/// <c>checklist</c>, <c>progress</c>, <c>available</c> or <c>bestDay</c>, and what a platform said that is no command its <c>notice</c>.
/// </summary>
internal static class StepJson
{
    private const string Asked = "Asked";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PlayedStep played, Phrases say)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            Write(json, played, say);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A step of a forecast: <c>{ "at", "status", "events", "charges", "refunded", "owed" }</c>, the last only where something is owed.</summary>
    public static string Write(ForecastStep step)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.ExtendedIso.Format(step.At));
            json.WriteString("status", step.Subscription.Status.ToString());
            json.WriteStartArray("events");
            foreach (var @event in step.Events)
                WriteOwn(json, @event);
            json.WriteEndArray();
            json.WriteStartArray("charges");
            foreach (var charge in step.Charges)
                Write(json, charge);
            json.WriteEndArray();
            json.WriteString("refunded", step.Refunded?.ToString());
            WriteAny(json, "owed", step.Subscription.Balances[Account.Receivable] is { IsNegative: true } owed ? -owed : null);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ExpectedCharge charge)
    {
        json.WriteStartObject();
        WriteAny(json, "amount", charge.Amount);
        WriteAny(json, "method", charge.Method);
        WriteAny(json, "purpose", charge.Purpose);
        WriteAny(json, "plan", charge.Plan);
        WriteAny(json, "pack", charge.Pack);
        WriteAny(json, "from", charge.From);
        WriteAny(json, "until", charge.Until);
        WriteAny(json, "attempt", charge.Attempt);
        WriteAny(json, "fails", charge.Fails);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlayedStep played, Phrases say)
    {
        var decision = played.Decision;
        json.WriteStartObject();
        json.WriteString("at", InstantPattern.ExtendedIso.Format(played.Step.At));
        json.WriteString("outcome", played.IsQuestion ? Asked : decision.Outcome.ToString());
        json.WriteString("status", decision.Subscription.Status.ToString());
        json.WriteStartArray("events");
        foreach (var @event in played.Events)
            WriteOwn(json, @event);
        json.WriteEndArray();
        Write(json, played.Checklist?.Quote.Refusals ?? decision.Refusals, say);
        json.WriteStartArray("instructions");
        foreach (var @event in played.Events)
        {
            foreach (var instruction in Instruction.From(@event))
                WriteOwn(json, instruction);
        }

        json.WriteEndArray();
        json.WritePropertyName("balances");
        WriteOwn(json, decision.Subscription.Balances);
        json.WriteString("nextDeadline", decision.Subscription.NextDeadline is { } due ? InstantPattern.ExtendedIso.Format(due) : null);
        if (played.Checklist is { } checklist)
            Write(json, checklist, say);
        else if (played.Available is { } available)
            Write(json, available, say);
        else if (played.BestDay is { } days)
            Write(json, days, say);
        else if (played.IsQuestion)
            Write(json, played.Progress);
        else if (played.Step is { Message: null, Notification: { Notice: { } notice } said })
            Write(json, said.From, notice);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string from, PlatformNotice notice)
    {
        json.WriteStartObject("notice");
        json.WriteString("from", from);
        json.WriteString("topic", notice.Topic);
        WriteAny(json, "status", notice.StatusText);
        WriteAny(json, "profile", notice.ProfileText);
        if (notice.WhyNot is { } whyNot)
        {
            json.WriteStartObject("whyNot");
            json.WriteString("code", whyNot.Code.ToString());
            json.WriteString("path", whyNot.Path);
            json.WriteString("found", whyNot.Found);
            json.WriteString("expected", whyNot.Expected);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CancellationChecklist checklist, Phrases say)
    {
        json.WriteStartObject("checklist");
        json.WriteStartArray("items");
        foreach (var item in checklist.Items)
        {
            json.WriteStartObject();
            json.WriteString("kind", item.Kind.ToString());
            WriteAny(json, "amount", item.Amount);
            WriteAny(json, "devices", item.Devices.Count > 0 ? item.Devices : null);
            WriteAny(json, "documents", item.Documents.Count > 0 ? item.Documents : null);
            WriteAny(json, "at", item.At);
            json.WriteString("message", say.Explain(item));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("net", checklist.Quote.Net?.ToString());
        json.WriteString("costs", checklist.Quote.Costs?.ToString());
        json.WriteStartArray("lines");
        foreach (var line in checklist.Quote.Lines)
            WriteOwn(json, line);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ValueList<AvailableCommand> available, Phrases say)
    {
        json.WriteStartArray("available");
        foreach (var each in available)
        {
            json.WriteStartObject();
            WriteAny(json, "kind", each.Kind);
            WriteAny(json, "outcome", each.Outcome);
            WriteAny(json, "possibleFrom", each.PossibleFrom);
            Write(json, each.Refusals, say);
            json.WriteStartArray("choices");
            foreach (var choice in each.Choices)
                Write(json, choice, say);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CommandChoice choice, Phrases say)
    {
        json.WriteStartObject();
        WriteAny(json, "outcome", choice.Outcome);
        WriteAny(json, "plan", choice.Plan?.Code);
        WriteAny(json, "pack", choice.Pack?.Code);
        WriteAny(json, "timing", choice.Timing);
        WriteAny(json, "earliest", choice.Earliest);
        WriteAny(json, "latest", choice.Latest);
        WriteAny(json, "lastDay", choice.Ends?.LastDay);
        WriteAny(json, "device", choice.Device);
        WriteAny(json, "document", choice.Document);
        WriteAny(json, "reference", choice.Reference.IsNone ? null : choice.Reference);
        WriteAny(json, "price", choice.Price);
        WriteAny(json, "charged", choice.Charged);
        WriteAny(json, "amount", choice.Amount);
        WriteAny(json, "methods", choice.Methods.Count > 0 ? choice.Methods : null);
        if (choice.Command is { } command)
        {
            json.WritePropertyName("command");
            WriteOwn(json, command);
        }

        Write(json, choice.Refusals, say);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LeavingDays days, Phrases say)
    {
        json.WriteStartObject("bestDay");
        json.WriteString("best", days.Best is { } best ? LocalDatePattern.Iso.Format(best.Date) : null);
        json.WriteStartArray("days");
        foreach (var day in days.Days)
        {
            json.WriteStartObject();
            WriteAny(json, "date", day.Date);
            WriteAny(json, "total", day.Total);
            WriteAny(json, "charged", day.Charged);
            WriteAny(json, "net", day.Quote.Net);
            WriteAny(json, "stillCharged", day.Quote.StillCharged);
            Write(json, day.Quote.Refusals, say);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ValueList<Refusal> refusals, Phrases say)
    {
        json.WriteStartArray("refusals");
        foreach (var refusal in refusals)
            Write(json, refusal, say);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CancellationProgress? progress)
    {
        if (progress is null)
        {
            json.WriteNull("progress");
            return;
        }

        json.WriteStartObject("progress");
        WriteAny(json, "stage", progress.Stage);
        WriteAny(json, "since", progress.Since);
        WriteAny(json, "waitingFor", progress.WaitingFor);
        WriteAny(json, "dueBy", progress.DueBy);
        WriteAny(json, "processDueBy", progress.ProcessDueBy);
        WriteAny(json, "isOverdue", progress.IsOverdue);
        WriteAny(json, "missingDocuments", progress.MissingDocuments);
        WriteAny(json, "boundDevices", progress.BoundDevices);
        WriteAny(json, "dues", progress.Dues);
        WriteAny(json, "billingEndsAt", progress.BillingEndsAt);
        WriteAny(json, "serviceEndsAt", progress.ServiceEndsAt);
        WriteAny(json, "earliestEnd", progress.EarliestEnd);
        WriteAny(json, "net", progress.Net);
        WriteAny(json, "costs", progress.Costs);
        WriteAny(json, "stillCharged", progress.StillCharged);
        WriteAny(json, "settledAt", progress.SettledAt);
        json.WriteStartArray("lines");
        foreach (var line in progress.Lines)
            WriteOwn(json, line);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A property, where there is a value.</summary>
    private static void WriteAny(Utf8JsonWriter json, string name, object? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        WriteFact(json, value);
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal, Phrases say)
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

        json.WriteString("message", say.Explain(refusal));
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
