using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace EsimLifecycle.Tests;

/// <summary>What another billing system was seen to do: a file of facts, by id.</summary>
internal sealed class BillingCases
{
    private readonly Dictionary<string, BillingCase> _byId;

    public BillingCases(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Values", "Calendar", file)));
        _byId = json.RootElement.GetProperty("cases").EnumerateArray()
            .Select(c => new BillingCase(
                c.GetProperty("id").GetString()!,
                c.GetProperty("kind").GetString()!,
                c.GetProperty("inputs").Clone(),
                c.GetProperty("expected").Clone()))
            .ToDictionary(c => c.Id);
    }

    public BillingCase this[string id] => _byId[id];

    public IEnumerable<string> Ids => _byId.Keys;

    public IEnumerable<string> OfKinds(string kinds) => _byId.Values.Where(c => kinds.Split(' ').Contains(c.Kind)).Select(c => c.Id);
}

internal sealed record BillingCase(string Id, string Kind, JsonElement Inputs, JsonElement Expected)
{
    /// <summary>The schedule that the inputs describe.</summary>
    public BillingSchedule Schedule => ScheduleFrom(Inputs.Date("start"));

    public LocalDate? End => Inputs.OptionalDate("end_or_cancel");

    public LocalDate Target => Inputs.Date("target");

    public BillingSchedule ScheduleFrom(LocalDate start)
    {
        var length = Inputs.Text("billing_period") switch
        {
            "MONTHLY" => Period.FromMonths(1),
            "QUARTERLY" => Period.FromMonths(3),
            "ANNUAL" => Period.FromYears(1),
            "THIRTY_DAYS" => Period.FromDays(30),
            "WEEKLY" => Period.FromWeeks(1),
            "DAILY" => Period.FromDays(1),
            var other => throw new ArgumentException($"Unknown billing period {other}."),
        };
        var cycleDay = length.Days + length.Weeks > 0 ? null : Inputs.OptionalInt("billing_cycle_day");
        return new BillingSchedule(start, length, cycleDay);
    }
}

internal static class BillingCaseFields
{
    public static bool Has(this JsonElement fields, string name) => fields.TryGetProperty(name, out _);

    public static string Text(this JsonElement fields, string name) => fields.GetProperty(name).GetString()!;

    public static int Int(this JsonElement fields, string name) => fields.GetProperty(name).GetInt32();

    public static int? OptionalInt(this JsonElement fields, string name) => fields.Has(name) ? fields.Int(name) : null;

    public static LocalDate Date(this JsonElement fields, string name) => IsoDate(fields.Text(name));

    public static LocalDate? OptionalDate(this JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? IsoDate(value.GetString()!) : null;

    public static long Cents(this JsonElement fields, string name) => (long)(fields.Decimal(name) * 100);

    public static decimal Decimal(this JsonElement fields, string name) => decimal.Parse(fields.Text(name), CultureInfo.InvariantCulture);

    public static IEnumerable<(LocalDate Start, LocalDate End)> Periods(this JsonElement fields) =>
        fields.GetProperty("service_periods").EnumerateArray().Select(p => (IsoDate(p[0].GetString()!), IsoDate(p[1].GetString()!)));

    public static LocalDate IsoDate(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
