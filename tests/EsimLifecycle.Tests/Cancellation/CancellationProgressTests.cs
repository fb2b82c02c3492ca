using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Progress is a question with an answer.</summary>
public class CancellationProgressTests
{
    private static readonly CancellationPolicy Rules = new()
    {
        Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract],
        DocumentDueDays = 10,
        Review = true,
        ReviewBusinessDays = 5,
        SupplementDueDays = 7,
        ProcessBusinessDays = 20,
    };

    [Fact]
    public void Where_no_request_is_open_there_is_none()
    {
        Subscription.None.CancellationProgress.Should().BeNull();
        With().Activated().State.CancellationProgress.Should().BeNull();
        With().Activated().Requested().Is(S.Closed).State.CancellationProgress.Should().BeNull();
        WithRules(Rules).Activated().Requested().When(new WithdrawCancellation()).State.CancellationProgress.Should().BeNull();
    }

    [Fact]
    public void While_documents_are_missing_it_is_the_customers_turn()
    {
        var scenario = WithRules(Rules).Activated().Requested().At("2026-02-02").Submitted(DocumentKind.Contract);

        scenario.State.CancellationProgress.Should().Be(new CancellationProgress
        {
            Stage = S.AwaitingDocuments,
            Since = scenario.Local("2026-01-31T10:00:00"),
            WaitingFor = CancellationParty.Customer,
            DueBy = scenario.Local("2026-02-11"),
            ProcessDueBy = scenario.Local("2026-02-28"),
            IsOverdue = false,
            MissingDocuments = [DocumentKind.ProofOfIdentity],
            Dues = Money.Parse("USD 0.00"),
            BillingEndsAt = scenario.Local("2026-01-31T10:00:00"),
            ServiceEndsAt = scenario.Local("2026-01-31T10:00:00"),
            EarliestEnd = scenario.Local("2026-01-31T10:00:00"),
        });
    }

    [Fact]
    public void Then_the_reviewers() =>
        UnderReview().With(s => Progress(s).Should().Match<CancellationProgress>(progress =>
            progress.Stage == S.UnderReview && progress.WaitingFor == CancellationParty.Reviewer && progress.DueBy == s.Local("2026-02-11")
                && progress.Since == s.Local("2026-02-03T10:00:00") && progress.MissingDocuments.Count == 0));

    [Fact]
    public void A_document_that_was_not_accepted_is_missing_but_the_reviewer_has_to_say_what_follows() =>
        UnderReview().When(new JudgeDocument(new("scan-1"), DocumentVerdict.Wrong), Reviewer)
            .With(s => Progress(s).WaitingFor.Should().Be(CancellationParty.Reviewer))
            .With(s => Progress(s).MissingDocuments.Should().Equal(DocumentKind.ProofOfIdentity));

    [Fact]
    public void A_supplement_is_the_customers_turn_again() =>
        UnderReview().When(new RequestSupplement([DocumentKind.Explanation]), Reviewer)
            .With(s => Progress(s).Should().Match<CancellationProgress>(progress =>
                progress.Stage == S.AwaitingSupplement && progress.WaitingFor == CancellationParty.Customer && progress.DueBy == s.Local("2026-02-11")))
            .With(s => Progress(s).MissingDocuments.Should().Equal(DocumentKind.Explanation));

    [Fact]
    public void A_review_that_is_overdue_is_the_carriers() =>
        UnderReview().Until("2026-02-11").Then<ReviewOverdue>()
            .With(s => (Progress(s).WaitingFor, Progress(s).IsOverdue).Should().Be((CancellationParty.Carrier, true)));

    [Fact]
    public void In_clearing_the_customer_unbinds_devices_and_pays_what_is_owed() =>
        WithRules(new CancellationPolicy { ClearingDays = 10 }).Activated().When(new ReportChargeback(new("payment-1"), Money.Parse("USD 31.00")), Caller.System)
            .Bound(Phone, Watch).Requested().Is(S.Clearing)
            .With(s => Progress(s).WaitingFor.Should().Be(CancellationParty.Customer))
            .With(s => Progress(s).BoundDevices.Should().Equal(Phone, Watch))
            .With(s => Progress(s).Dues.Should().Be(Money.Parse("USD 31.00")))
            .With(s => Progress(s).DueBy.Should().Be(s.Local("2026-02-11")))
            .When(new UnbindDevice(Phone)).When(new UnbindDevice(Watch))
            .With(s => Progress(s).BoundDevices.Should().BeEmpty())
            .With(s => Progress(s).WaitingFor.Should().Be(CancellationParty.Customer));

    [Fact]
    public void Where_the_proof_of_unbinding_is_awaited_it_is_the_carriers_turn() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { ClearingDays = 20 }, Devices = policy.Devices with { Proof = UnbindingProof.ProfileDeleted } })
            .Activated().Bound(Phone, Watch).Requested()
            .When(new UnbindDevice(Phone)).With(s => Progress(s).WaitingFor.Should().Be(CancellationParty.Customer))
            .When(new UnbindDevice(Watch)).Is(S.Clearing)
            .With(s => Progress(s).WaitingFor.Should().Be(CancellationParty.Carrier))
            .With(s => Progress(s).BoundDevices.Should().Equal(Phone, Watch));

    [Fact]
    public void Where_only_time_is_missing_it_is_nobodys_turn_and_the_end_is_known() =>
        WithRules(new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm], WaitingDays = 7 }).Activated().Requested(timing: CancellationTiming.EndOfTerm)
            .With(s => (Progress(s).WaitingFor, Progress(s).DueBy).Should().Be((CancellationParty.Nobody, s.Local("2026-02-28"))))
            .With(s => Progress(s).EarliestEnd.Should().Be(s.Local("2026-02-28")));

    [Fact]
    public void The_waiting_period_counts_as_time() =>
        WithRules(new CancellationPolicy { WaitingDays = 7 }).Activated().Requested()
            .With(s => (Progress(s).WaitingFor, Progress(s).DueBy).Should().Be((CancellationParty.Nobody, s.Local("2026-02-08"))))
            .With(s => Progress(s).BillingEndsAt.Should().Be(s.Local("2026-01-31T10:00:00")));

    private static CancellationProgress Progress(Scenario scenario) => scenario.State.CancellationProgress!;

    private static Scenario UnderReview() =>
        WithRules(Rules).Activated().Requested().At("2026-02-03T10:00:00")
            .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1")), new(DocumentKind.Contract, new("scan-2"))]));
}
