using System.Text.Json;

namespace EsimLifecycle.Tests;

/// <summary>What a platform sent, as a step of a story and from a shell.</summary>
public class SelfCareNotificationTests
{
    private const string Opened = """
        { "at": "2026-04-01T12:00:00+07:00", "do": "OpenSubscription", "id": "travel-1", "plan": "travel-30d", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } },
        { "at": "2026-04-01T12:01:00+07:00", "do": "RecordPayment", "reference": "pp-500", "amount": "USD 40.00", "method": "PayPal", "by": { "role": "System" } },
        { "at": "2026-04-03T07:30:00+07:00", "do": "Activate", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } }
        """;

    private const string Usage = """
        "do": "Notification", "from": "esim-access", "payload": { "notifyType": "DATA_USAGE", "notifyId": "n-1", "content": { "iccid": "8910300000059818839", "orderUsage": 5 } }
        """;

    [Fact]
    public void A_notification_is_played_as_the_fact_it_means() =>
        Texts(Play($$"""{ "at": "2026-04-04T00:00:00Z", {{Usage}} }""")[^1]).Should().Equal("Accepted", "UsageRecorded");

    [Fact]
    public void The_same_one_again_is_done_already() =>
        Texts(Play($$"""{ "at": "2026-04-04T00:00:00Z", {{Usage}} }, { "at": "2026-04-04T00:01:00Z", {{Usage}} }""")[^1]).Should().Equal("AlreadyDone");

    [Fact]
    public void By_says_who_else_it_is_from() =>
        Play($$"""{ "at": "2026-04-04T00:00:00Z", {{Usage}}, "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } }""")[^1]
            .GetProperty("refusals")[0].GetProperty("code").GetString().Should().Be("role.not_permitted");

    [Fact]
    public void Information_lets_time_pass()
    {
        var steps = Play("""
            { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "esim-go",
              "payload": { "date": "2026-04-04T00:00:00Z", "event": "esim.deletion_scheduled", "iccid": "8943108161000670038" } }
            """);

        Texts(steps[^1]).Should().Equal("Accepted");
    }

    private const string Bound = """
        { "at": "2026-04-03T07:31:00+07:00", "do": "BindDevice", "device": "89049032123451234512345678901235", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } }
        """;

    [Fact]
    public void A_download_under_way_changes_no_refund_and_says_so()
    {
        const string Ask = """{ "at": "2026-04-05T00:00:00Z", "ask": "Checklist", "reason": "TechnicalProblem", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } }""";
        var before = Play(Ask)[^1].GetProperty("checklist").GetProperty("net").GetString();

        var steps = Play($$"""
            { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "esim-access", "payload": { "notifyType": "SMDP_EVENT", "notifyId": "n1",
              "content": { "iccid": "8910300000050000039", "eid": "89049032123451234512345678901235", "esimStatus": "GOT_RESOURCE", "smdpStatus": "DOWNLOAD", "seqNumber": null } } },
            {{Ask}}
            """);

        steps[^1].GetProperty("checklist").GetProperty("net").GetString().Should().Be(before);
        steps[^2].GetProperty("notice").GetProperty("profile").GetString().Should().Be("DOWNLOAD");
        steps[^2].GetProperty("events").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public void A_deletion_that_names_no_profile_unbinds_nothing_and_says_why()
    {
        var steps = Play($$"""
            {{Bound}},
            { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "lpac", "device": "89049032123451234512345678901235", "iccid": "8988211000000530082",
              "payload": { "type": "lpa", "payload": { "code": 0, "data": [ { "seqNumber": 21, "profileManagementOperation": "enable", "iccid": "8988211000000530082" },
                { "seqNumber": 22, "profileManagementOperation": "delete", "iccid": null } ] } } }
            """);

        Texts(steps[^2]).Should().Equal("Accepted", "ProfileReported");
        Texts(steps[^1]).Should().Equal("Accepted");
        steps[^1].GetProperty("notice").GetProperty("whyNot").GetProperty("code").GetString().Should().Be("Missing");
    }

    [Fact]
    public void Released_after_it_was_installed_proves_the_unbinding()
    {
        const string From = "\"do\": \"Notification\", \"from\": \"esim-go\"";

        Texts(Play($$"""
            {{Bound}},
            { "at": "2026-04-04T00:00:00Z", {{From}}, "payload": { "iccid": "8944500000000000018", "profileStatus": "Installed", "date": "2026-04-03T14:05:18Z",
              "device": { "imei": "350000000000006", "eid": "89049032123451234512345678901235" } } },
            { "at": "2026-04-05T00:00:00Z", {{From}}, "payload": { "iccid": "8944500000000000018", "profileStatus": "Released", "date": "2026-04-04T14:05:18Z" } }
            """)[^1]).Should().Equal("Accepted", "ProfileReported", "DeviceUnbound");
    }

    [Fact]
    public void A_counter_of_an_order_that_was_topped_up_uses_up_no_new_week()
    {
        var run = SelfCareRun.WithInput(
            """
            { "policy": { "identity": { "name": "shop", "version": 1, "currency": "USD", "zone": "Asia/Jakarta" },
                "plans": [ { "code": "gb1", "price": "USD 4.00", "length": "P7D", "dataBytes": 1073741824 } ] },
              "by": "System",
              "steps": [
                { "at": "2026-03-01T09:00:00+07:00", "do": "OpenSubscription", "id": "g-1", "plan": "gb1", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } },
                { "at": "2026-03-01T09:01:00+07:00", "do": "RecordPayment", "reference": "p-1", "amount": "USD 4.00", "method": "Card" },
                { "at": "2026-03-01T09:02:00+07:00", "do": "Activate", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" } },
                { "at": "2026-03-05T12:00:00+07:00", "do": "Notification", "from": "esim-access", "payload": { "notifyType": "DATA_USAGE", "notifyId": "u1",
                  "content": { "totalVolume": 1073741824, "orderUsage": 966367642, "lastUpdateTime": "2026-03-05T03:00:00Z" } } },
                { "at": "2026-03-07T09:00:00+07:00", "do": "RecordPayment", "reference": "p-2", "amount": "USD 4.00", "method": "Card" },
                { "at": "2026-03-10T12:00:00+07:00", "do": "Notification", "from": "esim-access", "payload": { "notifyType": "DATA_USAGE", "notifyId": "u2",
                  "content": { "totalVolume": 2147483648, "orderUsage": 1073741824, "lastUpdateTime": "2026-03-10T03:00:00Z" } } } ] }
            """,
            "play",
            "-",
            "--json");

        run.ExitCode.Should().Be(0, run.Error);
        Texts(run.Lines[3]).Should().Equal("Accepted", "UsageRecorded", "DataLow");
        Texts(run.Lines[5]).Should().NotContain("UsageRecorded").And.NotContain("DataExhausted");
        run.Lines[5].GetProperty("notice").GetProperty("whyNot").GetProperty("code").GetString().Should().Be("Ambiguous");
    }

    [Fact]
    public void Nothing_to_tell_lets_time_pass() =>
        Texts(Play("""
            { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "lpac", "payload": { "type": "lpa", "payload": { "code": 0, "data": [] } } }
            """)[^1]).Should().Equal("Accepted");

    [Fact]
    public void Each_notice_of_a_list_is_a_step_under_its_own_name()
    {
        var list = """
            "do": "Notification", "from": "lpac", "device": "89049032123451234512345678901235", "payload": { "type": "lpa", "payload": { "code": 0, "data": [
              { "seqNumber": 1, "profileManagementOperation": "install", "iccid": "8988211000000530082" },
              { "seqNumber": 2, "profileManagementOperation": "enable", "iccid": "8988211000000530082" } ] } }
            """;

        var steps = Play($$"""{ "at": "2026-04-04T00:00:00Z", {{list}} }, { "at": "2026-04-05T00:00:00Z", {{list}} }""");

        steps.Should().HaveCount(3 + 2 + 2);
        steps.Skip(3).SelectMany(Texts).Should().Equal("Accepted", "ProfileReported", "Accepted", "ProfileReported", "AlreadyDone", "AlreadyDone");
    }

    [Fact]
    public void A_vendors_points_are_known_by_its_name() =>
        Play("""
            { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "es2plus-cmi", "about": "The phone says that it is off.",
              "payload": { "iccid": "8988211000000530082", "notificationPointId": "102", "notificationPointStatus": { "status": "Executed-Success" } } }
            """)[^1].GetProperty("events")[0].GetProperty("state").GetString().Should().Be("Disabled");

    [Fact]
    public void The_timeline_says_where_it_came_from()
    {
        var run = SelfCareRun.WithInput(Story($$"""{ "at": "2026-04-04T00:00:00Z", {{Usage}} }"""), "play", "-");

        run.Output.Should().Contain("esim-access says DATA_USAGE").And.MatchRegex("Recording usage: .*\n +automated system\n");
    }

    [Fact]
    public void A_kept_subscription_takes_it_from_a_shell()
    {
        var folder = Directory.CreateTempSubdirectory("self-care-").FullName;
        try
        {
            SelfCareRun.Of("open", "line-1", "--policy", "axis-travel", "--plan", "travel-30d", "--journal", folder, "--now", "2026-04-01T00:00:00Z").ExitCode.Should().Be(0);

            var run = SelfCareRun.Of("do", "line-1", $$"""{ {{Usage}} }""", "--journal", folder, "--now", "2026-04-02T00:00:00Z", "--json");

            run.ExitCode.Should().Be(0, run.Error);
            Texts(run.Lines[^1]).Should().Equal("Accepted", "UsageRecorded");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_id_is_given_to_one_notice_only()
    {
        var run = SelfCareRun.WithInput(
            Story("""
                { "at": "2026-04-04T00:00:00Z", "do": "Notification", "from": "airalo", "payload": { "iccids": [ "1", "2" ] }, "commandId": "x" }
                """),
            "play",
            "-");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("$.steps[3].payload: found 2 notices");
    }

    private static string Story(string steps) => $$"""{ "policy": "axis-travel", "steps": [ {{Opened}}, {{steps}} ] }""";

    private static IReadOnlyList<JsonElement> Play(string steps)
    {
        var run = SelfCareRun.WithInput(Story(steps), "play", "-", "--json");
        run.ExitCode.Should().Be(0, run.Error);
        return run.Lines;
    }

    /// <summary>What became of a step: its outcome and its events.</summary>
    private static IEnumerable<string?> Texts(JsonElement step) =>
        step.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("event").GetString()).Prepend(step.GetProperty("outcome").GetString());
}
