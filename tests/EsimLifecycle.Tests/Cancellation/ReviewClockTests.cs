using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>How long a review may take, in the carrier's business days. Scenarios start on a Saturday, 31 January 2026.</summary>
public class ReviewClockTests
{
    private static readonly CancellationPolicy Rules =
        new() { Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract], Review = true, ReviewBusinessDays = 5, DocumentDueDays = 30, SupplementDueDays = 20 };

    [Fact]
    public void It_runs_from_the_day_the_documents_are_complete() =>
        Asked().At("2026-02-03T16:00:00").Submitted(DocumentKind.ProofOfIdentity)
            .At("2026-02-04T16:00:00").Submitted(DocumentKind.Contract).With(IsDue("2026-02-12"));

    [Fact]
    public void Weekends_and_holidays_of_the_carriers_calendar_do_not_count() =>
        With(policy => policy with
        {
            Identity = policy.Identity with { Calendar = new BusinessCalendar([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], [new(2026, 2, 5)]) },
            Cancellation = Rules,
        }).Activated().Requested().At("2026-02-04T16:00:00").Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).With(IsDue("2026-02-13"));

    [Fact]
    public void When_the_last_of_them_was_received_counts_not_when_it_was_entered() =>
        Asked().At("2026-02-06T16:00:00").With(s => s.When(new SubmitDocuments(
            [
                new(DocumentKind.ProofOfIdentity, new("letter-1"), s.Local("2026-02-02T11:00:00")),
                new(DocumentKind.Contract, new("letter-2"), s.Local("2026-02-04T11:00:00")),
            ])))
            .With(IsDue("2026-02-12"));

    [Fact]
    public void A_paper_that_lay_about_leaves_the_reviewer_one_business_day() =>
        Asked().At("2026-02-13T16:00:00").With(s => s.When(new SubmitDocuments(
            [
                new(DocumentKind.ProofOfIdentity, new("letter-1"), s.Local("2026-02-02T11:00:00")),
                new(DocumentKind.Contract, new("letter-2"), s.Local("2026-02-02T11:00:00")),
            ])))
            .With(IsDue("2026-02-17"));

    [Fact]
    public void What_was_received_before_the_request_counts_from_the_request() =>
        Asked().With(s => s.When(new SubmitDocuments(
            [
                new(DocumentKind.ProofOfIdentity, new("letter-1"), s.Local("2025-06-02T11:00:00")),
                new(DocumentKind.Contract, new("letter-2"), s.Local("1999-06-02T11:00:00")),
            ])))
            .With(IsDue("2026-02-07"));

    [Fact]
    public void An_illegible_paper_does_not_count_for_when_they_were_complete() =>
        Asked().At("2026-02-02T16:00:00").When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1"))]))
            .At("2026-02-03T16:00:00").When(new JudgeDocument(new("scan-1"), DocumentVerdict.Illegible), Reviewer)
            .At("2026-02-04T16:00:00").Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).With(IsDue("2026-02-12"));

    [Fact]
    public void A_supplement_stops_it_and_what_remained_goes_on()
    {
        // Due at the end of Wednesday 11 February; on Friday the 6th three business days are left.
        var asked = Reviewed().At("2026-02-06T09:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer);

        asked.State.Cancellation!.ReviewDaysLeft.Should().Be(3);
        asked.At("2026-02-20T09:00:00").Submitted(DocumentKind.Explanation).With(IsDue("2026-02-26"))
            .With(s => s.State.Cancellation!.ReviewDaysLeft.Should().BeNull());
    }

    [Fact]
    public void It_goes_on_from_the_day_the_supplement_was_received_with_at_least_one_business_day() =>
        Reviewed().At("2026-02-06T09:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .At("2026-02-20T09:00:00").With(s => s.When(new SubmitDocuments([new(DocumentKind.Explanation, new("mail"), s.Local("2026-02-18T09:00:00"))])))
            .With(IsDue("2026-02-24"));

    [Fact]
    public void A_supplement_on_the_last_day_leaves_one_business_day() =>
        Reviewed().At("2026-02-11T23:59:59").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .At("2026-02-13T09:00:00").Submitted(DocumentKind.Explanation).With(IsDue("2026-02-17"));

    [Fact]
    public void Each_round_takes_from_the_same_clock() =>
        Reviewed().At("2026-02-06T09:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .At("2026-02-09T09:00:00").Submitted(DocumentKind.Explanation).With(IsDue("2026-02-13"))
            .At("2026-02-11T09:00:00").When(new RequestSupplement([DocumentKind.PowerOfAttorney]), Reviewer)
            .At("2026-02-23T09:00:00").Submitted(DocumentKind.PowerOfAttorney).With(IsDue("2026-02-25"))
            .When(new RequestSupplement([DocumentKind.Contract]), Reviewer).ThenRefused(RefusalCode.SupplementRoundsUsed);

    [Fact]
    public void A_supplement_does_not_make_an_escalated_review_new() =>
        Asked(Rules with { EscalationBusinessDays = 4 }).Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract)
            .Until("2026-02-07").Then<ReviewOverdue>().With(IsDue("2026-02-13"))
            .At("2026-02-11T09:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .At("2026-02-12T09:00:00").Submitted(DocumentKind.Explanation).With(IsDue("2026-02-14"))
            .With(s => s.State.Cancellation!.IsReviewOverdue.Should().BeTrue())
            .Until("2026-02-14").Then<ReviewOverdue, CancellationRejected>().Is(S.Active);

    [Fact]
    public void No_answer_in_time_ends_the_request() =>
        Reviewed().At("2026-02-06T09:00:00").When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .Until("2026-02-27").Then<CancellationLapsed>().Is(S.Active)
            .With(s => s.Event<CancellationLapsed>().Reason.Should().Be(LapseReason.SupplementLate));

    private static Scenario Asked(CancellationPolicy? rules = null) => WithRules(rules ?? Rules).Activated().Requested();

    /// <summary>Complete on Wednesday 4 February, to be decided by the end of Wednesday the 11th.</summary>
    private static Scenario Reviewed() =>
        Asked().At("2026-02-04T16:00:00").Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).With(IsDue("2026-02-12"));

    private static Action<Scenario> IsDue(string local) => scenario => scenario.State.Cancellation!.DueBy.Should().Be(scenario.Local(local));

    [Theory]
    [InlineData(OverdueProcess.Escalate)]
    [InlineData(OverdueProcess.Approve)]
    public void Approved_because_it_is_overdue_it_is_settled_only_once_the_devices_are_unbound(OverdueProcess process) =>
        With(policy => policy with
        {
            Cancellation = new CancellationPolicy
            {
                Review = true,
                ReviewBusinessDays = process == OverdueProcess.Approve ? 100 : 5,
                OverdueReview = OverdueReview.Approve,
                ProcessBusinessDays = process == OverdueProcess.Approve ? 5 : 0,
                OverdueProcess = process,
            },
            Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeApproval },
        }).Activated().Bound(Phone).Requested().When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DeviceStillBound)
            .Until("2026-02-07").Is(SubscriptionStatus.Clearing)
            .With(s => s.Last.Events.Should().NotContain(each => each is AccountSettled))
            .With(s => s.Progress!.Should().Match<CancellationProgress>(progress => progress.BoundDevices.Count == 1 && progress.WaitingFor == CancellationParty.Customer))
            .When(new UnbindDevice(Phone)).Then<DeviceUnbound, AccountSettled, SubscriptionClosed>();
}
