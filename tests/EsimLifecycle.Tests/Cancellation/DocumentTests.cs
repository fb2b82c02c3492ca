using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

public class DocumentTests
{
    private static readonly CancellationPolicy Reviewed = new() { Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract], Review = true };

    [Fact]
    public void Some_reasons_ask_for_more_than_others()
    {
        var rules = Reviewed with { ReasonDocuments = [new(CancellationReason.DeviceLost, [DocumentKind.DeviceEvidence, DocumentKind.Contract])] };

        WithRules(rules).Activated().Requested(CancellationReason.DeviceLost).With(s =>
            s.State.Cancellation!.Missing.Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.Contract, DocumentKind.DeviceEvidence));
        WithRules(rules).Activated().Requested(CancellationReason.Privacy).With(s =>
            s.State.Cancellation!.Missing.Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.Contract));
    }

    [Fact]
    public void Where_only_the_reason_asks_for_documents_others_need_none() =>
        WithRules(new CancellationPolicy { ReasonDocuments = [new(CancellationReason.DeviceLost, [DocumentKind.DeviceEvidence])] }).Activated()
            .Requested(CancellationReason.TidyingUp).Is(S.Closed);

    [Fact]
    public void They_come_bit_by_bit_and_the_last_one_starts_the_review() =>
        WithRules(Reviewed).Activated().Requested()
            .Submitted(DocumentKind.Contract).Then<DocumentsSubmitted>().Is(S.AwaitingDocuments)
            .Submitted(DocumentKind.ProofOfIdentity).Then<DocumentsSubmitted, ReviewStarted>().Is(S.UnderReview);

    [Fact]
    public void Each_keeps_when_it_was_received_which_is_now_where_nothing_is_said() =>
        WithRules(Reviewed).Activated().Requested().At("2026-02-04T09:00:00")
            .With(s => s.When(new SubmitDocuments(
            [
                new(DocumentKind.Contract, new("letter-1"), s.Local("2026-02-02T15:00:00")),
                new(DocumentKind.ProofOfIdentity, new("scan-1")),
            ])))
            .With(s => s.State.Cancellation!.Submitted.Select(document => document.ReceivedAt).Should()
                .Equal(s.Local("2026-02-02T15:00:00"), s.Local("2026-02-04T09:00:00")));

    [Fact]
    public void What_is_received_tomorrow_is_not_received() =>
        WithRules(Reviewed).Activated().Requested()
            .With(s => s.When(new SubmitDocuments(
            [
                new(DocumentKind.Contract, new("letter-1"), s.Now + Duration.Epsilon),
                new(DocumentKind.Explanation, new("mail-1")),
            ])))
            .ThenRefused(RefusalCode.DocumentNotYetReceived, RefusalCode.DocumentNotAsked);

    [Theory]
    [InlineData(DocumentVerdict.Illegible)]
    [InlineData(DocumentVerdict.Wrong)]
    public void One_that_can_not_be_used_is_missing_again_and_the_customer_is_told(DocumentVerdict verdict) =>
        Awaiting().When(Judged("scan-1", verdict), Reviewer).Then<DocumentJudged>().Is(S.AwaitingDocuments)
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.Contract, DocumentKind.ProofOfIdentity))
            .With(s => Instruction.From(s.Last.Events[0]).Should().ContainSingle()
                .Which.Should().BeOfType<SendMessage>().Which.Template.Should().Be(MessageTemplate.DocumentNotAccepted))
            .Submitted(DocumentKind.Contract, DocumentKind.ProofOfIdentity).Is(S.UnderReview);

    [Fact]
    public void An_accepted_one_is_no_news_for_the_customer() =>
        Awaiting().When(Judged("scan-1", DocumentVerdict.Accepted), Reviewer).Then<DocumentJudged>()
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.Contract))
            .With(s => Instruction.From(s.Last.Events[0]).Should().BeEmpty());

    [Fact]
    public void As_long_as_another_of_its_kind_can_be_used_nothing_is_missing() =>
        WithRules(Reviewed).Activated().Requested()
            .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("front")), new(DocumentKind.ProofOfIdentity, new("back"))]))
            .When(Judged("front", DocumentVerdict.Illegible), Reviewer)
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.Contract))
            .When(Judged("back", DocumentVerdict.Illegible), Reviewer)
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.Contract, DocumentKind.ProofOfIdentity));

    [Fact]
    public void A_second_look_may_change_the_verdict_and_the_same_one_changes_nothing() =>
        Awaiting().When(Judged("scan-1", DocumentVerdict.Illegible), Reviewer).Then<DocumentJudged>()
            .When(Judged("scan-1", DocumentVerdict.Illegible), Reviewer).AlreadyDone()
            .When(Judged("scan-1", DocumentVerdict.Accepted), Reviewer).Then<DocumentJudged>()
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.Contract));

    [Fact]
    public void What_completes_the_documents_may_be_a_verdict() =>
        Awaiting().When(Judged("scan-1", DocumentVerdict.Illegible), Reviewer).Submitted(DocumentKind.Contract).Is(S.AwaitingDocuments)
            .When(Judged("scan-1", DocumentVerdict.Accepted), Reviewer).Then<DocumentJudged, ReviewStarted>();

    [Fact]
    public void The_same_paper_again_stays_unusable() =>
        Awaiting().When(Judged("scan-1", DocumentVerdict.Illegible), Reviewer)
            .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1"))])).AlreadyDone();

    [Fact]
    public void Without_a_verdict_a_document_counts_as_accepted_when_the_reviewer_approves() =>
        UnderReview().When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    [Fact]
    public void Nothing_is_approved_with_a_document_that_was_not_accepted_until_another_came() =>
        UnderReview().When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer).Then<DocumentJudged>().Is(S.UnderReview)
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DocumentNotAccepted)
            .Submitted(DocumentKind.ProofOfIdentity).Then<DocumentsSubmitted>().Is(S.UnderReview)
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    [Fact]
    public void A_supplement_asks_for_what_was_not_accepted_too() =>
        UnderReview().When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer)
            .When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .With(s => s.State.Cancellation!.Missing.Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.Explanation))
            .Submitted(DocumentKind.Explanation).Is(S.AwaitingSupplement)
            .Submitted(DocumentKind.ProofOfIdentity).Is(S.UnderReview);

    [Fact]
    public void The_reviewer_may_reject_for_it() =>
        UnderReview().When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer)
            .When(new RejectCancellation(RejectionReason.DocumentsInsufficient, new("letter-9")), Reviewer).Is(S.Active)
            .With(s => s.Event<CancellationRejected>().Note.Should().Be(new PersonalReference("letter-9")));

    [Fact]
    public void A_review_that_is_overdue_is_not_approved_by_the_policy_either_where_a_document_was_not_accepted() =>
        UnderReview(Reviewed with { OverdueReview = OverdueReview.Approve }).When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer)
            .With(s => s.Until(s.State.Cancellation!.DueBy!.Value)).Then<ReviewOverdue, CancellationRejected>().Is(S.Active);

    [Fact]
    public void Only_a_reviewer_judges_and_not_the_one_who_asked() =>
        Awaiting()
            .When(Judged("scan-1", DocumentVerdict.Accepted)).ThenRefused(RefusalCode.RoleNotPermitted, RefusalCode.ReviewOwnRequest)
            .When(Judged("scan-1", DocumentVerdict.Accepted), Caller.Reviewer(Customer.Id)).ThenRefused(RefusalCode.ReviewOwnRequest)
            .When(Judged("scan-2", DocumentVerdict.Accepted), Caller.Reviewer(default)).ThenRefused(RefusalCode.ReviewAnonymous, RefusalCode.DocumentUnknown);

    [Fact]
    public void Once_approved_there_is_nothing_to_judge() =>
        UnderReview(Reviewed with { WaitingDays = 7 }).When(new ApproveCancellation(), Reviewer).Is(S.Clearing)
            .When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer).ThenRefused(RefusalCode.StatusNotPermitted);

    [Fact]
    public void Without_a_request_there_is_nothing_to_judge() =>
        WithRules(Reviewed).Activated().When(Judged("scan-1", DocumentVerdict.Wrong), Reviewer).ThenRefused(RefusalCode.CancellationNotOpen);

    private static Scenario Awaiting() =>
        WithRules(Reviewed).Activated().Requested().When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1"))])).Is(S.AwaitingDocuments);

    private static Scenario UnderReview(CancellationPolicy? rules = null) =>
        WithRules(rules ?? Reviewed).Activated().Requested()
            .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1")), new(DocumentKind.Contract, new("scan-2"))])).Is(S.UnderReview);

    private static JudgeDocument Judged(string reference, DocumentVerdict verdict) => new(new PersonalReference(reference), verdict);
}
