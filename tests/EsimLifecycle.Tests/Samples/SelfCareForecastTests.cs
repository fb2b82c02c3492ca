namespace EsimLifecycle.Tests;

/// <summary>The months ahead as they are drawn, and the card of a subscription.</summary>
public sealed class SelfCareForecastTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selfcare-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_month_is_a_line_with_a_sign_for_each_day_and_its_charges_below()
    {
        Renewing();

        var lines = Run("forecast", "sub-1", "--until", "2026-04-30").Output.Split('\n');

        lines[0].Should().Be("What is ahead of sub-1, through 30 Apr 2026");
        lines.Should().ContainInOrder(
            "Feb 2026  ████████████████████████$███         USD 31.00",
            "          25 $ USD 31.00 by card for monthly, paid through 30 Mar 2026",
            "Mar 2026  ███████████████████████████$███      USD 31.00",
            "          28 $ USD 31.00 by card for monthly, paid through 29 Apr 2026",
            "Apr 2026  ██████████████████████████$███       USD 31.00",
            "█ active   $ charge",
            "In all USD 93.00 in 3 charges.");
        lines.Should().OnlyContain(line => line.Length <= 80 && !line.EndsWith(' '));
    }

    [Fact]
    public void Where_payments_fail_it_shows_each_attempt_the_grace_period_and_the_end_and_stops_there()
    {
        Renewing();

        var run = Run("forecast", "sub-1", "--until", "2026-12-31", "--payments", "fail");

        run.Output.Should().Contain("Feb 2026  ████████████████████████xx█x").And.Contain("fails, attempt 2").And.Contain("▒ Grace period began")
            .And.Contain("30 · Subscription closed: expired").And.Contain("Nothing will be charged.").And.NotContain("May 2026");
    }

    [Fact]
    public void What_it_draws_is_what_then_happens()
    {
        Renewing();
        Run("forecast", "sub-1", "--payments", "fail", "--json").Lines[^1].GetProperty("status").GetString().Should().Be("Closed");

        SelfCareRun.Of("advance", "sub-1", "--journal", _folder, "--now", "2026-06-01T00:00:00+07:00").ExitCode.Should().Be(0);

        SelfCareRun.Of("status", "sub-1", "--journal", _folder, "--now", "2026-06-01T00:00:00+07:00").Output.Should().Contain("closed at the end of 29 Mar 2026: expired");
    }

    [Fact]
    public void It_is_drawn_in_the_users_language_and_nothing_is_stored()
    {
        Renewing();
        var before = File.ReadAllText(Path.Combine(_folder, "sub-1.jsonl"));

        Run("forecast", "sub-1", "--culture", "zh-Hans").Output.Should().Contain("2026年2月").And.Contain("█ 使用中   $ 扣款");
        Run("forecast", "sub-1", "--culture", "id").Output.Should().Contain("Seluruhnya USD 186,00 dalam 6 tagihan.");

        File.ReadAllText(Path.Combine(_folder, "sub-1.jsonl")).Should().Be(before);
    }

    [Theory]
    [InlineData("--until", "tomorrow")]
    [InlineData("--until", "2025-01-01")]
    [InlineData("--until", "2999-01-01")]
    [InlineData("--payments", "perhaps")]
    [InlineData("--review", "sleeps")]
    public void What_cant_be_foreseen_ends_with_2(params string[] options)
    {
        Renewing();

        Run(["forecast", "sub-1", .. options]).ExitCode.Should().Be(2);
    }

    [Fact]
    public void The_card_says_what_is_charged_next_and_how_far_the_cancellation_has_come()
    {
        Renewing();
        Run("status", "sub-1").Output.Should().Contain("│ Next charge   25 Feb 2026: USD 31.00 by card for monthly")
            .And.NotContain("Ledger").And.Contain("│ Paid          up to and including 27 Feb 2026");
        Run("status", "sub-1", "-v").Output.Should().Contain("paid in advance").And.Contain("│ Version");

        Run("do", "sub-1", "RequestCancellation", "reason=NoLongerNeeded", "timing=EndOfTerm", "contact=mail-1").ExitCode.Should().Be(0);

        var card = Run("status", "sub-1").Output;
        card.Should().Contain("│ Cancellation  Your cancellation has been in final clearing since 31 Jan 2026").And.Contain("The last day of service is 27 Feb 2026.")
            .And.Contain("Nothing will be paid back.").And.NotContain("Next charge");
        Run("ask", "sub-1", "Progress", "--culture", "id").Output.Should().Contain("Hari terakhir layanan adalah 27 Feb 2026.");
    }

    [Fact]
    public void What_is_owed_for_leaving_within_the_minimum_term_is_foreseen_and_on_the_card_after_closing()
    {
        Contracted();

        Run("status", "sub-1").Output.Should().Contain("│ Minimum term  up to and including 30 Jan 2027");
        Run("forecast", "sub-1").Output.Should().Contain("· Subscription closed: expired").And.Contain("· owed then: USD 55.00").And.Contain("Owed in the end: USD 55.00.")
            .And.NotContain("Nothing will be charged");
        SelfCareRun.Of("status", "sub-1", "--journal", _folder, "--now", "2026-06-01T00:00:00+07:00").Output.Should().MatchRegex(@"│ Owed +USD 55\.00").And.NotContain("Ledger");
    }

    [Fact]
    public void Where_a_request_lapses_because_nobody_does_what_it_waits_for_it_is_said_what_follows_otherwise()
    {
        Contracted();
        Run("do", "sub-1", "RequestCancellation", "reason=NoLongerNeeded").ExitCode.Should().Be(0);

        Run("forecast", "sub-1").Output.Replace("\n", " ", StringComparison.Ordinal).Should().Contain("so it lapses on 15 Feb 2026")
            .And.Contain("(--customer acts), the subscription is closed on 31 Jan 2026.");
        Run("forecast", "sub-1", "--customer", "acts").Output.Should().Contain("$ Paying").And.NotContain("lapses");
        Run("status", "sub-1").Output.Should().NotContain("next charge");
    }

    [Fact]
    public void All_dates_on_a_screen_are_written_in_one_way()
    {
        Renewing();

        foreach (var screen in (string[])[Run("status", "sub-1", "-v").Output, Run("forecast", "sub-1", "--payments", "fail").Output, SelfCareRun.Of("history", "sub-1", "--journal", _folder).Output])
            screen.Should().MatchRegex(@"[0-9] (Jan|Feb|Mar)\s+2026").And.NotMatchRegex("January|February|March");
    }

    /// <summary>A year's contract with a fee for leaving early.</summary>
    private void Contracted()
    {
        foreach (var command in (string[][])[
            ["open", "sub-1", "--policy", "axis-data", "--plan", "data-contract", "--contact", "mail-1"],
            ["do", "sub-1", "RecordPayment", "reference=p-1", "amount=USD 15.00", "method=Card", "by=System"],
            ["do", "sub-1", "Activate"]])
        {
            Run(command).ExitCode.Should().Be(0);
        }
    }

    /// <summary>A monthly plan that renews by card.</summary>
    private void Renewing()
    {
        foreach (var command in (string[][])[
            ["open", "sub-1", "--policy", "axis-renewal", "--plan", "monthly", "--contact", "mail-1"],
            ["do", "sub-1", "RecordPayment", "reference=p-1", "amount=USD 31.00", "method=Card", "by=System"],
            ["do", "sub-1", "Activate"],
            ["do", "sub-1", "ReportProvisioning", "provisioning=provisioning-3", "by=System"],
            ["do", "sub-1", "SetAutoRenewal", "on=true", "method=Card"]])
        {
            Run(command).ExitCode.Should().Be(0);
        }
    }

    private SelfCareRun Run(params string[] arguments) => SelfCareRun.Of([.. arguments, "--journal", _folder, "--now", "2026-01-31T10:02:00+07:00"]);
}
