using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What the document says of the API is what it takes and gives.</summary>
public sealed class OpenApiTests
{
    /// <summary>The headers that no document describes: the server's, and that of the content's own description.</summary>
    private static readonly string[] OfTransport = ["Date", "Server", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"];

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

    [Fact]
    public async Task Every_status_that_is_described_is_answered_and_every_answer_is_described()
    {
        const string Leave = """{ "do": "RequestCancellation", "reason": "NoLongerNeeded", "timing": "EndOfTerm" }""";
        var store = new StoreDouble(new MemoryStore());
        var (read, letters, status) = (store.Read, store.ReadDeadLetters, store.GetStatus);
        HashSet<string> answered = [];
        var ids = 0;

        // The first of two servers has no handler of instructions; of the second nothing is carried out at first.
        foreach (var hasHandler in new[] { false, true })
        {
            await using var shop = await StartAsync(builder =>
            {
                builder.Services.AddSingleton<ISubscriptionStore>(store).Configure<SubscriptionHostOptions>(options => (options.Instructions, options.MaxTries) = (hasHandler, 1));
                if (hasHandler)
                    builder.Services.AddEsimLifecycle().AddInstructions<Refusing>();
            });
            var document = await DocumentAsync(shop);
            await AskAllAsync(shop, document);
            if (!hasHandler)
            {
                await shop.OpenAsync();
                await AskAllAsync(shop, document);
                await shop.GiveAsync("line-1", """{ "do": "SetAutoRenewal", "on": true, "method": "Card" }""");
                await AskAllAsync(shop, document);
                await shop.GiveAsync("line-1", Leave);
            }

            await AskAllAsync(shop, document);
            if (!hasHandler)
                continue;
            string? key = null;
            for (var tries = 0; key is null && tries < 1_000; tries++, await Task.Delay(10, TestContext.Current.CancellationToken))
                key = (await shop.GetAsync("/support/dead-letters", WebShop.Desk)).Json.EnumerateArray().Select(each => each.GetProperty("key").GetString()).FirstOrDefault();
            Saw(document, "post", "/support/dead-letters/send-again", await shop.PostAsync("/support/dead-letters/send-again", $$"""{ "subscription": "line-1", "key": "{{key}}" }""", WebShop.Desk));
            foreach (var (method, path, operation) in OperationsOf(document))
                answered.Where(each => each.StartsWith($"{method} {path}:", StringComparison.Ordinal)).Select(each => each.Split(':')[1]).Should().BeEquivalentTo(operation["responses"]!.AsObject().Select(response => response.Key), "{0} {1} describes them", method, path);
        }

        async Task AskAllAsync(WebShop shop, JsonNode document)
        {
            foreach (var (method, path, operation) in OperationsOf(document))
            {
                var (isRead, isCommand) = (method == "get", (string)operation["operationId"]! == "GiveCommand");
                string[] bodies = isRead ? [""] : path.EndsWith("send-again", StringComparison.Ordinal) ? ["""{ "subscription": "line-1", "key": "k" }"""]
                    : isCommand ? ["""{ "do": "UpdateContact", "contact": "mail-2" }""", """{ "do": "Activate" }""", """{ "do": "ChangePlan", "plan": "none" }""", """{ "do": "ApproveCancellation" }"""]
                    : [Leave];
                foreach (var body in bodies.Concat(isRead ? [] : ["{", new string('x', 100_000)]))
                {
                    foreach (var by in new[] { WebShop.Desk, WebShop.Ada, WebShop.Bob, null })
                        await SendAsync("line-1", body, by);
                }

                var known = await SendAsync("line-1", bodies[0], WebShop.Desk);
                if (isRead)
                    await SendAsync("line-1", "", WebShop.Desk, ("If-None-Match", known.ETag ?? "*"));
                else
                    await SendAsync("line-1", bodies[0], WebShop.Desk, ("Content-Type", "text/plain"), ("If-Match", "\"99\""));
                if (isCommand)
                {
                    await SendAsync("line-1", bodies[0], WebShop.Desk, ("If-Match", "\"99\""));
                    var id = NewId();
                    await SendAsync(id, $$"""{ "do": "OpenSubscription", "id": "{{id}}", "plan": "keep-monthly" }""", WebShop.Desk);
                }

                await SendAsync(NewId() + "?policy=nobody", bodies[0], WebShop.Desk);
                await SendAsync("line-1?days=0&limit=0&from=soon", bodies[0], WebShop.Desk);
                foreach (var fault in new Exception[] { new InvalidOperationException("It is broken."), new System.Data.DBConcurrencyException("It is busy.") })
                {
                    (store.Read, store.ReadDeadLetters, store.GetStatus) = ((_, _, _) => throw fault, (_, _, _) => throw fault, (_, _) => throw fault);
                    await SendAsync(NewId(), bodies[0], WebShop.Desk);
                    (store.Read, store.ReadDeadLetters, store.GetStatus) = (read, letters, status);
                }

                async Task<Reply> SendAsync(string line, string body, string? by, params (string Name, string Value)[] headers)
                {
                    var (id, query) = line.Split('?') is [var first, var rest] ? (first, $"?{rest}") : (line, "");
                    using var content = isRead ? null : new StringContent(body, System.Text.Encoding.UTF8, headers.FirstOrDefault(header => header.Name == "Content-Type").Value ?? "application/json");
                    (string, string)[] all = [.. headers.Where(header => header.Name != "Content-Type"), .. isCommand ? [("Idempotency-Key", $"key-{++ids}")] : Array.Empty<(string, string)>()];
                    var reply = await shop.SendAsync(new HttpMethod(method.ToUpperInvariant()), path.Replace("{subscriptionId}", id, StringComparison.Ordinal) + query, content, by, all);
                    Saw(document, method, path, reply);
                    return reply;
                }
            }
        }

        void Saw(JsonNode document, string method, string path, Reply reply)
        {
            // Of the many answers of a kind, one is read.
            CheckHead(document, path, method, reply);
            if (answered.Add($"{method} {path}:{reply.Status}"))
                Check(document, path, method, null, reply);
        }

        string NewId() => $"line-{100 + ++ids}";
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> OperationsOf(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value!["operationId"] is not null
        select (operation.Key, path.Key, operation.Value!);

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

    private static Task<WebShop> StartAsync(Action<WebApplicationBuilder>? configure = null) => WebShop.StartAsync(
        builder =>
        {
            builder.Services.AddOpenApi();
            configure?.Invoke(builder);
        },
        app =>
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
        CheckHead(document, path, method, reply);
        if (reply.Body.Length == 0)
            return;
        var result = Evaluate(document, SchemaOf(document, path, method, "responses", $"{reply.Status}"), JsonNode.Parse(reply.Body));
        result.IsValid.Should().BeTrue("{0} {1} gave {2}: {3}", method, path, reply,
            string.Join("; ", (result.Details ?? []).Where(each => each.Errors is { Count: > 0 }).Select(each => $"{each.InstanceLocation} {string.Join(' ', each.Errors!.Values)}")));
    }

    /// <summary>The status, the type of the content and the headers are described, and what always is there is there.</summary>
    private static void CheckHead(JsonNode document, string path, string method, Reply reply)
    {
        document["paths"]![path]![method]!["responses"]!.AsObject().Should().ContainKey($"{reply.Status}", "{0} {1} gave {2}", method, path, reply.Body);
        var described = document["paths"]![path]![method]!["responses"]![$"{reply.Status}"]!;
        var headers = (described["headers"]?.AsObject() ?? []).ToDictionary(header => header.Key, header => (bool?)header.Value!["required"] == true);
        reply.Headers.Keys.Except(OfTransport).Should().BeSubsetOf(headers.Keys, "{0} {1} gave {2}", method, path, reply);
        headers.Where(header => header.Value).Select(header => header.Key).Should().BeSubsetOf(reply.Headers.Keys, "{0} {1} gave {2}", method, path, reply);
        (described["content"]?.AsObject() ?? []).Select(content => content.Key).Should().Equal(
            reply.Headers.TryGetValue("Content-Type", out var type) ? [type.Split(';')[0]] : [], "{0} {1} gave {2}", method, path, reply);
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

    private sealed class Refusing : IInstructionHandler
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel) => throw new HttpRequestException("Nobody is there.");
    }
}
