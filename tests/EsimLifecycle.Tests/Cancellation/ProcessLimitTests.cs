using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>The whole of a cancellation, from the request to the end, within business days. Scenarios start on a Saturday, 31 January 2026.</summary>
public class ProcessLimitTests
{
    private static readonly CancellationPolicy Limited = new() { Review = true, ReviewBusinessDays = 10, ProcessBusinessDays = 7 };

    [Fact]
    public void It_is_counted_in_business_days_from_the_request_and_fixed_with_it() =>
        WithRules(Limited).Activated().Requested()
            .With(s => s.State.Cancellation!.ProcessDueBy.Should().Be(s.Local("2026-02-11")))
            .Follow(CarrierPolicy.Preset("axis-keep-number"))
            .Until("2026-02-11").Then<CancellationOverdue>();

    [Fact]
    public void Without_a_limit_there_is_none() =>
        WithRules(Limited with { ProcessBusinessDays = 0 }).Activated().Requested()
            .With(s => s.State.Cancellation!.ProcessDueBy.Should().BeNull());

    [Fact]
    public void Neither_documents_nor_supplements_give_more_time() =>
        WithRules(Limited with { Documents = [DocumentKind.Contract] }).Activated().Requested()
            .At("2026-02-06T10:00:00").Submitted(DocumentKind.Contract)
            .At("2026-02-10T10:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .Until("2026-02-11").Then<CancellationOverdue>().Is(S.AwaitingSupplement);

    [Fact]
    public void An_end_that_the_customer_chose_is_not_too_late() =>
        WithRules(Limited with { Timings = [CancellationTiming.EndOfTerm] }).Activated().Requested(timing: CancellationTiming.EndOfTerm)
            .When(new ApproveCancellation(), Reviewer)
            .Until("2026-02-28").Then<PeriodEnded, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void Neither_is_the_waiting_period() =>
        WithRules(new CancellationPolicy { WaitingDays = 20, ProcessBusinessDays = 7 }).Activated().Requested()
            .Until("2026-02-21").Then<AccountSettled, SubscriptionClosed>();

    [Fact]
    public void Overdue_it_stays_and_the_customer_is_told_once() =>
        WithRules(Limited).Activated().Requested().Until("2026-02-11").Then<CancellationOverdue>().Is(S.UnderReview)
            .With(s => s.State.Cancellation!.IsProcessOverdue.Should().BeTrue())
            .With(s => Instruction.From(s.Last.Events[0]).Should().ContainSingle()
                .Which.Should().BeOfType<SendMessage>().Which.Template.Should().Be(MessageTemplate.CancellationDelayed))
            .Until("2026-02-13").ThenNothing()
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    [Fact]
    public void Overdue_what_is_under_review_is_taken_as_approved() =>
        WithRules(Limited with { OverdueProcess = OverdueProcess.Approve }).Activated().Requested()
            .Until("2026-02-11").Then<CancellationOverdue, CancellationApproved, AccountSettled, SubscriptionClosed>();

    [Theory]
    [InlineData(S.AwaitingDocuments)]
    [InlineData(S.AwaitingSupplement)]
    public void Overdue_what_is_awaited_is_taken_as_there_and_approved(S stage) =>
        Lives.Cancelling(S.Active, stage, change: Overdue(OverdueProcess.Approve))
            .Until("2026-02-11").Then<CancellationOverdue, CancellationApproved, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void Overdue_it_closes_by_itself_only_when_devices_are_unbound_and_dues_are_paid() =>
        With(policy => Overdue(OverdueProcess.Approve)(policy with { Cancellation = Lives.Into(S.UnderReview, 20), Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeApproval } }))
            .Activated().Bound(Phone).Requested()
            .Until("2026-02-11").Then<CancellationOverdue, CancellationApproved, ClearingStarted>()
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound, AccountSettled, SubscriptionClosed>();

    [Fact]
    public void Overdue_after_the_approval_it_is_only_said_and_clearing_ends_by_its_own_deadline() =>
        Lives.Cancelling(S.Active, S.Clearing, days: 10, change: Overdue(OverdueProcess.Approve))
            .Until("2026-02-11").Then<AccountSettled, CancellationOverdue>().Is(S.Clearing)
            .With(s => s.Event<CancellationOverdue>().Consequence.Should().Be(OverdueProcess.Escalate))
            .Until("2026-02-19").Then<CancellationLapsed>().Is(S.Active);

    [Theory]
    [InlineData(S.AwaitingDocuments)]
    [InlineData(S.UnderReview)]
    [InlineData(S.AwaitingSupplement)]
    [InlineData(S.Clearing)]
    public void Overdue_it_goes_back_from_every_stage(S stage) =>
        Lives.Cancelling(S.Active, stage, change: Overdue(OverdueProcess.Reinstate)).Until("2026-02-11").Is(S.Active)
            .With(s => s.Last.Events.Where(each => each is not AccountSettled).Select(each => each.GetType()).Should()
                .Equal(typeof(CancellationOverdue), typeof(CancellationLapsed)))
            .With(s => s.Event<CancellationLapsed>().Reason.Should().Be(LapseReason.ProcessLate))
            .With(s => s.State.Cancellation.Should().BeNull())
            .Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void A_request_that_is_done_in_time_is_never_overdue() =>
        WithRules(Limited).Activated().Requested().When(new WithdrawCancellation()).Until("2026-02-12").ThenNothing();

    [Fact]
    public void A_review_overdue_before_is_decided_first() =>
        WithRules(Limited with { ReviewBusinessDays = 7, OverdueReview = OverdueReview.Approve }).Activated().Bound(Phone).Requested()
            .Until("2026-02-11").Then(typeof(ReviewOverdue), typeof(CancellationApproved), typeof(AccountSettled), typeof(ClearingStarted), typeof(CancellationOverdue));

    private static Func<CarrierPolicy, CarrierPolicy> Overdue(OverdueProcess consequence) =>
        policy => policy with { Cancellation = policy.Cancellation with { ProcessBusinessDays = 7, OverdueProcess = consequence } };
}
