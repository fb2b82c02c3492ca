using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What the document says of the API is what it takes and gives.</summary>
public sealed class OpenApiTests
{
    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    [Fact]
    public async Task Every_request_and_response_is_as_the_document_says()
    {
        await using var shop = await StartAsync();
        var document = await DocumentAsync(shop);

        await shop.OpenAsync();
        const string Leave = """{ "do": "RequestCancellation", "reason": "NoLongerNeeded", "timing": "Immediate" }""";
        foreach (var command in new[]
        {
            """{ "do": "UpdateContact", "contact": "mail-2" }""", """{ "do": "TopUp", "reference": "top-up-1", "amount": "USD 30.00", "method": "Card" }""",
            """{ "do": "Renew", "method": "Card" }""", """{ "do": "ChangePlan", "plan": "keep-yearly" }""", Leave, """{ "do": "Renew", "method": "Card" }""",
            """{ "do": "WithdrawCancellation" }""", Leave, """{ "do": "UnbindDevice", "device": "89049032123451234512345678901235" }""",
        })
        {
            Check(document, "/lines/{subscriptionId}", "post", command, await shop.GiveAsync("line-1", command, WebShop.Desk));
            foreach (var path in new[] { "", "/available", "/progress", "/forecast", "/next-charge", "/state", "/history", "/policy" })
            {
                Check(document, $"/lines/{{subscriptionId}}{path}", "get", null, await shop.GetAsync($"/lines/line-1{path}", WebShop.Desk));
                Check(document, $"/lines/{{subscriptionId}}{path}", "get", null, await shop.GetAsync($"/lines/line-1{path}"));
                Check(document, $"/lines/{{subscriptionId}}{path}", "get", null, await shop.GetAsync($"/lines/line-1{path}", WebShop.Bob));
                Check(document, $"/lines/{{subscriptionId}}{path}", "get", null, await shop.GetAsync($"/lines/line-1{path}", null));
            }

            foreach (var path in new[] { "/checklist", "/best-day" })
                Check(document, $"/lines/{{subscriptionId}}{path}", "post", Leave, await shop.PostAsync($"/lines/line-1{path}", Leave));
        }

        Check(document, "/lines/{subscriptionId}/available", "get", null, await shop.GetAsync("/lines/line-2/available"));
        Check(document, "/support/status", "get", null, await shop.GetAsync("/support/status", WebShop.Desk));
        Check(document, "/support/dead-letters", "get", null, await shop.GetAsync("/support/dead-letters", WebShop.Desk));
    }

    [Theory]
    [InlineData("""{ "do": "Fly" }""")]
    [InlineData("""{ "do": "Activate", "now": true }""")]
    [InlineData("""{ "do": "UnbindDevice" }""")]
    [InlineData("""{ "do": "UnbindDevice", "device": "8904" }""")]
    [InlineData("""{ "do": "TopUp", "reference": "r", "amount": 30, "method": "Card" }""")]
    [InlineData("""{ "do": "Renew", "method": "Barter" }""")]
    [InlineData("""{ "contact": "mail-2" }""")]
    public async Task What_is_refused_as_malformed_the_document_refuses_too(string body)
    {
        await using var shop = await StartAsync();
        var document = await DocumentAsync(shop);

        (await shop.GiveAsync("line-1", body)).Status.Should().Be(400);
        Evaluate(document, SchemaOf(document, "/lines/{subscriptionId}", "post", "requestBody"), JsonNode.Parse(body)).IsValid.Should().BeFalse();
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_a_tag_and_its_problems()
    {
        await using var shop = await StartAsync();
        var document = await DocumentAsync(shop);

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!)).Where(operation => operation["operationId"] is not null).ToList();
        operations.Should().HaveCount(15);
        operations.Select(operation => (string)operation["operationId"]!).Should().OnlyHaveUniqueItems();
        operations.Should().OnlyContain(operation => operation["summary"] != null && operation["tags"]!.AsArray().Count == 1 && operation["responses"]!["401"] != null);
        var give = operations.Single(operation => (string)operation["operationId"]! == "GiveCommand");
        give["responses"]!.AsObject().Select(response => response.Key).Should().Equal("200", "201", "400", "401", "403", "404", "409", "412", "422", "413", "415", "500", "503");
        give["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Should().Contain(["subscriptionId", "Idempotency-Key", "If-Match", "policy"]);
        var command = document["components"]!["schemas"]!["EsimLifecycleCommand"]!;
        command["discriminator"]!["propertyName"]!.GetValue<string>().Should().Be("do");
        command["oneOf"]!.AsArray().Count.Should().Be(Enum.GetValues<CommandKind>().Length);
        document["components"]!["schemas"]!["EsimMoney"]!["pattern"]!.GetValue<string>().Should().StartWith("^[A-Z]{3} ");
        document["components"]!["schemas"]!["EsimInstant"]!["format"]!.GetValue<string>().Should().Be("date-time");
    }

    [Fact]
    public async Task The_hosts_own_json_is_left_as_it_is()
    {
        await using var shop = await StartAsync();

        (await shop.GetAsync("/own")).Body.Should().Be("""{"kind":1}""");
    }

    private static Task<WebShop> StartAsync() => WebShop.StartAsync(builder => builder.Services.AddOpenApi(), app =>
    {
        app.MapOpenApi();
        app.MapGet("/own", () => new Own(DayOfWeek.Monday));
    });

    private static async Task<JsonNode> DocumentAsync(WebShop shop)
    {
        var reply = await shop.GetAsync("/openapi/v1.json");
        reply.Status.Should().Be(200, string.Join("; ", shop.Logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal))));
        return JsonNode.Parse(reply.Body)!;
    }

    private static void Check(JsonNode document, string path, string method, string? body, Reply reply)
    {
        if (body is not null)
            Evaluate(document, SchemaOf(document, path, method, "requestBody"), JsonNode.Parse(body)).IsValid.Should().BeTrue(body);
        document["paths"]![path]![method]!["responses"]!.AsObject().Should().ContainKey($"{reply.Status}", "{0} {1} gave {2}", method, path, reply.Body);
        if (reply.Body.Length == 0)
            return;
        var result = Evaluate(document, SchemaOf(document, path, method, "responses", $"{reply.Status}"), JsonNode.Parse(reply.Body));
        result.IsValid.Should().BeTrue("{0} {1} gave {2}: {3}", method, path, reply,
            string.Join("; ", (result.Details ?? []).Where(each => each.Errors is { Count: > 0 }).Select(each => $"{each.InstanceLocation} {string.Join(' ', each.Errors!.Values)}")));
    }

    private static JsonNode SchemaOf(JsonNode document, string path, string method, params string[] where)
    {
        var at = document["paths"]![path]![method]!;
        foreach (var name in where)
            at = at[name]!;
        return at["content"]!.AsObject().Single().Value!["schema"]!;
    }

    private static EvaluationResults Evaluate(JsonNode document, JsonNode schema, JsonNode? value)
    {
        // As JSON Schema by itself: OpenAPI has its parts elsewhere, and one more keyword.
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = document["components"]!["schemas"]!.DeepClone() };
        foreach (var part in whole["$defs"]!.AsObject())
            part.Value!.AsObject().Remove("discriminator");
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text).Evaluate(JsonElement.Parse(value?.ToJsonString() ?? "null"), Strict);
    }

    private sealed record Own(DayOfWeek Kind);
}
