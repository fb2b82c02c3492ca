namespace EsimLifecycle.Tests;

/// <summary>What the sample tells whoever writes a policy.</summary>
public class SelfCarePolicyTests
{
    private const string Faulty = """
        {
          // Ours.
          "identity": { "name": "n", "version": 1, "currency": "USD", "zone": "Mars" },
          "plans": [ { "code": "a", "price": "USD 5.00", "length": "P1M" } ],
          "renewal": { "graceDay": 3 },
        }
        """;

    private static readonly string Trap = Faulty.Replace("Mars", "UTC", StringComparison.Ordinal).Replace("\"graceDay\": 3", "", StringComparison.Ordinal)
        .Replace("\"renewal\": {  },", "\"settlement\": { \"cancellationFee\": \"USD 9.00\" }", StringComparison.Ordinal);

    [Fact]
    public void Check_tells_every_fault_and_ends_with_2()
    {
        var run = SelfCareRun.WithInput(Faulty, "policy", "check", "-");

        run.ExitCode.Should().Be(2);
        run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().SatisfyRespectively(
            line => line.Should().StartWith("-: $.renewal.graceDay is the unknown property 'graceDay'; expected one of graceDays, ").And.EndWith("Did you mean 'graceDays'?"),
            line => line.Should().Be("-: $.identity.zone is 'Mars'; expected an IANA time zone such as Asia/Jakarta"),
            line => line.Should().Be("-: 2 faults: the policy can't be used."));
    }

    [Fact]
    public void Check_tells_a_trap_and_ends_well()
    {
        var run = SelfCareRun.WithInput(Trap, "policy", "check", "-");

        run.ExitCode.Should().Be(0);
        run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().SatisfyRespectively(
            line => line.Should().StartWith("-: $.settlement.cancellationFee is USD 9.00: who has bought one period of plan 'a' has paid USD 5.00").And.EndWith("expected at most USD 5.00 (warning)"),
            line => line.Should().Be("-: no fault, 1 warning: the policy can be used, but look at them."));
    }

    [Theory]
    [InlineData("axis-travel")]
    [InlineData("smart-keep-number")]
    public void Every_preset_passes_its_check(string name) => SelfCareRun.Of("policy", "check", name).Output.Trim().Should().Be($"{name}: no fault, no warning.");

    [Fact]
    public void Explain_tells_a_policy_in_the_reader_s_language()
    {
        SelfCareRun.Of("policy", "explain", "axis-travel").Output.Should().StartWith("The policy" + Environment.NewLine).And.Contain("  Leaving costs USD 2.00." + Environment.NewLine);
        SelfCareRun.Of("policy", "explain", "axis-travel", "--culture", "zh-Hans").Output.Should().StartWith("政策" + Environment.NewLine).And.Contain("  注销手续费 USD 2.00。");
        SelfCareRun.Of("policy", "explain", "axis-travel", "--culture", "id").Output.Should().Contain("  Berhenti dikenai biaya USD 2,00." + Environment.NewLine);
    }

    [Fact]
    public void Diff_tells_what_a_change_means()
    {
        var run = SelfCareRun.WithInput(CarrierPolicy.Preset("axis-travel").ToJson().Replace("USD 2.00", "USD 3.00", StringComparison.Ordinal), "policy", "diff", "axis-travel", "-");

        run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().Equal("$.settlement.cancellationFee", "  - Leaving costs USD 2.00.", "  + Leaving costs USD 3.00.",
            "identity.version is 1 in both: raise it, because rules have changed.");
    }

    [Fact]
    public void Diff_tells_whom_a_change_does_not_reach_on_a_line_of_its_own()
    {
        var changed = CarrierPolicy.Preset("axis-travel").ToJson().Replace("USD 12.00", "USD 14.00", StringComparison.Ordinal).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal);

        var run = SelfCareRun.WithInput(changed, "policy", "diff", "axis-travel", "-");

        run.Output.Should().Contain("  + travel-7d: USD 14.00 for 7 days." + Environment.NewLine + "    Who has agreed to a plan already keeps what was agreed." + Environment.NewLine)
            .And.NotContain("raise it");
    }

    [Fact]
    public void Diff_tells_that_there_is_no_difference()
    {
        var policy = CarrierPolicy.Preset("axis-travel");
        var calendar = policy with { Identity = policy.Identity with { Calendar = new BusinessCalendar([IsoDayOfWeek.Sunday], policy.Identity.Calendar.Holidays, policy.Identity.Calendar.Workdays) } };

        SelfCareRun.Of("policy", "diff", "axis-travel", "axis-travel").Output.Trim().Should().Be("axis-travel and axis-travel: no difference.");
        SelfCareRun.WithInput(calendar.ToJson(), "policy", "diff", "axis-travel", "-").Output.Should().StartWith("axis-travel and -: they differ only in what has no sentence, such as the days of the calendar");
    }

    [Theory]
    [InlineData("'chek' is no command of 'policy'; expected one of check, explain, diff, show, schema.", "chek", "mine.json")]
    [InlineData("chek: no such policy, file or command; expected a file, one of axis-keep-number, axis-travel, axis-data, axis-renewal, smart-keep-number, or one of the commands check, explain, diff, show, schema.", "chek")]
    [InlineData("Unrecognized command or argument 'mine.json'.", "axis-travel", "mine.json")]
    [InlineData("mine.json: no such policy or file; expected a file or one of axis-keep-number,", "check", "mine.json")]
    public void A_slip_of_a_command_is_told_as_such(string told, params string[] args)
    {
        var run = SelfCareRun.Of(["policy", .. args]);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith(told);
    }

    [Fact]
    public void Show_prints_what_is_decided_and_schema_the_schema()
    {
        SelfCareRun.Of("policy", "show", "axis-data").Output.Should().Be(CarrierPolicy.Preset("axis-data").ToJson());
        SelfCareRun.Of("policy", "schema").Output.Should().Be(CarrierPolicy.JsonSchema);
    }

    [Fact]
    public void A_policy_with_faults_is_not_explained()
    {
        var run = SelfCareRun.WithInput(Faulty, "policy", "explain", "-");

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("-: $.identity.zone is 'Mars'");
    }
}
