namespace EsimLifecycle.Tests;

public class SelfCareFaultTests
{
    private const string Good = """{ "at": "2026-01-31T10:00:00Z", "do": "OpenSubscription", "id": "s", "plan": "day" }""";

    [Theory]
    [InlineData("$.steps[1].at", "yesterday", """{ "at": "yesterday" }""")]
    [InlineData("$.steps[1].at", "before the step above", """{ "at": "2026-01-31T16:59:59+07:00" }""")]
    [InlineData("$.steps[1].at", "2500", """{ "at": "2500-01-01T00:00:00Z" }""")]
    [InlineData("$.steps[1].at", "null", """{ "at": null }""")]
    [InlineData("$.steps[1]", "'at' is missing", """{ "do": "Activate" }""")]
    [InlineData("$.steps[1].reason", "without 'do'", """{ "at": "2026-02-01T10:00:00Z", "reason": "Other" }""")]
    [InlineData("$.steps[1].do", "found again", """{ "at": "2026-02-01T10:00:00Z", "do": "Activate", "do": "Resume" }""")]
    [InlineData("$.steps[1].do", "number 7", """{ "at": "2026-02-01T10:00:00Z", "do": 7 }""")]
    [InlineData("$.steps[1]", "Fly", """{ "at": "2026-02-01T10:00:00Z", "do": "Fly" }""")]
    [InlineData("$.steps[1].reason", "Boredom", """{ "at": "2026-02-01T10:00:00Z", "do": "RequestCancellation", "reason": "Boredom" }""")]
    [InlineData("$.steps[1].speed", "speed", """{ "at": "2026-02-01T10:00:00Z", "do": "Activate", "speed": 1 }""")]
    [InlineData("$.steps[1]", "reason", """{ "at": "2026-02-01T10:00:00Z", "do": "RequestCancellation" }""")]
    [InlineData("$.steps[1].by.role", "Boss", """{ "at": "2026-02-01T10:00:00Z", "do": "Activate", "by": { "role": "Boss" } }""")]
    [InlineData("$.steps[1].by", "null", """{ "at": "2026-02-01T10:00:00Z", "do": "Activate", "by": null }""")]
    [InlineData("$.steps[1].id", "a b", """{ "at": "2026-02-01T10:00:00Z", "do": "Activate", "id": "a b" }""")]
    [InlineData("$.steps[1].about", "surrogate", """{ "at": "2026-02-01T10:00:00Z", "about": "\ud800" }""")]
    [InlineData("$.steps[1].ask", "Price", """{ "at": "2026-02-01T10:00:00Z", "ask": "Price" }""")]
    [InlineData("$.steps[1].ask", "both 'ask' and 'do'", """{ "at": "2026-02-01T10:00:00Z", "ask": "Progress", "do": "Activate" }""")]
    [InlineData("$.steps[1].ask", "number 7", """{ "at": "2026-02-01T10:00:00Z", "ask": 7 }""")]
    [InlineData("$.steps[1].reason", "Boredom", """{ "at": "2026-02-01T10:00:00Z", "ask": "Checklist", "reason": "Boredom" }""")]
    [InlineData("$.steps[1]", "reason", """{ "at": "2026-02-01T10:00:00Z", "ask": "Checklist" }""")]
    [InlineData("$.steps[1].id", "id", """{ "at": "2026-02-01T10:00:00Z", "ask": "Checklist", "reason": "Privacy", "id": "m-1" }""")]
    [InlineData("$.steps[1].reason", "progress", """{ "at": "2026-02-01T10:00:00Z", "ask": "Progress", "reason": "Privacy" }""")]
    [InlineData("$.steps[1]", "array", "[]")]
    public void A_broken_step_is_named_by_its_path_and_nothing_is_played(string path, string found, string step) =>
        Faulty($$"""{ "policy": "axis-renewal", "by": { "role": "Customer" }, "steps": [ {{Good}}, {{step}} ] }""", path, found);

    [Theory]
    [InlineData("$.steps[1]", "'from' is missing", "\"payload\": {}")]
    [InlineData("$.steps[1]", "'payload' is missing", "\"from\": \"lpac\"")]
    [InlineData("$.steps[1].from", "expected one of es2plus, ", "\"from\": \"nobody\", \"payload\": {}")]
    [InlineData("$.steps[1].speed", "speed", "\"from\": \"lpac\", \"payload\": {}, \"speed\": 1")]
    [InlineData("$.steps[1].device", "EID", "\"from\": \"lpac\", \"payload\": {}, \"device\": \"89\"")]
    [InlineData("$.steps[1].iccid", "ICCID", "\"from\": \"lpac\", \"payload\": {}, \"iccid\": \"89\"")]
    [InlineData("$.steps[1].payload:", "another object", "\"from\": \"lpac\", \"payload\": {}")]
    [InlineData("$.steps[1].payload.iccid", "a JSON number", "\"from\": \"esim-go\", \"payload\": { \"event\": \"esim.deleted\", \"iccid\": 8944538532008160000 }")]
    [InlineData("$.steps[1].payload.iccid", "it twice", "\"from\": \"esim-go\", \"payload\": { \"event\": \"esim.deleted\", \"iccid\": \"1\", \"ICCID\": \"1\" }")]
    [InlineData("$.steps[1].payload.content.smdpStatus", "MELTED", "\"from\": \"esim-access\", \"payload\": { \"notifyType\": \"SMDP_EVENT\", \"content\": { \"smdpStatus\": \"MELTED\" } }")]
    public void A_notification_that_cant_be_read_is_named_by_its_path_and_nothing_is_played(string path, string found, string fields) =>
        Faulty(
            $$"""
            { "policy": "axis-renewal", "by": { "role": "Customer" },
              "steps": [ {{Good}}, { "at": "2026-02-01T10:00:00Z", "do": "Notification", {{fields}} } ] }
            """,
            path,
            found);

    [Theory]
    [InlineData("$", "'policy' is missing", """{ "steps": [] }""")]
    [InlineData("$.policy", "nobody", """{ "policy": "nobody", "steps": [] }""")]
    [InlineData("$.steps", "empty", """{ "policy": "axis-data", "steps": [] }""")]
    [InlineData("$.stepz", "stepz", """{ "policy": "axis-data", "steps": [ { "at": "2026-01-31T10:00:00Z" } ], "stepz": 1 }""")]
    [InlineData("$.steps[0]", "'by' is missing", """{ "policy": "axis-data", "steps": [ { "at": "2026-01-31T10:00:00Z", "do": "Resume" } ] }""")]
    [InlineData("line 1, byte 2", "no JSON", "{")]
    [InlineData("$", "array", "[]")]
    public void A_broken_story_is_named_by_its_path_and_nothing_is_played(string path, string found, string story) =>
        Faulty(story, path, found);

    [Fact]
    public void Who_names_no_story_is_told_which_there_are()
    {
        var run = SelfCareRun.Of("play", "99");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("99: is no file and none of the stories, which are 1, 1b,").And.NotContain("Could not find");
    }

    [Fact]
    public void Who_mistypes_a_command_is_told_the_nearest_ones()
    {
        SelfCareRun.Of("do", "sub-1", "Chancel").Error.Should().Contain("found 'Chancel'; did you mean RequestCancellation or").And.NotContain("BindDevice");
        SelfCareRun.Of("do", "sub-1", "bindDevise").Error.Should().Contain("did you mean BindDevice");
    }

    [Fact]
    public void A_policy_within_a_story_is_told_every_fault()
    {
        var story = """
            { "policy": { "identity": { "name": "p", "version": 0, "currency": "USD", "zone": "Mars" }, "plans": [] },
              "steps": [ { "at": "2026-01-31T10:00:00Z" } ] }
            """;

        Faulty(story, "$.policy.identity.version", "0").Should().Contain("$.policy.identity.zone is 'Mars'").And.Contain("$.policy.plans");
    }

    [Fact]
    public void A_fault_in_the_last_file_keeps_the_first_from_being_played()
    {
        var first = Path.Combine(AppContext.BaseDirectory, "stories", "1-axis-keep-number.json");

        var run = SelfCareRun.Of("play", first, "no-such-story.json");

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith("no-such-story.json: ");
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("play", "9z")]
    [InlineData("do", "sub-1")]
    [InlineData("list", "--now", "tomorrow", "--journal", "no-such-folder")]
    [InlineData("status", "nobody", "--journal", "no-such-folder")]
    [InlineData("status", "a b", "--journal", "no-such-folder")]
    [InlineData("policy", "no-such-policy")]
    [InlineData("--culture", "klingon-language")]
    [InlineData("play", "1", "--culture", "klingon-language")]
    public void A_command_line_that_says_nothing_to_the_program_ends_with_2(params string[] arguments)
    {
        var run = SelfCareRun.Of(arguments);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().NotBeEmpty();
    }

    [Fact]
    public void The_chart_is_printed_as_the_library_draws_it()
    {
        SelfCareRun.Of("diagram").Output.Trim().Should().Be(SubscriptionChart.Instance.ToMermaid().Trim());
        SelfCareRun.Of("diagram", "--dot").Output.Trim().Should().Be(SubscriptionChart.Instance.ToDot().Trim());
        SelfCareRun.Of("diagram", "binding").Output.Trim().Should().Be(BindingChart.Instance.ToMermaid().Trim());
        SelfCareRun.Of("diagram", "profile", "--dot").Output.Trim().Should().Be(ProfileChart.Instance.ToDot().Trim());
        SelfCareRun.Of("diagram", "refund").Output.Trim().Should().Be(RefundChart.Instance.ToMermaid().Trim());
        SelfCareRun.Of("diagram", "horoscope").ExitCode.Should().Be(2);
    }

    [Fact]
    public void A_policy_is_printed_so_that_it_can_be_read_again()
    {
        var printed = SelfCareRun.Of("policy", "axis-data").Output;

        CarrierPolicy.FromJson(System.Text.Encoding.UTF8.GetBytes(printed)).Should().Be(CarrierPolicy.Preset("axis-data"));
    }

    private static string Faulty(string story, string path, string found)
    {
        var run = SelfCareRun.WithInput(story, "play", "-");

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().StartWith("standard input: ").And.Contain(path).And.Contain(found);
        return run.Error;
    }
}
