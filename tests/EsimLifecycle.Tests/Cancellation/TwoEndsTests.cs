using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>When billing ends and when service ends: both fixed with the request, both undone with it.</summary>
public class TwoEndsTests
{
    private static readonly CancellationPolicy Reviewed = new() { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate], Review = true, ReviewBusinessDays = 60 };

    [Theory]
    [InlineData(CancellationTiming.Immediate, "2026-01-31T10:00:00")]
    [InlineData(CancellationTiming.EndOfTerm, "2026-02-28")]
    [InlineData(CancellationTiming.OnDate, "2026-02-10")]
    public void The_state_says_both_from_the_request_on(CancellationTiming timing, string end) =>
        Asked(Reviewed, timing).With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local(end)))
            .With(s => s.State.Cancellation!.ServiceEndsAt.Should().Be(s.Local(end)))
            .With(s => s.State.Cancellation!.StopsService.Should().BeFalse());

    [Fact]
    public void Where_access_is_kept_service_goes_on_while_review_runs_past_the_end() =>
        Asked(Reviewed, CancellationTiming.EndOfTerm).Until("2026-03-10").Then<PeriodEnded>().Is(S.UnderReview)
            .With(s => s.State.Cancellation!.ServiceEndedAt.Should().BeNull());

    [Fact]
    public void Where_it_is_not_kept_service_is_stopped_at_the_end_and_the_state_says_so() =>
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.EndOfTerm)
            .Until("2026-03-10").Then<PeriodEnded, ServiceEnded>().Is(S.UnderReview)
            .With(s => s.State.Cancellation!.ServiceEndedAt.Should().Be(s.Local("2026-02-28")))
            .With(s => Instruction.From(s.Last.Events[1]).Should().ContainSingle().Which.Should().BeOfType<StopService>());

    [Fact]
    public void At_once_means_at_once() =>
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.Immediate).Then<CancellationRequested, ReviewStarted, ServiceEnded>();

    [Fact]
    public void What_is_closed_in_the_same_decision_needs_no_stop_of_its_own() =>
        WithRules(new CancellationPolicy { KeepsAccess = false }).Activated().Requested().Then<CancellationRequested, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void What_closes_at_its_end_needs_none_either() =>
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.EndOfTerm).When(new ApproveCancellation(), Reviewer)
            .Until("2026-02-28").Then<PeriodEnded, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void The_waiting_period_does_not_keep_access()
    {
        var rules = new CancellationPolicy { WaitingDays = 7 };

        WithRules(rules).Activated().Requested()
            .With(s => s.State.Cancellation!.ServiceEndsAt.Should().Be(s.Local("2026-02-08")))
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.State.Cancellation.RequestedAt));
        WithRules(rules with { KeepsAccess = false }).Activated().Requested().Then<CancellationRequested, ClearingStarted, ServiceEnded>()
            .With(s => s.State.Cancellation!.ServiceEndsAt.Should().Be(s.State.Cancellation.BillingEndsAt))
            .Until("2026-02-08").Then<AccountSettled, SubscriptionClosed>();
    }

    [Fact]
    public void It_was_fixed_with_the_request_whatever_the_policy_says_later() =>
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.EndOfTerm).Follow(With(policy => policy with { Cancellation = Reviewed }).Policy)
            .Until("2026-03-10").Then<PeriodEnded, ServiceEnded>();

    [Theory]
    [InlineData("2026-02-05", S.Active, false)]
    [InlineData("2026-02-20", S.Active, true)]
    [InlineData("2026-03-10", S.Grace, true)]
    public void Going_back_undoes_both_and_puts_service_in_effect_again(string at, S back, bool wasStopped) =>
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.OnDate).Until(at).When(new WithdrawCancellation()).Is(back)
            .With(s => s.State.Cancellation.Should().BeNull())
            .With(s => Instruction.From(s.Event<CancellationWithdrawn>()).OfType<ServiceInstruction>().Select(each => each.GetType())
                .Should().Equal(!wasStopped ? [] : back == S.Active ? [typeof(StartService)] : [typeof(LimitService)]));

    [Fact]
    public void Rejected_or_lapsed_it_is_put_in_effect_again_as_well()
    {
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.Immediate).When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer)
            .With(s => Instruction.From(s.Event<CancellationRejected>()).Should().ContainSingle(each => each is StartService));
        Asked(Reviewed with { KeepsAccess = false }, CancellationTiming.Immediate).When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .Until("2026-02-08")
            .With(s => Instruction.From(s.Event<CancellationLapsed>()).Should().ContainSingle(each => each is StartService));
    }

    [Fact]
    public void Where_there_is_no_service_there_is_none_to_stop()
    {
        WithRules(Reviewed with { KeepsAccess = false }).Opened().Requested().Then<CancellationRequested, ReviewStarted>()
            .With(s => s.State.Cancellation!.StopsService.Should().BeFalse());
        WithRules(Reviewed with { KeepsAccess = false }).Activated().When(new Suspend()).Requested().Then<CancellationRequested, ReviewStarted>()
            .With(s => s.State.Service.Level.Should().Be(ServiceLevel.Barred))
            .At("2026-02-01").When(new Resume()).Then<SubscriptionResumed, ServiceEnded>().Is(S.UnderReview)
            .With(s => s.Last.Events.SelectMany(each => Instruction.From(each)).OfType<ServiceInstruction>().Should().ContainSingle().Which.Should().BeOfType<StopService>());
    }

    [Fact]
    public void The_end_of_the_term_never_means_now()
    {
        var rules = new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm, CancellationTiming.OnDate] };
        var request = new RequestCancellation(CancellationReason.TidyingUp) { Timing = CancellationTiming.EndOfTerm };

        WithRules(rules).Opened().Paid().When(request).ThenRefused(RefusalCode.CancellationNoPaidTerm);
        WithRules(rules).Activated().At("2026-02-28").When(request).Is(S.Grace)
            .With(s => s.Last.Refusals.Select(refusal => refusal.Code).Should().Equal(RefusalCode.CancellationNoPaidTerm));
        WithRules(rules).Activated().At("2026-02-27T23:59:59").When(request).Is(S.Clearing)
            .Until("2026-02-28").Is(S.Closed);
    }

    private static Scenario Asked(CancellationPolicy rules, CancellationTiming timing) =>
        WithRules(rules).Activated().When(new RequestCancellation(CancellationReason.NoLongerNeeded)
        {
            Timing = timing,
            OnDate = timing == CancellationTiming.OnDate ? new(2026, 2, 10) : null,
        });
}
