using Disk = System.IO.File;

namespace EsimLifecycle.Tests;

public sealed class SelfCareAskTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selfcare-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_story_goes_on_after_a_question_as_if_it_had_not_been_asked()
    {
        var asked = Play(
            """{ "at": "2026-02-20T00:00:00Z", "ask": "Checklist", "reason": "NoLongerNeeded" },""",
            """{ "at": "2026-03-01T00:00:00Z", "ask": "Progress" },""").Lines;

        asked[1].GetProperty("outcome").GetString().Should().Be("Asked");
        asked[^1].GetRawText().Should().Be(Play().Lines[^1].GetRawText());
    }

    [Fact]
    public void A_question_sees_what_time_has_brought_and_stores_none_of_it()
    {
        var late = Play("""{ "at": "2026-03-19T00:00:00Z", "ask": "Progress" },""").Lines[^2];

        late.GetProperty("status").GetString().Should().Be("Closed");
        late.GetProperty("events").GetArrayLength().Should().Be(0);
        late.GetProperty("progress").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public void A_person_reads_what_to_do_and_what_it_comes_to()
    {
        Opened();

        var run = Run("2026-02-14T09:00:00Z", "ask", "sub-1", "Checklist", "reason=NoLongerNeeded");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("What would it mean to cancel: no longer needed, immediately").And.Contain("answered, nothing changed")
            .And.Contain("□ Back up the data").And.Contain("□ You get back USD 1.50.")
            .And.MatchRegex(@"your account then +amount").And.MatchRegex(@"Left for you +USD 1\.50");
    }

    [Fact]
    public void It_is_answered_in_the_language_that_is_asked_for()
    {
        Opened();

        Run("2026-02-14T09:00:00Z", "ask", "sub-1", "Checklist", "reason=NoLongerNeeded", "--culture", "id").Output
            .Should().Contain("Anda menerima kembali USD 1,50.");
    }

    [Fact]
    public void What_stands_against_the_request_is_part_of_the_answer()
    {
        Opened();

        var answer = Run("2026-02-14T09:00:00Z", "ask", "sub-1", "Checklist", "reason=Other", """by={"role":"Customer","channel":"Sms"}""", "--json").Lines.Single();

        answer.GetProperty("outcome").GetString().Should().Be("Asked");
        answer.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("code").GetString())
            .Should().Equal("channel.not_accepted", "identity.too_weak", "cancellation.note_missing");
    }

    [Fact]
    public void Asking_a_kept_subscription_stores_nothing()
    {
        Opened();
        var before = Disk.ReadAllText(Path.Combine(_folder, "sub-1.jsonl"));

        Run("2026-03-15T00:00:00Z", "ask", "sub-1", "Checklist", "reason=NoLongerNeeded").ExitCode.Should().Be(0);
        Run("2026-03-15T00:00:00Z", "ask", "sub-1", """{ "ask": "Progress" }""").Output.Should().Contain("no cancellation is open");

        Disk.ReadAllText(Path.Combine(_folder, "sub-1.jsonl")).Should().Be(before);
    }

    [Fact]
    public void The_progress_of_an_open_cancellation_is_told_from_a_shell()
    {
        Opened();
        Run("2026-02-14T09:00:00Z", "do", "sub-1", "RequestCancellation", "reason=NoLongerNeeded").ExitCode.Should().Be(0);

        var progress = Run("2026-02-15T09:00:00Z", "ask", "sub-1", "Progress", "--json").Lines.Single().GetProperty("progress");

        progress.GetProperty("stage").GetString().Should().Be("Clearing");
        progress.GetProperty("waitingFor").GetString().Should().Be("Nobody");
    }

    [Fact]
    public void What_is_possible_is_told_with_its_choices_and_what_is_not_with_its_reasons()
    {
        Opened();

        var run = Run("2026-02-14T09:00:00Z", "ask", "sub-1", "Available");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("What is possible now").And.Contain("✓ Requesting a cancellation").And.Contain("• immediately, last day 21 Feb 2026")
            .And.Contain("✗ Withdrawing the cancellation: No cancellation has been").And.Contain("Possible from").And.NotContain("per month, USD 3.00");
        var available = Run("2026-02-14T09:00:00Z", "ask", "sub-1", "Available", "by=System", "--json").Lines.Single().GetProperty("available").EnumerateArray().ToList();
        available.Should().HaveCount(Enum.GetValues<CommandKind>().Length);
        available.Should().Contain(each => each.GetProperty("kind").GetString() == "RecordPayment" && each.GetProperty("outcome").GetString() == "Accepted");
    }

    [Fact]
    public void The_days_on_which_leaving_costs_least_are_told_the_best_first()
    {
        Opened();
        string[] question = ["ask", "sub-1", "BestDay", "reason=NoLongerNeeded", "from=2026-02-14", "to=2026-02-24"];

        var best = Run("2026-02-14T09:00:00Z", [.. question, "--json"]).Lines.Single().GetProperty("bestDay");

        best.GetProperty("days").GetArrayLength().Should().Be(11);
        best.GetProperty("best").GetString().Should().Be("2026-02-14");
        Run("2026-02-14T09:00:00Z", question).Output.Should().Contain("On which day does leaving cost least: no longer needed").And.Contain("✓ 14 Feb 2026: USD 1.50 comes back in all")
            .And.Contain("• 15 Feb 2026");
        Run("2026-02-14T09:00:00Z", [.. question[..^1], "to=2026-02-01"]).Error.Should().Contain("expected a date from 2026-02-14 to 2027-02-14");
        Run("2026-02-14T09:00:00Z", [.. question[..^1], "to=soon"]).Error.Should().Contain("found 'soon'");
    }

    [Theory]
    [InlineData("ask: found 'Price'", "Price")]
    [InlineData("reason", "Checklist")]
    [InlineData("both", """{ "ask": "Progress", "do": "Activate" }""")]
    public void A_question_that_is_none_ends_with_2(string fault, string question)
    {
        Opened();

        var run = Run("2026-02-14T09:00:00Z", "ask", "sub-1", question);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(fault);
    }

    private static SelfCareRun Play(params string[] questions)
    {
        var run = SelfCareRun.WithInput(
            $$"""
            { "policy": "axis-keep-number", "by": { "role": "Customer", "channel": "App", "identity": "Substantial" }, "steps": [
                { "at": "2026-01-31T10:00:00Z", "do": "ImportSubscription", "id": "s", "plan": "keep-monthly", "contact": "mail-1", "activatedOn": "2025-01-15",
                  "paidFrom": "2026-01-15", "paidUntil": "2026-02-15", "paidForPeriod": "USD 3.00", "by": { "role": "Carrier" } },
                {{string.Concat(questions)}}
                { "at": "2026-03-20T00:00:00Z" } ] }
            """,
            "play",
            "-",
            "--json");
        run.ExitCode.Should().Be(0, run.Error);
        return run;
    }

    private void Opened()
    {
        Run("2026-01-31T03:00:00Z", "open", "sub-1", "--policy", "axis-keep-number", "--plan", "keep-monthly", "--contact", "mail-1").ExitCode.Should().Be(0);
        Run("2026-01-31T03:00:00Z", "do", "sub-1", "RecordPayment", "reference=p-1", "amount=USD 3.00", "method=Card", """by={"role":"System"}""").ExitCode.Should().Be(0);
        Run("2026-01-31T03:00:00Z", "do", "sub-1", "Activate").ExitCode.Should().Be(0);
    }

    private SelfCareRun Run(string now, params string[] arguments) => SelfCareRun.Of([.. arguments, "--journal", _folder, "--now", now]);
}
