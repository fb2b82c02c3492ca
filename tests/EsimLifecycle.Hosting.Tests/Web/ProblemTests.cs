using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Every "no" is problem details.</summary>
public sealed class ProblemTests
{
    private static readonly string[] Codes = [.. typeof(RefusalCode).GetFields().Select(code => (string)code.GetRawConstantValue()!)];

    [Fact]
    public async Task Every_refusal_has_a_status_a_type_and_words_in_the_readers_language()
    {
        await using var shop = await WebShop.StartAsync(map: app => app.MapPost("/refused/{code}", (string code) => RefusedBy(code).ToProblem(DateTimeZone.Utc)));
        var table = GuideTable.Statuses();

        table.SelectMany(row => row.Codes).Should().OnlyHaveUniqueItems().And.BeSubsetOf(Codes);
        foreach (var code in Codes)
        {
            var expected = table.FirstOrDefault(row => row.Codes.Contains(code)).Status;
            foreach (var (language, isEnglish) in new[] { ("en", true), ("zh-CN", false), ("id", false) })
            {
                var reply = await shop.PostAsync($"/refused/{code}", "{}", headers: ("Accept-Language", language));
                reply.Status.Should().Be(expected == 0 ? 422 : expected, "the guide says so of {0}", code);
                reply.Headers["Content-Type"].Should().Be("application/problem+json");
                reply.Headers["Content-Language"].Should().Be(language);
                reply["type"].Should().Be($"urn:esim-lifecycle:refusal:{code}");
                reply["code"].Should().Be(code);
                reply["title"].Should().NotBeEmpty();
                reply["detail"].Should().NotBeNullOrEmpty();
                reply.Json.GetProperty("status").GetInt32().Should().Be(reply.Status);
                (reply["detail"] == Explained(code, "en")).Should().Be(isEnglish, "{0} in {1} is {2}", code, language, reply["detail"]);
            }
        }
    }

    [Fact]
    public async Task All_reasons_are_told_and_when_time_alone_heals_them()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");

        // Somebody on a channel that is not official, who may not do this, and not now.
        var no = await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""", WebShop.Provider);

        no.Status.Should().Be(403, "the first reason is that of access");
        no["code"].Should().Be("role.not_permitted");
        no.Json.GetProperty("facts").GetProperty("role").GetString().Should().Be("System");
        no.Json.GetProperty("refusals").EnumerateArray().Select(each => each.GetProperty("code").GetString()).Should().Equal("role.not_permitted", "cancellation.already_open");
        no["detail"]!.Split('\n').Should().Equal(no.Json.GetProperty("refusals").EnumerateArray().Select(each => each.GetProperty("detail").GetString()));
        no.Headers.Should().NotContainKey("Retry-After", "a role does not change by waiting");
    }

    [Fact]
    public async Task What_heals_by_itself_says_when()
    {
        var policy = CarrierPolicy.Preset("axis-keep-number");
        await using var shop = await WebShop.StartAsync(policies: policy with { Cancellation = policy.Cancellation with { RequestCooldownDays = 10 } });
        await shop.OpenAsync();
        await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");
        await shop.GiveAsync("line-1", """{ "do": "WithdrawCancellation" }""");

        var no = await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");

        no["code"].Should().Be("cancellation.too_soon");
        no.Status.Should().Be(422);
        var retryAt = DateTimeOffset.Parse(no["retryAt"]!, CultureInfo.InvariantCulture);
        no.Headers["Retry-After"].Should().Be($"{(retryAt - shop.Clock.GetUtcNow()).TotalSeconds:0}");
        no["retryAt"].Should().Be("2026-02-20T17:00:00Z", "ten days end with a day in the carrier's zone");
        shop.Clock.SetUtcNow(retryAt);
        (await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(123_456_789)]
    [InlineData(500_000_000)]
    [InlineData(999_999_999)]
    public async Task Who_waits_as_they_are_told_is_not_refused_for_the_same_reason(long nanoseconds)
    {
        var decision = default(Decision);
        await using var shop = await WebShop.StartAsync(map: app => app.MapGet("/refused", () => decision.ToProblem(DateTimeZone.Utc)));
        var (lifecycle, now) = (new Lifecycle(CarrierPolicy.Preset("axis-keep-number")), Instant.FromDateTimeOffset(shop.Clock.GetUtcNow()));
        var opened = lifecycle.Decide(
            Subscription.None, new OpenSubscription(new("line-1"), "keep-monthly"), new CommandContext(now + Duration.FromDays(9) + Duration.FromNanoseconds(nanoseconds), Caller.Carrier, new("m-1")));
        decision = lifecycle.Decide(opened.Subscription, new UpdateContact(new("mail-2")), new CommandContext(now, Caller.Carrier, new("m-2")));

        var no = await shop.GetAsync("/refused");

        no["code"].Should().Be(RefusalCode.TimeBeforeHistory);
        var retryAt = InstantPattern.ExtendedIso.Parse(no["retryAt"]!).Value;
        var seconds = long.Parse(no.Headers["Retry-After"], CultureInfo.InvariantCulture);
        retryAt.Should().Be(decision.Refusals[0].RetryAt!.Value);
        (now + Duration.FromSeconds(seconds)).Should().BeGreaterThanOrEqualTo(retryAt);
        (now + Duration.FromSeconds(seconds - 1)).Should().BeLessThan(retryAt);
        foreach (var later in new[] { retryAt, now + Duration.FromSeconds(seconds) })
        {
            lifecycle.Decide(opened.Subscription, new UpdateContact(new("mail-2")), new CommandContext(later, Caller.Carrier, new("m-2")))
                .Refusals.Should().NotContain(refusal => refusal.Code == RefusalCode.TimeBeforeHistory);
        }
    }

    [Theory]
    [InlineData("zh-CN", "注销")]
    [InlineData("id-ID,id;q=0.9,en;q=0.8", "pembatalan")]
    [InlineData("de, en;q=0.5", "cancellation")]
    [InlineData("fr", "cancellation")]
    [InlineData("en;q=0.1, zh-Hans-CN;q=0.9", "注销")]
    [InlineData("zh;q=0, en", "cancellation")]
    [InlineData("*", "cancellation")]
    [InlineData("not a language;;;q=x", "cancellation")]
    [InlineData("x-klingon-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, en", "cancellation")]
    public async Task The_reader_is_told_in_a_language_that_they_asked_for(string languages, string word)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var no = await shop.GiveAsync("line-1", """{ "do": "WithdrawCancellation" }""", headers: ("Accept-Language", languages));

        no.Status.Should().Be(409);
        no["detail"].Should().ContainEquivalentOf(word);
        no["title"].Should().Be("This is not possible as the subscription is now", "the title is for programmers");
    }

    [Fact]
    public async Task The_hosts_own_localization_goes_before_the_header()
    {
        await using var shop = await WebShop.StartAsync(
            builder => builder.Services.AddLocalization(),
            app => app.UseRequestLocalization(options => options.SetDefaultCulture("id").AddSupportedUICultures("id").AddSupportedCultures("id")));
        await shop.OpenAsync();

        (await shop.GetAsync("/lines/line-1", headers: ("Accept-Language", "zh-CN"))).Headers["Content-Language"].Should().Be("id");
    }

    [Fact]
    public async Task The_hosts_own_problem_details_are_customized_as_its_others()
    {
        await using var shop = await WebShop.StartAsync(builder => builder.Services.AddProblemDetails(
            options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions["node"] = "web-1"));

        var no = await shop.GetAsync("/lines/line-1");

        no.Status.Should().Be(404);
        no["node"].Should().Be("web-1");
        no["type"].Should().Be("urn:esim-lifecycle:problem:not-found");
    }

    [Fact]
    public void Only_a_refusal_is_a_problem() =>
        FluentActions.Invoking(() => default(Decision).ToProblem(DateTimeZone.Utc)).Should().Throw<ArgumentException>().WithMessage("The decision is Accepted; expected one that was refused.*");

    private static Decision RefusedBy(string code)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(
            new Lifecycle(CarrierPolicy.Preset("axis-keep-number")).Decide(Subscription.None, new Activate(), new CommandContext(Instant.FromUtc(2026, 1, 1, 0, 0), Caller.Carrier, new("m"))),
            LifecycleJson.Options)!;
        json["refusals"] = new JsonArray(new JsonObject { ["code"] = code, ["facts"] = new JsonObject() });
        return json.Deserialize<Decision>(LifecycleJson.Options);
    }

    private static string Explained(string code, string language) => RefusedBy(code).Refusals[0].Explain(CultureInfo.GetCultureInfo(language));
}
