using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What a server is sent that is no good request.</summary>
public sealed class WebRequestTests
{
    private const string Contact = """{ "do": "UpdateContact", "contact": "mail-2" }""";

    public static TheoryData<string, string> Malformed => new()
    {
        { "", "$" },
        { "null", "$" },
        { "[]", "$" },
        { "\"Activate\"", "$" },
        { "{}", "$" },
        { "{ \"do\": \"Activate\"", "$" },
        { "{ \"do\": \"Activate\" } and more", "$" },
        { "{ \"do\": \"Fly\" }", "$.do" },
        { "{ \"do\": 1 }", "$.do" },
        { "{ \"do\": null }", "$.do" },
        { "{ \"do\": \"Activate\", \"now\": true }", "$.now" },
        { "{ \"do\": \"Activate\", \"do\": \"Activate\" }", "$.do" },
        { "{ \"do\": \"UnbindDevice\" }", "$" },
        { "{ \"do\": \"UnbindDevice\", \"device\": \"8904\" }", "$.device" },
        { "{ \"do\": \"UnbindDevice\", \"device\": 89049032123451234512345678901235 }", "$.device" },
        { "{ \"do\": \"UnbindDevice\", \"device\": null }", "$.device" },
        { "{ \"do\": \"TopUp\", \"reference\": \"r\", \"amount\": \"30 dollars\", \"method\": \"Card\" }", "$.amount" },
        { "{ \"do\": \"Renew\", \"method\": \"Barter\" }", "$.method" },
        { "{ \"do\": \"Renew\", \"method\": 0 }", "$.method" },
        { "{ \"do\": \"UpdateContact\", \"contact\": \"a\\u0000b\" }", "$.contact" },
        { "{ \"do\": \"UpdateContact\", \"contact\": \"\\ud800\" }", "$.contact" },
        { "{ \"do\": \"UpdateContact\", \"contact\": \"顾客\" }", "$.contact" },
        { "\0\0\0\0", "$" },
        { "{ // comment\n \"do\": \"Activate\" }", "$" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_body_that_is_no_command_is_told_where_and_what_was_expected(string body, string path)
    {
        await using var shop = await WebShop.StartAsync();

        var reply = await shop.GiveAsync("line-1", body);

        reply.Status.Should().Be(400, reply.Body);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:json");
        reply["path"].Should().Be(path);
        reply["detail"].Should().StartWith($"{path}: ");
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_never_as_a_fault_of_the_server()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        var random = new Random(20260210);
        var whole = Encoding.UTF8.GetBytes("""{ "do": "RequestCancellation", "reason": "Other", "note": "注意 ☃ \u00e9", "timing": "EndOfTerm", "balance": { "disposition": "Refund" } }""");
        for (var i = 0; i < 300; i++)
        {
            var body = whole[..random.Next(whole.Length + 1)];
            for (var bites = random.Next(4); bites > 0 && body.Length > 0; bites--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

            var reply = await shop.SendAsync(HttpMethod.Post, "/lines/line-1/checklist", content, WebShop.Ada);

            reply.Status.Should().BeOneOf([200, 400], "of {0}", Convert.ToHexString(body));
            if (reply.Status == 400)
                reply["type"].Should().Be("urn:esim-lifecycle:problem:json");
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(5_000)]
    public async Task Deep_nesting_is_a_fault_of_the_text(int levels)
    {
        await using var shop = await WebShop.StartAsync();
        var deep = $$"""{ "do": "Activate", "x": {{new string('[', levels)}}{{new string(']', levels)}} }""";

        (await shop.GiveAsync("line-1", deep)).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("text/plain", null, 415)]
    [InlineData("application/x-www-form-urlencoded", null, 415)]
    [InlineData("application/json; charset=utf-16", null, 415)]
    [InlineData("application/json", "gzip", 415)]
    [InlineData("application/json; charset=\"UTF-8\"", null, 200)]
    [InlineData("application/vnd.shop+json", null, 200)]
    public async Task A_body_of_another_type_is_not_read(string type, string? encoding, int status)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Contact)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);

        var reply = await shop.SendAsync(HttpMethod.Post, "/lines/line-1", content, WebShop.Ada, ("Idempotency-Key", "m-1"));

        reply.Status.Should().Be(status, reply.Body);
        if (status == 415)
            reply["type"].Should().Be("urn:esim-lifecycle:problem:media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_not_read(bool isLengthKnown)
    {
        await using var shop = await WebShop.StartAsync();
        var huge = Encoding.UTF8.GetBytes($$"""{ "do": "UpdateContact", "contact": "{{new string('a', 200_000)}}" }""");
        using HttpContent content = isLengthKnown ? new ByteArrayContent(huge) : new StreamContent(new NoLength(huge));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var reply = await shop.SendAsync(HttpMethod.Post, "/lines/line-1", content, WebShop.Ada, ("Idempotency-Key", "m-1"));

        reply.Status.Should().Be(413);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:too-large");
        (await shop.GetAsync("/lines/line-1/available")).Status.Should().Be(200, "the server goes on");
    }

    [Fact]
    public async Task A_mark_before_the_text_is_read_past()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        (await shop.GiveAsync("line-1", $"\uFEFF{Contact}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("/lines/%E9%A1%BE%E5%AE%A2")]
    [InlineData("/lines/a%20b")]
    [InlineData("/lines/a%00b")]
    [InlineData("/lines/%0a")]
    public async Task An_id_that_no_subscription_can_have_is_one_that_there_is_not(string path)
    {
        await using var shop = await WebShop.StartAsync();

        var reply = await shop.GetAsync(path, WebShop.Desk);

        reply.Status.Should().BeOneOf(400, 404);
        (await shop.GetAsync($"/lines/{new string('a', 129)}", WebShop.Desk)).Status.Should().Be(404);
        (await shop.GetAsync($"/lines/{new string('a', 128)}/available", WebShop.Desk)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Words_come_back_as_they_are()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        (await shop.GetAsync("/lines/line-1", headers: ("Accept-Language", "zh-CN"))).Body.Should().Contain("使用中", "letters are not written as numbers");
        var refused = await shop.GiveAsync("line-1", """{ "do": "ChangePlan", "plan": "计划 ☃\u0000" }""");
        refused.Status.Should().BeOneOf([400, 422], refused.Body);
        var other = await shop.GiveAsync("line-1", """{ "do": "ChangePlan", "plan": "计划☃" }""");
        other.Status.Should().Be(422);
        other["detail"].Should().Contain("计划☃");
    }

    [Theory]
    [InlineData("forecast?days=0")]
    [InlineData("forecast?days=367")]
    [InlineData("forecast?days=-1")]
    [InlineData("forecast?days=soon")]
    [InlineData("forecast?days=")]
    [InlineData("forecast?days=1&days=2")]
    [InlineData("forecast?paymentsSucceed=perhaps")]
    [InlineData("forecast?review=1")]
    [InlineData("forecast?review=Rejects,Approves")]
    [InlineData("history?after=-1")]
    [InlineData("history?after=99999999999999999999")]
    [InlineData("history?limit=0")]
    [InlineData("history?limit=1001")]
    public async Task A_query_that_can_t_be_read_is_told(string query)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var reply = await shop.GetAsync($"/lines/line-1/{query}", WebShop.Desk);

        reply.Status.Should().Be(400);
        reply["type"].Should().Be("urn:esim-lifecycle:problem:query");
        reply["detail"].Should().Contain($"'{query.Split('?', '=')[1]}'");
    }

    [Theory]
    [InlineData("from=2026-02-30")]
    [InlineData("to=tomorrow")]
    [InlineData("to=2026-02-09")]
    [InlineData("from=2026-02-10&to=2027-02-11")]
    [InlineData("from=9999-12-01&to=9999-12-31")]
    public async Task Days_to_compare_have_to_be_days(string query)
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        (await shop.PostAsync($"/lines/line-1/best-day?{query}", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""")).ToString().Should().StartWith("400");
    }

    [Fact]
    public async Task A_question_about_leaving_takes_no_other_command()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var reply = await shop.PostAsync("/lines/line-1/checklist", Contact);
        (reply.Status, reply["path"]).Should().Be((400, "$.do"));
    }

    [Fact]
    public async Task History_is_read_in_pages()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        for (var i = 0; i < 6; i++)
            (await shop.GiveAsync("line-1", $$"""{ "do": "UpdateContact", "contact": "mail-1{{i}}" }""")).Status.Should().Be(200);

        List<long> versions = [];
        var pages = 0;
        for (var next = "/lines/line-1/history?limit=3"; next is not null; pages++)
        {
            var page = await shop.GetAsync(next, WebShop.Desk);
            versions.AddRange(page.Json.EnumerateArray().Select(each => each.GetProperty("version").GetInt64()));
            next = page.Headers.GetValueOrDefault("Link")?.Split('<', '>')[1];
        }

        pages.Should().Be(3);
        versions.Should().Equal(1, 2, 3, 4, 5, 6, 7);
        (await shop.GetAsync("/lines/line-1/history?after=7", WebShop.Desk)).Body.Should().Be("[]");
        var events = (await shop.GetAsync("/lines/line-1/history", WebShop.Desk)).Json.EnumerateArray().Select(each => LifecycleJson.ReadEvent(Encoding.UTF8.GetBytes(each.GetRawText())));
        LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes((await shop.GetAsync("/lines/line-1/state", WebShop.Desk)).Body)).Should().Be(Lifecycle.Replay(events), "it is what is stored");
    }

    [Fact]
    public async Task The_other_methods_are_answered_as_they_should_be()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        var get = await shop.GetAsync("/lines/line-1");
        var head = await shop.SendAsync(HttpMethod.Head, "/lines/line-1", null, WebShop.Ada);
        (head.Status, head.Body, head.ETag, head.Headers["Content-Length"]).Should().Be((200, "", get.ETag, get.Headers["Content-Length"]));
        (await shop.SendAsync(HttpMethod.Head, "/lines/line-9", null, WebShop.Desk)).Status.Should().Be(404);
        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch })
        {
            var reply = await shop.SendAsync(method, "/lines/line-1", null, WebShop.Ada);
            reply.Status.Should().Be(405, method.Method);
            reply.Headers["Allow"].Split(", ").Should().BeEquivalentTo("GET", "HEAD", "POST");
        }
    }

    [Fact]
    public async Task A_caller_who_goes_away_leaves_nothing_half_done()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();
        for (var i = 0; i < 60; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(shop.Client.BaseAddress!.Host, shop.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
            var body = Contact.Replace("mail-2", $"gone-{i}", StringComparison.Ordinal);
            var head = $"POST /lines/line-1 HTTP/1.1\r\nHost: x\r\nAuthorization: Test {WebShop.Ada}\r\nIdempotency-Key: gone-{i}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
            var part = head + body[..(i % 2 == 0 ? body.Length : body.Length / 2)];
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(part), TestContext.Current.CancellationToken);
            socket.Client.Close(0);
        }

        // Who is not sure sends it again, and it is there once.
        for (var i = 0; i < 60; i++)
            (await shop.GiveAsync("line-1", Contact.Replace("mail-2", $"gone-{i}", StringComparison.Ordinal), headers: ("Idempotency-Key", $"gone-{i}"))).Status.Should().Be(200);
        var updates = (await shop.GetAsync("/lines/line-1/history", WebShop.Desk)).Json.EnumerateArray()
            .Where(each => each.GetProperty("event").GetString() == "ContactUpdated").Select(each => each.GetProperty("contact").GetString());
        updates.Should().BeEquivalentTo(Enumerable.Range(0, 60).Select(i => $"gone-{i}"));
        shop.Logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
