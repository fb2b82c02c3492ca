using SelfCare;

namespace EsimLifecycle.Tests;

/// <summary>The desk, driven by a transcript: what a person types is looked for in the choices.</summary>
public sealed class SelfCareDeskTests : IDisposable
{
    private const string Phone = "89049032123451234512345678901235";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selfcare-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Without_a_terminal_it_says_so_and_what_to_use_instead()
    {
        var run = SelfCareRun.Of("desk", "--journal", _folder);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("there is no terminal").And.Contain("open, do, ask, advance and status");
        run.Output.Should().BeEmpty();
        SelfCareRun.Of("desk", "--journal", _folder, "--culture", "id").Error.Should().Contain("tidak ada terminal");
    }

    [Fact]
    public void Who_only_looks_leaves_nothing_behind()
    {
        At("2026-01-31T03:00:00Z", "Leave").Screen.Should().Contain("Everything that was done is stored.");

        Directory.Exists(_folder).Should().BeFalse();
    }

    [Fact]
    public void A_subscription_is_opened_paid_activated_and_cancelled_after_its_account_was_shown()
    {
        var session = At(
            "2026-01-31T03:00:00Z",
            "Open", "axis-keep-number", "keep-monthly", "sub-1", "mail-1",
            "Somebody", "system", "Recording a", "", "", "Card", "", "Yes",
            "Somebody", "customer", "Activation", "Yes",
            "Binding a", Phone, "Phone", "", "Yes",
            "Requesting a", "end of", "no longer", "", "Yes",
            "Leave");

        session.ExitCode.Should().Be(0);
        session.Screen.Should().Contain("awaiting activation").And.Contain("Payment of USD 3.00 by card (desk-2): pays the first period")
            .And.Contain("> Activation").And.Contain("Device bound: phone " + Phone)
            .And.Contain("What would it mean to cancel").And.Contain("Unbind these devices").And.Contain("Cancellation requested");
        Status().Should().Contain("in final clearing");
    }

    [Fact]
    public void What_is_not_possible_is_said_with_its_reasons_and_from_when()
    {
        Opened();

        var screen = At("2026-02-10T03:00:00Z", "sub-1", "What is not", "Leave").Screen;

        screen.Should().Contain("Withdrawing the").And.Contain("No cancellation has been requested").And.Contain("No device is bound to this subscription.");
    }

    [Fact]
    public void From_when_it_is_possible_is_said_once()
    {
        Opened();
        SelfCareRun.Of("do", "sub-1", "Renew", "method=Card", "--journal", _folder, "--now", "2026-02-10T03:00:00Z").ExitCode.Should().Be(0);

        var screen = string.Join(' ', At("2026-02-10T03:00:00Z", "sub-1", "What is not", "Leave").Screen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        screen.Should().Contain("A payment is already being processed. Please wait for its result. You can try again from").And.NotMatchRegex(@"again from [^.]+\. Possible from");
    }

    [Fact]
    public void Who_says_no_at_the_end_has_changed_nothing()
    {
        Opened();
        var before = Status();

        At("2026-02-10T03:00:00Z", "sub-1", "Requesting a", "immediately", "privacy", "", "No", "Leave").Screen.Should().Contain("What would it mean to cancel");

        Status().Should().Be(before);
    }

    [Fact]
    public void Who_is_gone_in_the_middle_of_a_question_has_lost_nothing_that_was_done()
    {
        Opened();

        var session = At("2026-02-10T03:00:00Z", "sub-1", "Binding a", Phone, "Phone", "", "Yes", "Requesting a", "immediately");

        session.ExitCode.Should().BeNull();
        Status().Should().Contain(Phone).And.NotContain("clearing");
    }

    [Fact]
    public void An_empty_line_where_something_is_needed_is_answered_with_what_that_is()
    {
        Opened();

        At("2026-02-10T03:00:00Z", "sub-1", "Binding a", "", Phone, "Phone", "", "Yes", "Leave").Screen.Should().Contain("Something is expected here: 32 digits");

        Status().Should().Contain(Phone);
    }

    [Fact]
    public void A_cancellation_that_costs_money_is_only_done_by_a_yes()
    {
        Opened("axis-data", "data-contract", "USD 15.00");

        At("2026-02-10T03:00:00Z", "sub-1", "Requesting a", "immediately", "no longer", "", "", "Leave").Screen.Should().Contain("Do it? No");

        Status().Should().NotContain("awaiting documents");
    }

    [Fact]
    public void A_clock_that_was_set_is_moved_on_by_hand()
    {
        Opened();

        var screen = At("2026-02-10T03:00:00Z", "sub-1", "Let time", "Another moment", "2026-04-01T00:00:00Z", "Another subscription", "Leave").Screen;

        screen.Should().Contain("Grace period began").And.Contain("Subscription closed");
        Status().Should().Contain("closed");
    }

    [Fact]
    public void It_speaks_the_users_language() =>
        At("2026-01-31T03:00:00Z", ["Keluar"], "--culture", "id").Screen.Should().Contain("Meja layanan").And.Contain("Langganan yang mana?");

    private void Opened(string policy = "axis-keep-number", string plan = "keep-monthly", string price = "USD 3.00")
    {
        foreach (var command in (string[][])[
            ["open", "sub-1", "--policy", policy, "--plan", plan, "--contact", "mail-1"],
            ["do", "sub-1", "RecordPayment", "reference=p-1", $"amount={price}", "method=Card", "by=System"],
            ["do", "sub-1", "Activate"]])
        {
            SelfCareRun.Of([.. command, "--journal", _folder, "--now", "2026-01-31T03:00:00Z"]).ExitCode.Should().Be(0);
        }
    }

    private string Status() => SelfCareRun.Of("status", "sub-1", "--journal", _folder, "--now", "2026-02-10T03:00:00Z").Output;

    private Session At(string now, params string[] script) => At(now, script, []);

    /// <summary>A session.</summary>
    private Session At(string now, string[] script, params string[] options)
    {
        using var console = new ScriptedConsole(script);
        using var output = new StringWriter();
        int? code = null;
        try
        {
            code = App.Run(
                ["desk", "--journal", _folder, "--now", now, .. options],
                new Terminal(TextReader.Null, output, output) { ToDialog = () => console });
        }
        catch (SessionEndedException)
        {
        }

        return new Session(code, console.Screen);
    }

    private sealed record Session(int? ExitCode, string Screen);
}
