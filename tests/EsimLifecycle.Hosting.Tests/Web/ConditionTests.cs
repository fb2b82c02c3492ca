using Microsoft.Extensions.DependencyInjection;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>Entity tags and message ids: nothing is decided on what the caller has not seen, and nothing twice.</summary>
public sealed class ConditionTests
{
    private const string Contact = """{ "do": "UpdateContact", "contact": "mail-2" }""";

    [Fact]
    public async Task What_is_read_has_a_tag_by_which_it_is_known_again()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        foreach (var path in new[] { "", "/available", "/forecast", "/state", "/history", "/policy" })
        {
            var first = await shop.GetAsync($"/lines/line-1{path}", WebShop.Desk);
            first.Status.Should().Be(200, path);
            first.ETag.Should().MatchRegex("^\"1-[A-Za-z0-9_-]{12}\"$", "it begins with the version");
            first.Headers["Cache-Control"].Should().Contain("private").And.Contain("no-cache");

            var again = await shop.GetAsync($"/lines/line-1{path}", WebShop.Desk, ("If-None-Match", $"\"0\", W/{first.ETag}"));
            again.Status.Should().Be(304, path);
            again.Body.Should().BeEmpty();
            again.ETag.Should().Be(first.ETag);
        }

        var english = await shop.GetAsync("/lines/line-1", headers: ("Accept-Language", "en"));
        var chinese = await shop.GetAsync("/lines/line-1", WebShop.Ada, ("Accept-Language", "zh"), ("If-None-Match", english.ETag!));
        chinese.Status.Should().Be(200, "another text is another representation");
        shop.Clock.Advance(TimeSpan.FromDays(60));
        (await shop.GetAsync("/lines/line-1", WebShop.Ada, ("Accept-Language", "en"), ("If-None-Match", english.ETag!)))["status"].Should().Be("Closed", "time has passed, though nothing was stored");
    }

    [Fact]
    public async Task A_command_is_decided_on_only_as_the_caller_has_seen_the_line()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        var seen = (await shop.GetAsync("/lines/line-1", headers: ("Accept-Language", "zh"))).ETag!;
        (await shop.GiveAsync("line-1", Contact, WebShop.Desk)).ETag.Should().Be("\"2\"");

        var late = await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-3" }""", headers: ("If-Match", seen));
        late.Status.Should().Be(412);
        late["type"].Should().Be("urn:esim-lifecycle:problem:changed");
        late.Headers["Content-Type"].Should().Be("application/problem+json");

        var now = (await shop.GetAsync("/lines/line-1")).ETag!;
        (await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-3" }""", WebShop.Ada, ("If-Match", now), ("Idempotency-Key", "m-3"))).ETag.Should().Be("\"3\"");
        var again = await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-3" }""", WebShop.Ada, ("If-Match", now), ("Idempotency-Key", "m-3"));
        again.Status.Should().Be(200, "it was this message that changed the version");
        again["outcome"].Should().Be("AlreadyDone");
    }

    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("\"7\", \"1\", \"8\"", 200)]
    [InlineData("\"7\", \"8\"", 412)]
    [InlineData("*", 200)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"somebody's\"", 412)]
    [InlineData("\"-1\"", 412)]
    [InlineData("\"\"", 412)]
    [InlineData("\"99999999999999999999999\"", 412)]
    [InlineData("1", 400)]
    [InlineData("\"1", 400)]
    [InlineData("\"1\" \"2\"", 400)]
    [InlineData(",;,", 400)]
    public async Task Tags_are_understood_as_they_are_meant(string tags, int status)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var reply = await shop.GiveAsync("line-1", Contact, headers: ("If-Match", tags));

        reply.Status.Should().Be(status, reply.Body);
        if (status == 400)
            reply["type"].Should().Be("urn:esim-lifecycle:problem:precondition");
    }

    [Fact]
    public async Task A_line_is_opened_only_if_there_is_none()
    {
        await using var shop = await WebShop.StartAsync();
        const string Open = """{ "do": "OpenSubscription", "id": "line-2", "plan": "keep-monthly" }""";

        (await shop.GiveAsync("line-2", Open, headers: ("If-Match", "*"))).Status.Should().Be(412, "there is none");
        (await shop.GiveAsync("line-2", Open, headers: ("If-None-Match", "*"))).Status.Should().Be(201);
        (await shop.GiveAsync("line-2", Open, headers: ("If-None-Match", "*"))).Status.Should().Be(412);
        (await shop.GiveAsync("line-2", Open)).Status.Should().Be(409);
        (await shop.GiveAsync("line-2", Contact, WebShop.Ada, ("If-None-Match", "*"), ("If-Match", "\"1\""))).Status.Should().Be(412, "it can't be both");
        (await shop.GiveAsync("line-2", Contact, headers: ("If-None-Match", "\"1\""))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Of_many_who_have_seen_the_same_one_is_first()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => shop.GiveAsync(
            "line-1", $$"""{ "do": "UpdateContact", "contact": "mail-{{i + 10}}" }""", WebShop.Ada, ("If-Match", "\"1\""), ("Idempotency-Key", $"race-{i}"))));

        replies.Select(reply => reply.Status).Order().Should().Equal([200, .. Enumerable.Repeat(412, 19)]);
        (await shop.GetAsync("/lines/line-1"))["version"].Should().Be("2");
    }

    [Fact]
    public async Task The_same_request_sent_many_times_at_once_takes_effect_once()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", "\"m-1\""))));

        replies.Should().OnlyContain(reply => reply.Status == 200);
        replies.Count(reply => reply["outcome"] == "Accepted").Should().Be(1);
        replies.Count(reply => reply["outcome"] == "AlreadyDone").Should().Be(19);
        (await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", "m-1")))["outcome"].Should().Be("AlreadyDone", "with or without quotation marks it is the same key");
        var other = await shop.GiveAsync("line-1", """{ "do": "UpdateContact", "contact": "mail-9" }""", headers: ("Idempotency-Key", "m-1"));
        other.Status.Should().Be(422);
        other["code"].Should().Be("command.id_reused");
    }

    [Theory]
    [InlineData("cdr-1")]
    [InlineData("System//cdr-1")]
    [InlineData("Agent/Desk/cdr-1")]
    [InlineData("/cdr-1")]
    public async Task A_key_is_its_callers_own_whatever_others_choose(string key)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        (await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", key)))["outcome"].Should().Be("Accepted");
        (await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", key)))["outcome"].Should().Be("AlreadyDone");

        // The host's own, the desk's and a program's messages.
        var host = shop.Services.GetRequiredService<SubscriptionHost>();
        (await host.DoAsync(new("line-1"), new UpdateContact(new("mail-9")), Caller.Carrier, new("cdr-1"), cancel: TestContext.Current.CancellationToken)).Outcome.Should().Be(Outcome.Accepted);
        foreach (var (by, contact) in new[] { (WebShop.Desk, "mail-3"), ("Other desk", "mail-4") })
            (await shop.GiveAsync("line-1", $$"""{ "do": "UpdateContact", "contact": "{{contact}}" }""", by, ("Idempotency-Key", "cdr-1")))["outcome"].Should().Be("Accepted", by);
    }

    [Theory]
    [InlineData("ada", "m-1", "Customer/ada/m-1")]
    [InlineData("", "m-1", "Customer//m-1")]
    [InlineData("a/b", "c", "Customer/a%2Fb/c")]
    [InlineData("a", "b/c", "Customer/a/b/c")]
    [InlineData("a%2Fb", "c", "Customer/a%252Fb/c")]
    public void An_id_of_a_message_is_made_of_role_id_and_key(string id, string key, string message) =>
        Caller.Customer(CallerChannel.Web, id.Length > 0 ? new(id) : default).MessageId(new(key)).ToString().Should().Be(message);

    [Fact]
    public void An_id_of_a_message_that_would_be_too_long_is_a_digest_which_nobody_can_choose()
    {
        var (ada, bob) = (Caller.Customer(CallerChannel.Web, new("ada")), Caller.Customer(CallerChannel.Web, new("bob")));
        CommandId[] keys = [new(new string('a', 128)), new(new string('b', 128)), new(new string('a', 115)), new(new string('a', 116)), new("#x")];

        var ids = keys.SelectMany(key => new[] { ada.MessageId(key), bob.MessageId(key), Caller.Agent(CallerChannel.Web, new("ada")).MessageId(key) }).ToList();

        ids.Should().OnlyHaveUniqueItems();
        ada.MessageId(keys[0]).Should().Be(ada.MessageId(keys[0]));
        $"{ada.MessageId(keys[0])}".Should().MatchRegex("^Customer/#[A-Za-z0-9_-]{43}$");
        $"{ada.MessageId(keys[2])}".Should().HaveLength(128);
        FluentActions.Invoking(() => ada.MessageId(default)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => CallerMessages.MessageId(null!, keys[0])).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task A_command_without_a_key_is_told_what_is_expected()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var reply = await shop.PostAsync("/lines/line-1", Contact);

        reply.Status.Should().Be(400);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:idempotency-key-missing");
        reply["detail"].Should().Contain("1 to 128 characters");
        (await shop.PostAsync("/lines/line-1/checklist", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""")).Status.Should().Be(200, "a question is no message");
    }

    [Theory]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", 200)]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", 200)]
    [InlineData("\"with\\\\back\\\"slashes\"", 200)]
    [InlineData("", 400)]
    [InlineData("\"\"", 400)]
    [InlineData("\"open", 400)]
    [InlineData("\"closed\"again", 400)]
    [InlineData("\"bad\\escape\"", 400)]
    [InlineData("\"ends\\", 400)]
    [InlineData("with space", 400)]
    [InlineData("\"with space\"", 400)]
    [InlineData("a, b", 400)]
    public async Task A_key_is_a_string_or_plain(string key, int status)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var reply = await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", key));

        reply.Status.Should().Be(status, reply.Body);
    }

    [Fact]
    public async Task A_key_that_is_too_long_or_there_twice_is_refused()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        (await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", new string('a', 128)))).Status.Should().Be(200);
        (await shop.GiveAsync("line-1", Contact, headers: ("Idempotency-Key", new string('a', 129)))).Status.Should().Be(400);
        (await shop.GiveAsync("line-1", Contact, WebShop.Ada, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).Status.Should().Be(400);
    }
}
