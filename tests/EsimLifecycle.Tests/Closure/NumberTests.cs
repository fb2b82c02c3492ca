using static EsimLifecycle.Tests.Scenario;
using M = EsimLifecycle.MessageTemplate;
using N = EsimLifecycle.NumberStatus;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>The number after closing: it rests, can be ported out for a while, and is released.</summary>
public class NumberTests
{
    private static readonly Msisdn Number = Msisdn.Parse("+6281234567890");
    private static readonly SubscriptionId Next = new("sub-2");

    /// <summary>A number that rests for 30 days, and can be ported out for 10.</summary>
    private static Scenario Live(int? rest = 30, int? portOut = 10) =>
        With(policy => policy with { Closure = new ClosurePolicy { NumberRestDays = rest, PortOutDays = portOut, PortOutAnswerDays = 5 } }).Numbered();

    /// <summary>Closed on 2026-01-31 at 10:00.</summary>
    private static Scenario Closed(int? rest = 30, int? portOut = 10) => Live(rest, portOut).Requested().Is(S.Closed);

    private static Scenario Porting(int? rest = 30) => Closed(rest).When(new RequestPortOut { Note = new("authorisation") }).Then<PortOutRequested>();

    /// <summary>The ways that a number can go.</summary>
    internal static IEnumerable<Life> Lives =>
    [
        new("number reused", () => Closed().When(new ReportNumberReused(Next), Caller.System).Then<NumberReused>()),
        new("number ported out", () => Porting().With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>()),
        new("number not ported out in time", () => Porting().Until("2026-02-06").Then<PortOutLapsed>().Until("2026-03-03").Then<NumberReleased>()),
    ];

    private static ReportPortOut Reported(Scenario s, bool failed = false) => new(s.State.Closure!.Number!.PortOuts[^1].Key) { Failed = failed };

    private static Action<Scenario> Rests(N status) => s => s.State.Closure!.Number!.Status.Should().Be(status);

    [Fact]
    public void After_its_rest_the_number_is_released_and_the_carriers_system_is_told() =>
        Closed().With(Rests(N.Resting))
            .Until("2026-03-02T23:59:59").ThenNothing()
            .Until("2026-03-03").Then<NumberReleased>().With(Rests(N.Released))
            .With(s => Instruction.From(s.Event<NumberReleased>()).Should().ContainSingle().Which.Should().BeOfType<ReleaseNumber>().Which.Number.Should().Be(Number))
            .With(s => s.State.NextDeadline.Should().BeNull());

    [Fact]
    public void What_was_shown_at_closing_counts_whatever_the_policy_says_later() =>
        Closed().With(s => s.Follow(s.Policy with { Closure = new ClosurePolicy { NumberRestDays = 1, PortOutDays = null } }))
            .At("2026-02-10").When(new RequestPortOut()).Then<PortOutRequested>().When(new ReportPortOut(new("port-out-7")) { Failed = true }, Caller.System)
            .Until("2026-03-02T23:00:00").ThenNothing().Until("2026-03-03").Then<NumberReleased>();

    [Fact]
    public void Where_the_policy_has_none_or_the_line_has_none_there_is_no_number_to_rest()
    {
        Closed(rest: null, portOut: null).With(s => s.State.Closure!.Number.Should().BeNull()).Until("2030-01-01").ThenNothing();
        With(policy => policy with { Closure = new ClosurePolicy { NumberRestDays = 30 } }).Activated().Requested().With(s => s.State.Closure!.Number.Should().BeNull());
    }

    [Fact]
    public void What_was_ported_out_does_not_rest() =>
        Live().When(new Terminate(TerminationReason.PortedOut), Caller.Carrier).Is(S.Closed).With(s => s.State.Closure!.Number.Should().BeNull())
            .When(new RequestPortOut()).ThenRefused(RefusalCode.NumberNone);

    [Theory]
    [InlineData(TerminationReason.Revoked)]
    [InlineData(TerminationReason.Regulatory)]
    [InlineData(TerminationReason.Fraud)]
    public void It_rests_whatever_else_the_reason(TerminationReason reason) =>
        Live().When(new Terminate(reason), Caller.Carrier).Is(S.Closed).With(Rests(N.Resting));

    [Fact]
    public void Within_the_window_it_can_be_ported_out_and_is_not_released() =>
        Porting().With(s => Instruction.From(s.Event<PortOutRequested>()).Should().ContainSingle().Which.Should()
                .Match<PortOutNumber>(port => port.Number == Number && port.Note == new PersonalReference("authorisation")))
            .With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>().Tells(M.NumberPortedOut).With(Rests(N.PortedOut))
            .Until("2030-01-01").ThenNothing()
            .When(new RequestPortOut()).ThenRefused(RefusalCode.NumberGone);

    [Fact]
    public void While_it_is_under_way_the_number_is_kept_beyond_its_rest() =>
        Closed(rest: 10).Until("2026-02-10T23:00:00").When(new RequestPortOut()).Then<PortOutRequested>()
            .Until("2026-02-14").ThenNothing()
            .With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>().Until("2026-04-01").ThenNothing();

    [Fact]
    public void No_wait_is_without_an_end() =>
        Closed(rest: 10).Until("2026-02-10T23:00:00").When(new RequestPortOut())
            .Until("2026-02-16").Then<PortOutLapsed, NumberReleased>().Tells(M.PortOutFailed);

    [Fact]
    public void Failed_it_can_be_asked_again_within_the_window_and_not_after_it() =>
        Porting().With(s => s.When(Reported(s, failed: true), Caller.System)).Then<PortOutReported>().Tells(M.PortOutFailed).With(Rests(N.Resting))
            .At("2026-02-10").When(new RequestPortOut()).Then<PortOutRequested>()
            .Until("2026-02-16").Then<PortOutLapsed>().With(Rests(N.Resting))
            .When(new RequestPortOut()).ThenRefused(RefusalCode.PortOutWindowOver)
            .Until("2026-03-03").Then<NumberReleased>();

    [Fact]
    public void A_failure_that_is_reported_after_the_rest_releases_it_at_once() =>
        Closed(rest: 10).Until("2026-02-10T23:00:00").When(new RequestPortOut())
            .At("2026-02-12").With(s => s.When(Reported(s, failed: true), Caller.System)).Then<PortOutReported, NumberReleased>();

    [Fact]
    public void A_late_report_is_what_is_true() =>
        Porting().Until("2026-02-06").Then<PortOutLapsed>().With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>().With(Rests(N.PortedOut))
            .Until("2026-04-01").ThenNothing();

    [Fact]
    public void After_the_release_it_is_recorded_and_says_so() =>
        Porting().Until("2026-03-03").Then<PortOutLapsed, NumberReleased>()
            .With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>().With(Rests(N.PortedOut))
            .With(s => s.Event<PortOutReported>().WasReleased.Should().BeTrue());

    [Fact]
    public void Reported_twice_it_is_harmless_and_a_contradiction_is_recorded() =>
        Porting().With(s => s.When(Reported(s), Caller.System)).Then<PortOutReported>()
            .With(s => s.When(Reported(s), Caller.System)).AlreadyDone()
            .With(s => s.When(Reported(s, failed: true), Caller.System)).Then<FactConflicted>().With(Rests(N.PortedOut));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_nobody_asked_for_is_a_conflict_before_closing_and_after_it(bool isClosed) =>
        (isClosed ? Closed() : Live()).When(new ReportPortOut(new("port-out-99")), Caller.System).Then<FactConflicted>()
            .With(s => s.Event<FactConflicted>().Reference.Should().Be(new Reference("port-out-99")));

    [Fact]
    public void Before_closing_a_live_line_is_ported_out_by_ending_it() =>
        Live().When(new RequestPortOut()).ThenRefused(RefusalCode.PortOutNotClosed)
            .With(s => s.Last.Refusals[0].Remedy.Should().Be(new Terminate(TerminationReason.PortedOut)));

    [Fact]
    public void After_the_window_the_refusal_says_when_it_ended_also_once_the_number_is_released() =>
        Closed().Until("2026-02-11").When(new RequestPortOut()).ThenRefused(RefusalCode.PortOutWindowOver)
            .With(s => s.Last.Refusals[0]["endedAt"].Should().Be(s.Local("2026-02-11")))
            .Until("2026-04-01").When(new RequestPortOut()).ThenRefused(RefusalCode.PortOutWindowOver);

    [Fact]
    public void Twice_it_is_refused_until_the_answer_is_due() =>
        Porting().When(new RequestPortOut()).ThenRefused(RefusalCode.PortOutUnderWay)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-02-06")));

    [Theory]
    [InlineData(SuspensionHolder.Fraud)]
    [InlineData(SuspensionHolder.Regulator)]
    public void A_hold_keeps_it_here_until_it_is_released(SuspensionHolder holder) =>
        Closed().When(new Suspend(holder), Caller.Carrier).Then<RefundHeld>().When(new Suspend(holder), Caller.Carrier).ThenRefused(RefusalCode.SubscriptionClosed)
            .When(new RequestPortOut()).ThenRefused(RefusalCode.NumberHeld)
            .When(new ReleaseRefund(), Caller.Carrier).Then<RefundReleased>()
            .When(new RequestPortOut()).Then<PortOutRequested>();

    [Fact]
    public void A_hold_that_was_in_effect_at_closing_holds_it_as_well() =>
        Live().When(new Suspend(SuspensionHolder.Regulator), Caller.Carrier).When(new Terminate(TerminationReason.Revoked), Caller.Carrier)
            .When(new RequestPortOut()).ThenRefused(RefusalCode.NumberHeld)
            .Until("2026-03-03").With(Rests(N.Released));

    [Theory]
    [InlineData(TerminationReason.Fraud)]
    [InlineData(TerminationReason.Regulatory)]
    public void What_was_closed_for_fraud_or_by_a_regulator_is_held(TerminationReason reason) =>
        Live().When(new Terminate(reason), Caller.Carrier).When(new RequestPortOut()).ThenRefused(RefusalCode.NumberHeld);

    [Fact]
    public void Another_subscription_that_takes_it_ends_its_rest_without_a_release() =>
        Closed().When(new ReportNumberReused(Next), Caller.System).Then<NumberReused>().With(Rests(N.Reused)).With(s => s.State.Closure!.Successor.Should().Be(Next))
            .When(new ReportNumberReused(Next), Caller.System).AlreadyDone()
            .When(new ReportNumberReused(new("sub-3")), Caller.System).Then<FactConflicted>()
            .Until("2030-01-01").ThenNothing();

    [Fact]
    public void Where_the_policy_does_not_give_it_again_who_comes_back_takes_another()
    {
        var back = Back(Closed());
        Scenario Shop() => With(policy => policy with { Closure = new ClosurePolicy { ReturnKeepsNumber = false } });

        Shop().At("2026-02-20").When(back).ThenRefused(RefusalCode.ReturnNumberNotKept);
        Shop().At("2026-02-20").When(back with { Number = Msisdn.Parse("+6281234567891") }).Then<SubscriptionOpened>()
            .With(s => Instruction.From(s.Event<SubscriptionOpened>()).OfType<TakeNumber>().Should().BeEmpty());
    }

    [Fact]
    public void A_customer_who_comes_back_has_it_again_while_it_rests()
    {
        var earlier = Closed();
        var again = With().At("2026-02-20").When(Back(earlier)).Then<SubscriptionOpened>();
        var take = Instruction.From(again.Event<SubscriptionOpened>()).OfType<TakeNumber>().Single();
        earlier.At("2026-02-20").When(new ReportNumberReused(take.Subscription), Caller.System).Then<NumberReused>().Until("2030-01-01").ThenNothing();
        take.Predecessor.Should().Be(earlier.State.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("+62899")]
    public void With_another_number_or_none_it_goes_on_resting(string? number) =>
        With().When(Back(Closed()) with { Number = number is null ? null : Msisdn.Parse(number) }).With(s => Instruction.From(s.Event<SubscriptionOpened>()).OfType<TakeNumber>().Should().BeEmpty());

    [Fact]
    public void Nor_can_it_be_had_again_while_it_is_ported_out_or_held_or_once_it_was_released()
    {
        Predecessor.Of(Closed().State).NumberRestsUntil.Should().Be(With().Local("2026-03-03"));
        Predecessor.Of(Porting().State).NumberRestsUntil.Should().BeNull();
        Predecessor.Of(Closed().When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).State).NumberRestsUntil.Should().BeNull();
        Predecessor.Of(Closed().Until("2026-03-03").State).NumberRestsUntil.Should().BeNull();
    }

    private static OpenSubscription Back(Scenario earlier) => new(Next, "monthly") { Number = Number, Predecessor = Predecessor.Of(earlier.State) };

    [Fact]
    public void Taken_over_while_it_is_ported_out_it_is_not_at_another_carrier() =>
        Porting().When(new ReportNumberReused(Next), Caller.System).Then<NumberReused>().Until("2026-04-01").ThenNothing()
            .With(s => s.When(Reported(s), Caller.System)).Then<FactConflicted>().With(Rests(N.Reused));

    [Fact]
    public void Taken_over_late_the_release_is_no_longer_wanted() =>
        Closed().Until("2026-03-03").With(s =>
        {
            var release = Instruction.From(s.Event<NumberReleased>()).Single();
            s.When(new ReportNumberReused(Next), Caller.System).Then<NumberReused>().Event<NumberReused>().WasReleased.Should().BeTrue();
            release.IsStillWanted(s.State).Should().BeFalse();
        });

    [Fact]
    public void A_number_that_does_not_rest_here_is_not_taken_over()
    {
        Live().When(new ReportNumberReused(Next), Caller.System).Then<FactConflicted>();
        Closed(rest: null, portOut: null).When(new ReportNumberReused(Next), Caller.System).Then<FactConflicted>();
    }

    [Fact]
    public void Who_asks_needs_to_be_who_they_say() =>
        Closed().When(new RequestPortOut(), Caller.Customer(CallerChannel.App, new("customer-1"), IdentityAssurance.Low)).ThenRefused(RefusalCode.IdentityTooWeak);

    [Fact]
    public void The_checklist_says_until_when_it_can_be_ported_out() =>
        Live().With(s => s.Lifecycle.Checklist(s.State, new RequestCancellation(CancellationReason.NoLongerNeeded), new CommandContext(s.Now, Customer, new CommandId("ask"))).Items
            .Single(item => item.Kind == ChecklistItemKind.NumberPortable).At.Should().Be(s.Local("2026-02-11")));

    [Theory]
    [InlineData(10, 11)]
    [InlineData(null, 1)]
    public void The_window_lies_within_the_rest(int? rest, int? portOut) =>
        With().With(s => (s.Policy with { Closure = new ClosurePolicy { NumberRestDays = rest, PortOutDays = portOut } }).Validate()
            .Should().ContainSingle(fault => fault.Severity == PolicySeverity.Error).Which.Path.Should().Be("$.closure.portOutDays"));
}
