namespace EsimLifecycle.Tests;

/// <summary>Every reason for a refusal is raised by some request, gives its facts, and keeps what it promises.</summary>
public class RefusalTests
{
    /// <summary>The reasons that time alone heals.</summary>
    private static readonly string[] Passing =
    [
        RefusalCode.TimeBeforeHistory, RefusalCode.CancellationTooSoon, RefusalCode.CancellationTooMany, RefusalCode.CancellationCommitment,
        RefusalCode.ChargeInFlight, RefusalCode.RenewalTooFarAhead, RefusalCode.PromotionNotValid, RefusalCode.DocumentNotYetReceived,
        RefusalCode.DeviceUnbindRequested, RefusalCode.DeviceTooManyChanges, RefusalCode.CancellationAlreadyOpen, RefusalCode.ReturnTooSoon,
        RefusalCode.PortOutUnderWay, RefusalCode.ErasureTooSoon,
    ];

    /// <summary>The reasons that a command takes away.</summary>
    private static readonly string[] Curable = [RefusalCode.DeviceStillBound, RefusalCode.DeviceWhileCancelling, RefusalCode.RenewalWhileCancelling, RefusalCode.PortOutNotClosed, RefusalCode.ErasureNotClosed];

    public static readonly TheoryData<string> Codes = new(typeof(RefusalCode).GetFields().Select(field => (string)field.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Is_raised_with_the_facts_that_its_factory_names(string code)
    {
        foreach (var each in CasesOf(code))
        {
            var scenario = each.Play();

            scenario.Last.Outcome.Should().Be(Outcome.Refused);
            var refusal = scenario.Last.Refusals.Should().ContainSingle(refusal => refusal.Code == code).Subject;
            refusal.Facts.Should().Equal(each.Facts.Select(fact => new RefusalFact(fact.Name, fact.Value)));
            refusal.Facts.Select(fact => fact.Name).Should().Equal(RefusalFactories.Facts[code]);
            foreach (var fact in each.Facts)
                refusal[fact.Name].Should().Be(fact.Value);
            refusal["none such"].Should().BeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Where_time_heals_it_does_so_at_that_very_tick(string code)
    {
        foreach (var each in CasesOf(code))
        {
            var scenario = each.Play();
            var retryAt = ReasonIn(scenario, code)!.RetryAt;

            (retryAt is not null).Should().Be(Passing.Contains(code));
            if (retryAt is not { } instant)
                continue;
            ReasonIn(scenario.At(instant - Duration.Epsilon).When(each.Command, each.By), code).Should().NotBeNull("one tick before it is too soon");
            ReasonIn(scenario.At(instant).When(each.Command, each.By), code).Should().BeNull("then it is time");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Where_there_is_a_remedy_it_takes_the_reason_away(string code)
    {
        foreach (var each in CasesOf(code))
        {
            var scenario = each.Play();
            (ReasonIn(scenario, code)!.Remedy is not null).Should().Be(Curable.Contains(code));

            // One device at a time: the remedy of what is left is in the next refusal.
            while (ReasonIn(scenario, code) is { Remedy: { } remedy })
            {
                scenario.When(remedy, RandomHistories.CallerOf(scenario.Policy, remedy.Kind));
                scenario.Last.Outcome.Should().Be(Outcome.Accepted);
                scenario.When(each.Command, each.By);
            }

            (ReasonIn(scenario, code) is null).Should().Be(Curable.Contains(code));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_is_dotted_and_written_in_lower_case(string code) => code.Should().MatchRegex("^[a-z]+\\.[a-z_]+$");

    [Fact]
    public void A_code_stands_for_one_reason() => Codes.Select(row => row.Data).Should().OnlyHaveUniqueItems();

    [Fact]
    public void What_the_status_does_not_permit_is_said_beside_who_may_not_give_it_and_before_the_command_s_own_rule_is_asked() =>
        Scenario.With().Activated()
            .When(new Resume()).ThenRefused(RefusalCode.StatusNotPermitted)
            .When(new Resume(), Caller.System).ThenRefused(RefusalCode.RoleNotPermitted, RefusalCode.StatusNotPermitted)
            .When(new Terminate(TerminationReason.Revoked), Caller.Carrier)
            .When(new AttestUnbound(Scenario.Phone, new PersonalReference("evidence")), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed);

    [Fact]
    public void A_refused_request_brings_about_nothing_but_what_time_does()
    {
        foreach (var each in RefusalCases.All)
        {
            var scenario = each.Given();
            var before = scenario.State;
            scenario.When(each.Command, each.By, each.Id);

            scenario.Last.Events.Should().Equal(scenario.Lifecycle.Advance(before, scenario.Now).Events);
        }
    }

    [Fact]
    public void Every_reason_is_told_at_once_the_callers_first() =>
        Scenario.With(policy => policy with { Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest } })
            .When(new OpenSubscription(Scenario.Id, "monthly")).Bound(Scenario.Phone)
            .When(new RequestCancellation(CancellationReason.Other) { Timing = CancellationTiming.EndOfTerm }, new Caller(Role.System))
            .ThenRefused(
                RefusalCode.RoleNotPermitted,
                RefusalCode.DeviceStillBound,
                RefusalCode.ContactMissing,
                RefusalCode.CancellationNoteMissing,
                RefusalCode.CancellationTiming);

    private static List<RefusalCase> CasesOf(string code)
    {
        var cases = RefusalCases.All.Where(each => each.Code == code).ToList();
        cases.Should().NotBeEmpty("a code needs a request that is refused with it in {0}", nameof(RefusalCases));
        return cases;
    }

    private static Refusal? ReasonIn(Scenario scenario, string code) => scenario.Last.Refusals.SingleOrDefault(refusal => refusal.Code == code);
}
