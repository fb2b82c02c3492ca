using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace EsimLifecycle.Tests;

/// <summary>The schema that ships is that of the types, and says no where the reader says no.</summary>
public class PolicySchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(CarrierPolicy.JsonSchema);

    public static TheoryData<string> Presets => [.. CarrierPolicy.PresetNames];

    /// <summary>What a person might write, in the place of a knob of a plain policy.</summary>
    public static TheoryData<string, string> Slips => new()
    {
        { "identity.name", "\"\"" },
        { "identity.name", "\"  \"" },
        { "identity.name", "5" },
        { "identity.version", "0" },
        { "identity.version", "1.5" },
        { "identity.currency", "\"Dollar\"" },
        { "identity.zone", "\"Asia Jakarta\"" },
        { "identity.roundTo", "1" },
        { "identity.colour", "1" },
        { "identity.calendar", """{ "weekend": ["Sunday", "Sunday"] }""" },
        { "identity.calendar", """{ "weekend": ["Sun"] }""" },
        { "identity.calendar", """{ "weekend": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] }""" },
        { "identity.calendar", """{ "weekend": [], "holidays": ["1 May 2026"] }""" },
        { "identity.calendar", """{ "holidays": [] }""" },
        { "plans", "[]" },
        { "plans", "{}" },
        { "plans", """[{ "code": "a", "price": "USD 1.00" }]""" },
        { "plans", """[{ "code": "a", "price": 1, "length": "P1M" }]""" },
        { "plans", """[{ "code": "a", "price": "1.00 USD", "length": "P1M" }]""" },
        { "plans", """[{ "code": "a", "price": "USD -1.00", "length": "P1M" }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "1 month" }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M1D" }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P0D" }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "commitmentMonths": 121 }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "coverage": "Europe" }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "dataBytes": 1125899906842625 }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "validity": { "steps": [] } }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "validity": { "steps": [{ "minAmount": "USD 1.00" }] } }]""" },
        { "plans", """[{ "code": "a", "price": "USD 1.00", "length": "P1M", "earlyTermination": { "kind": "Fixed", "amount": "60" } }]""" },
        { "access.channels", "[\"Unknown\"]" },
        { "access.channels", "[\"App\", \"App\"]" },
        { "access.channels", "\"App\"" },
        { "access.commands", """[{ "command": "Delete" }]""" },
        { "access.commands", """[{ "roles": ["Agent"] }]""" },
        { "activation.activateWithinDays", "0" },
        { "activation.activateWithinDays", "\"30\"" },
        { "activation.suspensionStopsTerm", "\"yes\"" },
        { "activation.afterMaxSuspension", "\"resume\"" },
        { "renewal.graceDays", "3651" },
        { "renewal.graceDays", "-1" },
        { "renewal.graceDay", "30" },
        { "renewal.methods", "[\"Cash\"]" },
        { "renewal.retryDays", "[1, 0]" },
        { "renewal.retryDays", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]" },
        { "renewal.balanceLow", "\"2 USD\"" },
        { "renewal.dataLowPercent", "101" },
        { "cancellation.timings", "[]" },
        { "cancellation.timings", "[\"Now\"]" },
        { "cancellation.documents", "[\"Contract\", \"Contract\"]" },
        { "cancellation.reasonDocuments", """[{ "reason": "DeviceLost", "documents": [] }]""" },
        { "cancellation.reasonDocuments", """[{ "reason": "DeviceLost" }]""" },
        { "cancellation.reviewBusinessDays", "1001" },
        { "cancellation.maxRequests", "101" },
        { "cancellation.overdueReview", "\"Ignore\"" },
        { "settlement.refund", """{ "unusedPeriod": "Half" }""" },
        { "settlement.refund", """{ "proration": { "fixedDaysInMonth": 27 } }""" },
        { "settlement.refund", """{ "proration": { "fractionScale": 13 } }""" },
        { "settlement.minRefund", "\"USD -1.00\"" },
        { "settlement.owesEarlyTermination", "[\"CustomerCancelled\"]" },
        { "settlement.refundAttempts", "0" },
        { "devices.maxDevices", "101" },
        { "devices.proof", "\"Assumed\"" },
        { "devices.unbindingDue", "\"Never\"" },
        { "closure.numberRestDays", "0" },
        { "closure.cardReturn", """{ "days": 30 }""" },
        { "closure.returnDaysByReason", """[{ "reason": "Fraud", "days": -1 }]""" },
        { "packs", """[{ "code": "a", "kind": "Data", "price": "USD 1.00", "length": "P1D", "dataBytes": -1 }]""" },
        { "promotions", """[{ "code": "a", "percent": 101 }]""" },
        { "promotions", """[{ "code": "a", "percent": 1, "validFrom": "1.3.2026" }]""" },
        { "discounts", "[]" },
    };

    [Fact]
    public void The_schema_that_ships_is_that_of_the_types()
    {
        var made = PolicySchema.Make();
        if (Environment.GetEnvironmentVariable("WRITE_SCHEMA") is { Length: > 0 } file)
            File.WriteAllText(file, made);
        else
            CarrierPolicy.JsonSchema.ReplaceLineEndings("\n").Should().Be(made, "it is written anew by running this with WRITE_SCHEMA set to the path of policy.schema.json");
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_preset_is_valid(string name)
    {
        IsValid(JsonNode.Parse(LifecycleJson.Write(CarrierPolicy.Preset(name)))!).Should().BeTrue();
        IsValid(JsonNode.Parse(PresetText(name), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!).Should().BeTrue();
    }

    [Fact]
    public void Whatever_policy_there_is_is_valid()
    {
        foreach (var policy in Enumerable.Range(1, 200).Select(RandomPolicies.Make).Append(PolicySchema.Whole))
            IsValid(JsonNode.Parse(LifecycleJson.Write(policy))!).Should().BeTrue("{0}", policy);
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_found_by_the_schema_and_by_the_reader(string knob, string value)
    {
        var policy = Plain();
        JsonNode part = policy;
        var path = knob.Split('.');
        foreach (var name in path[..^1])
            part = part[name] ??= new JsonObject();
        part[path[^1]] = JsonNode.Parse(value);

        IsValid(policy).Should().BeFalse();
        CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes(policy.ToJsonString())).Should().Contain(fault => fault.Severity == PolicySeverity.Error && fault.Path.StartsWith("$." + knob));
    }

    [Fact]
    public void The_plain_policy_of_the_slips_is_valid()
    {
        IsValid(Plain()).Should().BeTrue();
        CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes(Plain().ToJsonString())).Should().BeEmpty();
    }

    [Fact]
    public void Every_property_and_every_value_is_described()
    {
        foreach (var node in Within(JsonNode.Parse(CarrierPolicy.JsonSchema)!).OfType<JsonObject>())
        {
            if (node["properties"] is JsonObject properties)
            {
                foreach (var (name, property) in properties)
                    ((string?)property!["description"]).Should().MatchRegex("^[^`]*(`[^`]+`[^`]*)*$").And.MatchRegex(@"^\S.*\.$", "{0} is described", name);
            }

            if (node["enumDescriptions"] is JsonArray descriptions)
                descriptions.Select(each => (string)each!).Should().HaveCount(node["enum"]!.AsArray().Count).And.OnlyContain(description => description.EndsWith('.'));
        }
    }

    internal static string PresetText(string name)
    {
        using var reader = new StreamReader(typeof(CarrierPolicy).Assembly.GetManifestResourceStream(name + ".json")!);
        return reader.ReadToEnd();
    }

    private static JsonObject Plain() => JsonNode.Parse(
        """{"identity":{"name":"n","version":1,"currency":"USD","zone":"UTC"},"plans":[{"code":"a","price":"USD 1.00","length":"P1M"}]}""")!.AsObject();

    private static bool IsValid(JsonNode policy) => Schema.Evaluate(JsonSerializer.SerializeToElement(policy)).IsValid;

    private static IEnumerable<JsonNode?> Within(JsonNode? node)
    {
        IEnumerable<JsonNode?> children = node switch { JsonObject parent => parent.Select(property => property.Value), JsonArray items => items, _ => [] };
        return children.SelectMany(Within).Prepend(node);
    }
}
