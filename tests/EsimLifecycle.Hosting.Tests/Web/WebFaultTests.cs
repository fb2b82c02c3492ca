using System.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What is wrong on the server's side, and what a support desk sees of it.</summary>
public sealed class WebFaultTests
{
    private const string Open = """{ "do": "OpenSubscription", "id": "line-1", "plan": "keep-monthly" }""";

    [Fact]
    public async Task Of_several_policies_a_new_line_needs_one_named()
    {
        await using var shop = await WebShop.StartAsync(policies: [CarrierPolicy.Preset("axis-keep-number"), CarrierPolicy.Preset("smart-keep-number")]);
        var (own, other) = (CarrierPolicy.Preset("axis-keep-number").Identity.Name, CarrierPolicy.Preset("smart-keep-number").Identity.Name);

        foreach (var path in new[] { "line-1", "line-1?policy=nobody's", "line-1?policy=" })
        {
            var no = await shop.GiveAsync(path, Open);
            no.Status.Should().Be(400, path);
            no["type"].Should().Be("urn:esim-lifecycle:problem:policy");
            no.Body.Should().NotContain(other, "whom the host serves is nobody's business");
        }

        (await shop.GetAsync("/lines/line-1/available")).Status.Should().Be(400);
        (await shop.GetAsync($"/lines/line-1/available?policy={other}")).Status.Should().Be(200);
        (await shop.GiveAsync($"line-1?policy={own}", Open)).Status.Should().Be(201);
        (await shop.GetAsync("/lines/line-1/policy", WebShop.Desk)).Json.GetProperty("identity").GetProperty("name").GetString().Should().Be(own);
        (await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-2" }""")).Status.Should().Be(200, "its contract says by which");
        (await shop.GiveAsync("line-2", """{ "do": "UpdateContact", "contact": "mail-2" }""")).Status.Should().Be(404, "it is refused by whichever");
    }

    [Fact]
    public async Task A_line_whose_policy_is_gone_is_for_whoever_runs_the_server()
    {
        var store = new StoreDouble(new MemoryStore());
        await using (var before = await WebShop.StartAsync(builder => builder.Services.AddSingleton<ISubscriptionStore>(store)))
            await before.GiveAsync("line-1", Open);
        store.Open = _ => new([]); // It was opened before the line came, by another process.
        await using var shop = await WebShop.StartAsync(builder => builder.Services.AddSingleton<ISubscriptionStore>(store), policies: CarrierPolicy.Preset("smart-keep-number"));

        var reply = await shop.GetAsync("/lines/line-1");

        reply.Status.Should().Be(500);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:failed");
        reply.Body.Should().NotContain("axis", "what is wrong says the log");
        shop.Logs.Lines.Should().ContainSingle(line => line.StartsWith("Error", StringComparison.Ordinal)).Which
            .Should().Be("Error: The subscription ***e-1 can't be decided on.");
    }

    [Fact]
    public async Task Who_was_too_slow_too_often_is_asked_to_try_again()
    {
        var store = new StoreDouble(new MemoryStore()) { Append = (_, _) => throw new DBConcurrencyException("others") };
        await using var shop = await WebShop.StartAsync(builder => builder.Services.AddSingleton<ISubscriptionStore>(store));

        var reply = await shop.GiveAsync("line-1", Open);

        reply.Status.Should().Be(503);
        reply.Headers["Retry-After"].Should().Be("1");
        reply["type"].Should().Be("urn:esim-lifecycle:problem:busy");
    }

    [Fact]
    public async Task A_store_that_is_locked_or_is_being_closed_is_no_fault_of_the_line()
    {
        var store = new StoreDouble(new MemoryStore());
        await using var shop = await WebShop.StartAsync(builder => builder.Services.AddSingleton<ISubscriptionStore>(store));
        foreach (var fault in new Exception[] { new Microsoft.Data.Sqlite.SqliteException("database is locked", 5), new ObjectDisposedException("store") })
        {
            store.Append = (_, _) => throw fault;
            var reply = await shop.GiveAsync("line-1", Open);
            reply.Status.Should().Be(503);
            reply["type"].Should().Be("urn:esim-lifecycle:problem:busy");
        }
    }

    [Fact]
    public async Task Health_says_what_has_been_waiting_for_too_long()
    {
        await using var shop = await WebShop.StartAsync(
            builder => builder.Services.AddHealthChecks().AddEsimLifecycle(options => options.MaxUntoldAge = TimeSpan.FromHours(1)), app => app.MapHealthChecks("/health"));
        (await shop.GetAsync("/health")).Body.Should().Be("Healthy");

        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");
        (await shop.GetAsync("/health")).Body.Should().Be("Healthy", "a message waits, but not for long");
        shop.Clock.Advance(TimeSpan.FromHours(2));
        (await CheckAsync(shop)).Description.Should().StartWith("Instructions have been waiting for ").And.NotContain("deadline");
        shop.Clock.Advance(TimeSpan.FromDays(60));
        (await shop.GetAsync("/health")).Body.Should().Be("Degraded");
        (await CheckAsync(shop)).Description.Should().StartWith("A deadline has been due for ");
        (await shop.GetAsync("/support/status", WebShop.Desk))["untold"].Should().Be("1");
    }

    [Fact]
    public async Task Health_says_that_a_deadline_is_claimed_and_never_passes()
    {
        var store = new StoreDouble(new MemoryStore());
        await using var shop = await WebShop.StartAsync(
            builder => builder.Services.AddSingleton<ISubscriptionStore>(store).AddHealthChecks().AddEsimLifecycle(), app => app.MapHealthChecks("/health"));
        await shop.OpenAsync();
        shop.Clock.Advance(TimeSpan.FromDays(400));
        var now = Instant.FromDateTimeOffset(shop.Clock.GetUtcNow());

        (await store.ClaimDueAsync(now, now + Duration.FromMinutes(2), 10, TestContext.Current.CancellationToken)).Should().ContainSingle();

        (await shop.GetAsync("/health")).Body.Should().Be("Degraded");
        (await CheckAsync(shop)).Description.Should().StartWith("A deadline has been due for ");
    }

    [Fact]
    public async Task Health_says_that_the_store_is_gone()
    {
        var store = new StoreDouble(new MemoryStore());
        await using var shop = await WebShop.StartAsync(
            builder => builder.Services.AddSingleton<ISubscriptionStore>(store).AddHealthChecks().AddEsimLifecycle(), app => app.MapHealthChecks("/health"));
        store.GetStatus = (_, _) => throw new TimeoutException("gone");

        var reply = await shop.GetAsync("/health");

        (reply.Status, reply.Body).Should().Be((503, "Unhealthy"));
        (await CheckAsync(shop)).Description.Should().Be("The store of subscriptions can't be read.");
    }

    [Fact]
    public void An_option_of_health_that_makes_no_sense_is_refused() =>
        FluentActions.Invoking(() => new ServiceCollection().AddHealthChecks().AddEsimLifecycle(options => options.MaxOverdue = TimeSpan.FromSeconds(-1)))
            .Should().Throw<ArgumentException>().WithMessage("MaxOverdue is -00:00:01*");

    [Fact]
    public async Task A_support_desk_sends_again_what_was_tried_in_vain()
    {
        var provider = new Provider();
        await using var shop = await WebShop.StartAsync(builder =>
        {
            builder.Services.AddSingleton(provider).Configure<SubscriptionHostOptions>(options => (options.Instructions, options.MaxTries) = (true, 1));
            builder.Services.AddEsimLifecycle().AddInstructions<Handler>();
        });
        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");

        var letters = await UntilAsync(() => shop.GetAsync("/support/dead-letters?subscription=line-1", WebShop.Desk), reply => reply.Body != "[]");
        var key = letters.Json[0].GetProperty("key").GetString();
        letters.Json[0].GetProperty("error").GetString().Should().Be("HttpRequestException: the mail server is down");
        (await shop.GetAsync("/support/dead-letters?subscription=line-2", WebShop.Desk)).Body.Should().Be("[]");
        (await shop.GetAsync("/support/dead-letters?limit=0", WebShop.Desk)).Status.Should().Be(400);

        var body = $$"""{ "subscription": "line-1", "key": "{{key}}" }""";
        (await shop.PostAsync("/support/dead-letters/send-again", body, WebShop.Desk)).Json.GetProperty("isDone").GetBoolean().Should().BeFalse();
        provider.IsUp = true;
        (await shop.PostAsync("/support/dead-letters/send-again", body, WebShop.Desk)).Body.Should().Be("""{"isDone":true}""");
        provider.Keys.Should().Equal(key);
        (await shop.PostAsync("/support/dead-letters/send-again", body, WebShop.Desk)).Status.Should().Be(404);
        foreach (var bad in new[] { "", "[]", "{}", """{ "subscription": 1, "key": "k" }""", """{ "subscription": "a b", "key": "k" }""", """{ "subscription": "\ud800", "key": "k" }""" })
            (await shop.PostAsync("/support/dead-letters/send-again", bad, WebShop.Desk)).Status.Should().Be(400, bad);
        (await shop.PostAsync("/support/dead-letters/send-again", body)).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_letter_that_somebody_else_has_sent_again_meanwhile_is_not_there()
    {
        var store = new StoreDouble(new MemoryStore());
        var provider = new Provider();
        await using var shop = await WebShop.StartAsync(builder =>
        {
            builder.Services.AddSingleton<ISubscriptionStore>(store).AddSingleton(provider).Configure<SubscriptionHostOptions>(options => (options.Instructions, options.MaxTries) = (true, 1));
            builder.Services.AddEsimLifecycle().AddInstructions<Handler>();
        });
        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");
        var letters = await UntilAsync(() => shop.GetAsync("/support/dead-letters?subscription=line-1", WebShop.Desk), reply => reply.Body != "[]");
        provider.IsUp = true;
        store.ReplaceDeadLetter = (_, _, _) => new(false);

        var reply = await shop.PostAsync("/support/dead-letters/send-again", $$"""{ "subscription": "line-1", "key": "{{letters.Json[0].GetProperty("key").GetString()}}" }""", WebShop.Desk);

        reply.Status.Should().Be(404);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:no-letter");
    }

    private static async Task<HealthReportEntry> CheckAsync(WebShop shop) =>
        (await shop.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["esim-lifecycle"];

    private static async Task<Reply> UntilAsync(Func<Task<Reply>> ask, Func<Reply, bool> isSo)
    {
        for (var until = Environment.TickCount64 + 10_000; ;)
        {
            var reply = await ask();
            if (isSo(reply) || Environment.TickCount64 > until)
                return reply;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Provider
    {
        public bool IsUp { get; set; }

        public List<string> Keys { get; } = [];
    }

    private sealed class Handler(Provider provider) : IInstructionHandler
    {
        public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel)
        {
            if (!provider.IsUp)
                throw new HttpRequestException("the mail server is down");
            provider.Keys.Add(instruction.Key);
            return default;
        }
    }
}
