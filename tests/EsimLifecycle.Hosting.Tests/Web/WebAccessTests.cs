using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Nobody sees or does anything with a line that is not theirs.</summary>
public sealed class WebAccessTests
{
    private static readonly string[] Reads = ["", "/available", "/progress", "/forecast", "/next-charge", "/state", "/history", "/policy"];

    [Fact]
    public async Task Who_has_not_signed_in_is_asked_to()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        foreach (var path in Reads)
        {
            var reply = await shop.GetAsync($"/lines/line-1{path}", by: null);
            reply.Status.Should().Be(401, path);
            reply["type"].Should().Be("urn:esim-lifecycle:problem:sign-in");
            reply.Headers["WWW-Authenticate"].Should().Be("Test");
        }

        (await shop.GiveAsync("line-1", """{ "do": "WithdrawCancellation" }""", by: null)).Status.Should().Be(401);
        (await shop.GiveAsync("line-1", "{ not even JSON", by: null)).Status.Should().Be(401, "before anything is read");
    }

    [Fact]
    public async Task Somebody_elses_line_is_as_one_that_there_is_not()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        foreach (var path in Reads)
        {
            var theirs = await shop.GetAsync($"/lines/line-1{path}", WebShop.Bob);
            var nobodys = await shop.GetAsync($"/lines/line-9{path}", WebShop.Bob);
            theirs.Status.Should().Be(404, path);
            theirs.Body.Should().Be(nobodys.Body, "nothing tells which of them there is");
            theirs.Headers.Keys.Should().BeEquivalentTo(nobodys.Headers.Keys);
        }

        var command = """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""";
        (await shop.GiveAsync("line-1", command, WebShop.Bob)).Status.Should().Be(404);
        (await shop.PostAsync("/lines/line-1/checklist", command, WebShop.Bob)).Status.Should().Be(404);
        (await shop.PostAsync("/lines/line-1/best-day", command, WebShop.Bob)).Status.Should().Be(404);
        (await shop.GiveAsync("line-1", """{ "do": "OpenSubscription", "id": "line-3", "plan": "keep-monthly" }""", WebShop.Bob)).Status.Should().Be(404, "neither by the address of another");
        (await shop.GiveAsync("line-3", """{ "do": "OpenSubscription", "id": "line-1", "plan": "keep-monthly" }""", WebShop.Bob)).Status.Should().Be(400);
        (await shop.GetAsync("/lines/line-1"))["version"].Should().Be("1");
    }

    [Fact]
    public async Task A_header_says_nothing_of_who_the_caller_is()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        foreach (var header in new[] { "X-Caller", "X-User", "X-Role", "X-Forwarded-User", "From", "Cookie" })
            (await shop.GetAsync("/lines/line-1", null, (header, "Carrier"))).Status.Should().Be(401, header);
    }

    [Fact]
    public async Task What_is_stored_is_for_the_carriers_own_people()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        foreach (var path in new[] { "/state", "/history", "/policy" })
        {
            (await shop.GetAsync($"/lines/line-1{path}", WebShop.Desk)).Status.Should().Be(200, path);
            var no = await shop.GetAsync($"/lines/line-1{path}");
            no.Status.Should().Be(403, path);
            no["type"].Should().Be("urn:esim-lifecycle:problem:internal");
        }
    }

    [Fact]
    public async Task Nothing_that_a_customer_is_told_names_staff()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-2" }""", "Agent-Smith desk");
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""", "Agent-Smith desk");

        (await shop.GetAsync("/lines/line-1/history", WebShop.Desk)).Body.Should().Contain("Agent-Smith");
        foreach (var path in Reads)
            (await shop.GetAsync($"/lines/line-1{path}")).Body.Should().NotContain("Agent-Smith", path);
        (await shop.GiveAsync("line-1", """{ "do": "WithdrawCancellation" }""")).Body.Should().NotContain("Agent-Smith");
    }

    [Fact]
    public async Task A_host_may_show_more_or_less()
    {
        await using var shop = await WebShop.StartAsync(builder => builder.Services.Configure<AspNetCore.EsimLifecycleEndpointOptions>(options =>
        {
            options.InternalRoles.Clear();
            options.InternalRoles.Add(Role.Customer);
            options.MaxBodySize = 400;
        }));
        await shop.GiveAsync("line-1", """{ "do": "OpenSubscription", "id": "line-1", "plan": "keep-monthly" }""");

        (await shop.GetAsync("/lines/line-1/history")).Status.Should().Be(200);
        (await shop.GetAsync("/lines/line-1/history", WebShop.Desk)).Status.Should().Be(403);
        (await shop.GiveAsync("line-1", $$"""{ "do": "UpdateContact", "contact": "{{new string('a', 400)}}" }""")).Status.Should().Be(413);
    }

    [Fact]
    public async Task The_group_takes_the_hosts_conventions_and_a_caller_that_is_awaited()
    {
        await using var shop = await WebShop.StartAsync(map: app => app.MapEsimLifecycle("/{tenant}/lines", async (http, line) =>
        {
            await Task.Yield();
            return http.User.FindFirstValue(ClaimTypes.Name) == (string?)http.Request.RouteValues["tenant"] ? Caller.Carrier : null;
        }).RequireAuthorization("desk"));

        (await shop.GetAsync("/Desk/lines/line-1/available", WebShop.Desk)).Status.Should().Be(200);
        (await shop.GetAsync("/Other/lines/line-1/available", WebShop.Desk)).Status.Should().Be(404);
        (await shop.GetAsync("/Ada/lines/line-1/available", WebShop.Ada)).Status.Should().Be(403, "the host's policy comes first");
    }

    [Fact]
    public async Task What_a_callers_finder_throws_is_the_hosts_own_affair()
    {
        await using var shop = await WebShop.StartAsync(map: app =>
        {
            app.UseExceptionHandler(handler => handler.Run(http => http.Response.WriteAsync("the host's own page")));
            app.MapEsimLifecycle("/broken", Caller? (HttpContext _, SubscriptionId _) => throw new InvalidOperationException("the directory is down"));
        });

        var reply = await shop.GetAsync("/broken/line-1");
        (reply.Status, reply.Body).Should().Be((500, "the host's own page"));
    }

    [Fact]
    public async Task The_support_desk_is_for_whom_the_host_says()
    {
        await using var shop = await WebShop.StartAsync();

        var unknown = await shop.GetAsync("/support/status", by: null);
        (unknown.Status, unknown["type"], unknown.Headers["WWW-Authenticate"]).Should().Be((401, "urn:esim-lifecycle:problem:sign-in", "Test"));
        var no = await shop.GetAsync("/support/status");
        (no.Status, no["type"], no.Headers["Content-Type"]).Should().Be((403, "urn:esim-lifecycle:problem:forbidden", "application/problem+json"));
        (await shop.GetAsync("/support/status", WebShop.Desk)).Status.Should().Be(200);
        (await shop.GetAsync("/support/policy.schema.json", WebShop.Desk)).Body.Should().Be(CarrierPolicy.JsonSchema);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_no_scheme_asks_for_anything_nobody_is_let_in_and_a_401_says_so(bool isPolicyKnown)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddEsimLifecycle(CarrierPolicy.Preset("axis-keep-number"));
        builder.Services.AddAuthorizationBuilder().AddPolicy(isPolicyKnown ? "desk" : "another", policy => policy.RequireRole("desk"));
        await using var app = builder.Build();
        app.MapEsimLifecycle("/lines", Caller? (_, _) => null);
        app.MapEsimLifecycleSupport("/support", "desk");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        foreach (var path in new[] { "/lines/line-1", "/support/status", "/support/policy.schema.json" })
        {
            using var reply = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            if (!isPolicyKnown && path.StartsWith("/support", StringComparison.Ordinal))
            {
                ((int)reply.StatusCode).Should().Be(500, "there is no such policy");
                continue;
            }

            ((int)reply.StatusCode).Should().Be(401, path);
            $"{reply.Headers.WwwAuthenticate}".Should().Be("Unspecified");
            reply.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        }
    }

    [Fact]
    public void Nothing_is_mapped_without_saying_who_may()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        FluentActions.Invoking(() => app.MapEsimLifecycle("/lines", (Func<HttpContext, SubscriptionId, Caller?>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => app.MapEsimLifecycle("/lines", (Func<HttpContext, SubscriptionId, ValueTask<Caller?>>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => app.MapEsimLifecycleSupport("/support", null!)).Should().Throw<ArgumentNullException>();
    }
}
