using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>A shop's API on Kestrel, on a port of loopback, as a host would make it: with its own sign-in, and with a clock that stands still.</summary>
internal sealed class WebShop : IAsyncDisposable
{
    public const string Ada = "Ada line-1+line-2";
    public const string Bob = "Bob line-3";
    public const string Desk = "Desk desk";
    public const string Provider = "Provider system";

    private readonly WebApplication _app;
    private int _messages;

    private WebShop(WebApplication app, FakeTimeProvider clock, LogLines logs) => (_app, Clock, Logs, Client) = (app, clock, logs, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public FakeTimeProvider Clock { get; }

    public LogLines Logs { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<WebShop> StartAsync(Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, params CarrierPolicy[] policies)
    {
        var (clock, logs) = (new FakeTimeProvider(new DateTimeOffset(2026, 2, 10, 3, 0, 0, TimeSpan.Zero)), new LogLines());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddEsimLifecycle(policies.Length > 0 ? policies : [CarrierPolicy.Preset("axis-keep-number")]);
        builder.Services.Configure<SubscriptionHostOptions>(options => options.Deadlines = options.Instructions = false);
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, Scheme>("Test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("desk", policy => policy.RequireRole("desk"));
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapEsimLifecycle("/lines", CallerOf);
        app.MapEsimLifecycleSupport("/support", "desk");
        map?.Invoke(app);
        await app.StartAsync(Cancel);
        return new WebShop(app, clock, logs);
    }

    /// <summary>A customer for each of their own lines, staff for all.</summary>
    public static Caller? CallerOf(HttpContext http, SubscriptionId line) => http.User switch
    {
        { Identity.IsAuthenticated: not true } => null,
        var user when user.IsInRole("desk") => Caller.Agent(CallerChannel.Hotline, new PersonalReference(user.Identity!.Name!)),
        var user when user.IsInRole("system") => Caller.System,
        var user when user.HasClaim("line", $"{line}") => Caller.Customer(CallerChannel.App, new PersonalReference(user.Identity!.Name!), IdentityAssurance.Substantial),
        _ => null,
    };

    public Task<Reply> GetAsync(string path, string? by = Ada, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, by, headers);

    /// <summary>Gives a command, as a message of its own.</summary>
    public Task<Reply> GiveAsync(string line, [System.Diagnostics.CodeAnalysis.StringSyntax("json")] string command, string? by = Ada, params (string Name, string Value)[] headers) =>
        PostAsync($"/lines/{line}", command, by, headers.Any(header => header.Name == "Idempotency-Key") ? headers : [("Idempotency-Key", $"message-{++_messages}"), .. headers]);

    public Task<Reply> PostAsync(string path, string body, string? by = Ada, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), by, headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, string? by, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (by is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Test", by);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        using var response = await Client.SendAsync(request, Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, body, all);
    }

    /// <summary>Opens a line that is taken over from another system, with two devices and a paid month.</summary>
    public async Task OpenAsync(string line = "line-1")
    {
        var imported = await GiveAsync(line, $$"""
            { "do": "ImportSubscription", "id": "{{line}}", "plan": "keep-monthly", "activatedOn": "2026-01-31", "paidFrom": "2026-01-31", "paidUntil": "2026-02-28",
              "paidForPeriod": "USD 3.00", "contact": "mail-1", "devices": [{ "device": "89049032123451234512345678901235" }, { "device": "89086030202200000022000023022943" }] }
            """, Provider);
        imported.Status.Should().Be(201, imported.Body);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A sign-in for tests: <c>Authorization: Test name line-1+line-2</c>, or the role of staff in the place of lines.</summary>
    private sealed class Scheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header is not { Scheme: "Test", Parameter: { } parameter })
                return Task.FromResult(AuthenticateResult.NoResult());
            var words = parameter.Split(' ');
            var identity = new ClaimsIdentity("Test");
            identity.AddClaim(new Claim(ClaimTypes.Name, words[0]));
            foreach (var claim in words[1].Split('+'))
                identity.AddClaim(claim.StartsWith("line-", StringComparison.Ordinal) ? new Claim("line", claim) : new Claim(ClaimTypes.Role, claim));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "Test")));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = "Test";
            return base.HandleChallengeAsync(properties);
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>The text of a property.</summary>
    public string? this[string name] => Json.TryGetProperty(name, out var value) ? value.ToString() : null;

    public override string ToString() => $"{Status} {Body}";
}
