using System.Globalization;
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
        new Lifecycle(With().Policy).Progress(Subscription.None, With().Now).Should().BeNull();
        With().Activated().Progress.Should().BeNull();
        With().Activated().Requested().Is(S.Closed).Progress.Should().BeNull();
        WithRules(Rules).Activated().Requested().When(new WithdrawCancellation()).Progress.Should().BeNull();
    }

    [Fact]
    public void While_documents_are_missing_it_is_the_customers_turn()
    {
        var scenario = WithRules(Rules).Activated().Requested().At("2026-02-02").Submitted(DocumentKind.Contract);

        scenario.Progress.Should().Be(new CancellationProgress
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
            Lines = [new SettlementLine(SettlementLineKind.UnusedPeriod, SettlementRule.WorthNothing, Money.Parse("USD 0.00"), Money.Parse("USD 31.00"))],
            Net = Money.Parse("USD 0.00"),
            Costs = Money.Parse("USD 0.00"),
            StillCharged = Money.Parse("USD 0.00"),
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

    /// <summary>What was quoted stands from the request to the settlement, and then as it was settled, whatever is paid since.</summary>
    [Fact]
    public void It_says_what_comes_back_with_the_figures_of_the_quote_to_the_end()
    {
        var scenario = With(policy => policy with
        {
            Cancellation = Rules with { WaitingDays = 7, ClearingDays = 30 },
            Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated }, CancellationFee = Money.Parse("USD 50.00") },
        }).At("2026-03-01").Activated().ToppedUp("USD 5.00").Bound(Phone).At("2026-03-11");
        var quote = scenario.Lifecycle.Quote(scenario.State, new RequestCancellation(CancellationReason.NoLongerNeeded), new CommandContext(scenario.Now, Customer, new CommandId("quote")));
        quote.Net.Should().Be(Money.Parse("USD -24.00"));

        scenario.Requested().Is(S.AwaitingDocuments).With(Says(quote, isSettled: false))
            .At("2026-03-12").Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).Is(S.UnderReview).With(Says(quote, isSettled: false))
            .At("2026-03-14").When(new ApproveCancellation(), Reviewer).Is(S.Clearing).With(Says(quote, isSettled: false))
            .At("2026-03-20").With(Says(quote, isSettled: true)) // by time alone
            .Until("2026-03-20").With(Says(quote, isSettled: true)).With(s => Progress(s).Dues.Should().Be(Money.Parse("USD 24.00")))
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 24.00"), PaymentMethod.Card), Caller.System).Is(S.Clearing)
            .With(Says(quote, isSettled: true)).With(s => Progress(s).Dues.IsZero.Should().BeTrue())
            .When(new UnbindDevice(Phone)).Is(S.Closed).With(s => s.State.Cancellation!.SettlementLines.Should().Equal(quote.Lines));

        static Action<Scenario> Says(CancellationQuote quote, bool isSettled) => s =>
        {
            var progress = Progress(s);
            (progress.Lines, progress.Net, progress.Costs, progress.SettledAt is not null).Should().Be((quote.Lines, quote.Net!.Value, quote.Costs!.Value, isSettled));
        };
    }

    [Fact]
    public void To_the_end_of_the_minimum_term_it_counts_what_is_still_taken_from_the_balance()
    {
        var leave = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 6, 1) };
        var scenario = With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.OnDate], Review = true },
            Plans = [policy.Plans[0] with { CommitmentMonths = 3 }],
        }).At("2026-03-01").Activated().ToppedUp("USD 100.00").When(new SetAutoRenewal(true, PaymentMethod.Balance)).At("2026-03-11");
        var quote = scenario.Lifecycle.Quote(scenario.State, leave, new CommandContext(scenario.Now, Customer, new CommandId("quote")));
        (quote.Net, quote.StillCharged).Should().Be((Money.Parse("USD 38.00"), Money.Parse("USD 0.00")));

        scenario.When(leave).With(s => Progress(s).Net.Should().Be(quote.Net!.Value))
            .When(new ApproveCancellation(), Reviewer).With(s => Progress(s).Net.Should().Be(quote.Net!.Value))
            .Until("2026-05-20").With(s => Progress(s).Net.Should().Be(quote.Net!.Value))
            .Until("2026-06-01").Is(S.Closed).With(s => s.Event<AccountSettled>().Net.Should().Be(quote.Net!.Value));
    }

    [Fact]
    public void And_the_quote_what_is_still_charged() =>
        With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.OnDate] },
            Plans = [policy.Plans[0] with { CommitmentMonths = 3 }],
        }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-11")
            .With(s => s.Lifecycle.Quote(
                s.State,
                new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 6, 1) },
                new CommandContext(s.Now, Customer, new CommandId("quote"))).StillCharged.Should().Be(Money.Parse("USD 62.00")));

    /// <summary>Nobody who leaves at the end of the minimum term reads that there is nothing to pay: what is still charged is told from the first to the last charge.</summary>
    [Fact]
    public void What_is_still_charged_until_the_end_is_told_before_the_request_and_after_it()
    {
        var leave = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 6, 1) };
        var scenario = With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.OnDate] },
            Plans = [policy.Plans[0] with { CommitmentMonths = 3 }],
        }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-11");
        var checklist = scenario.Lifecycle.Checklist(scenario.State, leave, new CommandContext(scenario.Now, Customer, new CommandId("checklist")));
        checklist.Items.Select(item => item.Kind).Should().ContainInOrder(ChecklistItemKind.ServiceEnds, ChecklistItemKind.StillCharged, ChecklistItemKind.NothingComesBack);
        var item = checklist.Items.Single(item => item.Kind == ChecklistItemKind.StillCharged);
        item.Amount.Should().Be(Money.Parse("USD 62.00"));
        Says("en-US").Should().Be("Until then, USD 62.00 will still be charged.");
        Says("zh-CN").Should().Be("在此之前仍将扣取USD 62.00。");
        Says("id-ID").Should().Be("Sampai saat itu, USD 62,00 masih akan ditagih.");

        scenario.When(leave).With(Charges("USD 62.00"))
            .With(Reads("en-US", """
                Your cancellation has been in final clearing since Wednesday, March 11, 2026 at 00:00.
                There is nothing left to do: it will be completed at the end of Sunday, May 31, 2026.
                The last day of service is Sunday, May 31, 2026.
                Until then, USD 62.00 will still be charged.
                Nothing will be paid back.
                """))
            .Until("2026-03-31").Paid().With(Charges("USD 31.00"))
            .Until("2026-04-30").Paid().With(Charges("USD 0.00"))
            .With(s => Progress(s).Explain(CultureInfo.GetCultureInfo("en-US"), s.Zone).Should().NotContain("charged"))
            .Until("2026-06-01").Is(S.Closed);

        string Says(string culture) => item.Explain(CultureInfo.GetCultureInfo(culture), scenario.Zone);

        static Action<Scenario> Charges(string amount) => s => Progress(s).StillCharged.Should().Be(Money.Parse(amount));
    }

    [Fact]
    public void It_can_be_read_from_stage_to_stage() =>
        With(policy => policy with
        {
            Cancellation = Rules with { WaitingDays = 7, ClearingDays = 10, ProcessBusinessDays = 0 },
            Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 3.00") },
        }).Activated().ToppedUp("USD 8.00").Bound(Phone).Requested()
            .With(Reads("en-US", $"""
                Your cancellation has been awaiting documents since Saturday, January 31, 2026 at 10:00.
                Please submit proof of identity and contract by the end of Tuesday, February 10, 2026.
                Before it can be completed, these devices have to be unbound: {Phone}.
                The last day of service is Saturday, February 7, 2026.
                Cancelling costs USD 3.00.
                You get back USD 5.00.
                """))
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.Contract).When(new ApproveCancellation(), Reviewer)
            .With(Reads("en-US", $"""
                Your cancellation has been in final clearing since Saturday, January 31, 2026 at 10:00.
                Please unbind these devices by the end of Wednesday, February 18, 2026: {Phone}.
                The last day of service is Saturday, February 7, 2026.
                Cancelling costs USD 3.00.
                You get back USD 5.00.
                """))
            .When(new UnbindDevice(Phone))
            .With(Reads("en-US", """
                Your cancellation has been in final clearing since Saturday, January 31, 2026 at 10:00.
                There is nothing left to do: it will be completed at the end of Saturday, February 7, 2026.
                The last day of service is Saturday, February 7, 2026.
                Cancelling costs USD 3.00.
                You get back USD 5.00.
                """))
            .With(Reads("zh-CN", """
                您的注销申请自2026年1月31日星期六 10:00起的状态为“注销处理中”。
                您无需再办理任何手续，将于2026年2月7日星期六结束时完成注销。
                """))
            .With(Reads("id-ID", """
                Pembatalan Anda dalam penyelesaian akhir sejak Sabtu, 31 Januari 2026 pukul 10.00.
                Tidak ada lagi yang perlu dilakukan: pembatalan selesai pada akhir hari Sabtu, 07 Februari 2026.
                """));

    [Fact]
    public void What_is_left_to_pay_is_said_once() =>
        With(policy => policy with { Cancellation = new CancellationPolicy { ClearingDays = 10 }, Settlement = new SettlementPolicy { CancellationFee = Money.Parse("USD 3.00") } })
            .Activated().Requested().Is(S.Clearing)
            .With(Reads("en-US", """
                Your cancellation has been in final clearing since Saturday, January 31, 2026 at 10:00.
                Please pay USD 3.00 by the end of Tuesday, February 10, 2026.
                Service ends on Saturday, January 31, 2026 at 10:00.
                Cancelling costs USD 3.00.
                """))
            .When(new PayDues(new Reference("dues"), Money.Parse("USD 3.00"), PaymentMethod.Card), Caller.System).Is(S.Closed);

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    [InlineData("id-ID")]
    public void In_each_language_each_stage_is_of_whole_sentences(string culture)
    {
        var scenario = UnderReview();
        Check(scenario);
        Check(scenario.When(new JudgeDocument(new("scan-1"), DocumentVerdict.Wrong), Reviewer));
        Check(scenario.When(new RequestSupplement([DocumentKind.Explanation]), Reviewer));
        Check(UnderReview().Until("2026-02-11"));

        void Check(Scenario at)
        {
            var lines = at.Progress!.Explain(CultureInfo.GetCultureInfo(culture), at.Zone).Split('\n');
            lines.Should().HaveCountGreaterThan(3).And.OnlyContain(line => line.Length > 8 && (line.EndsWith('.') || line.EndsWith('。')) && !line.Contains('{'));
        }
    }

    private static Action<Scenario> Reads(string culture, string text) => scenario =>
        Progress(scenario).Explain(CultureInfo.GetCultureInfo(culture), scenario.Zone).Should().StartWith(text.ReplaceLineEndings("\n"));

    private static CancellationProgress Progress(Scenario scenario) => scenario.Progress!;

    private static Scenario UnderReview() =>
        WithRules(Rules).Activated().Requested().At("2026-02-03T10:00:00")
            .When(new SubmitDocuments([new(DocumentKind.ProofOfIdentity, new("scan-1")), new(DocumentKind.Contract, new("scan-2"))]));
}
