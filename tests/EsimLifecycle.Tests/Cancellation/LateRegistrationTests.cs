using static EsimLifecycle.Tests.Scenario;
using D = EsimLifecycle.DocumentKind;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A paper that was received in time counts, whenever it is registered. Requests of 31 January wait for papers to the end of 5 February.</summary>
public class LateRegistrationTests
{
    private static readonly Caller Desk = Caller.Agent(CallerChannel.Shop, new PersonalReference("mail-desk"), IdentityAssurance.High);
    private static readonly CancellationPolicy Rules = new()
    {
        Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate],
        Documents = [D.ProofOfIdentity],
        DocumentDueDays = 5,
        SupplementDueDays = 5,
        Review = true,
    };

    [Fact]
    public void It_opens_the_request_again_with_the_ends_that_it_had() =>
        Asked().At("2026-02-07T09:00:00").With(Registered("2026-02-05T15:00:00"))
            .Then<CancellationLapsed, DocumentsSubmitted, CancellationReopened, ReviewStarted>().Is(S.UnderReview)
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-01-31T10:00:00")))
            .With(s => s.State.Cancellation!.DueBy.Should().Be(s.Local("2026-02-13"), "the review has its days from when the paper was received"))
            .With(s => s.State.Cancellation!.ReopenedAt.Should().Be(s.Local("2026-02-07T09:00:00")))
            .With(s => Instruction.From(s.Event<CancellationReopened>()).Should().ContainSingle()
                .Which.Should().BeOfType<SendMessage>().Which.Should().Match<SendMessage>(told => told.Template == MessageTemplate.CancellationReceived && told.IsStillWanted(s.State)))
            .When(new ApproveCancellation(), Reviewer).Is(S.Closed);

    [Fact]
    public void Where_nobody_reviews_it_closes() =>
        Asked(Rules with { Review = false }).At("2026-02-07").With(Registered("2026-02-05"))
            .Then(typeof(CancellationLapsed), typeof(DocumentsSubmitted), typeof(CancellationReopened), typeof(AccountSettled), typeof(SubscriptionClosed));

    [Theory]
    [InlineData(S.Pending)]
    [InlineData(S.Active)]
    [InlineData(S.Grace)]
    [InlineData(S.Suspended)]
    public void From_wherever_it_went_back_to(S origin)
    {
        foreach (var stage in new[] { S.AwaitingDocuments, S.AwaitingSupplement })
        {
            var late = Lives.Cancelling(origin, stage, days: 5, change: policy => policy with { Cancellation = policy.Cancellation with { Review = true } });
            var due = late.State.Cancellation!.DueBy!.Value;
            late.Until(due).Then<CancellationLapsed>().Is(origin)
                .At(due + Duration.FromHours(30)).With(Found(due - Duration.Epsilon))
                .Then<DocumentsSubmitted, CancellationReopened, ReviewStarted>().Is(S.UnderReview);
        }
    }

    [Fact]
    public void The_last_tick_is_in_time_and_the_next_is_not()
    {
        var lapsed = Asked().Until("2026-02-06").Then<CancellationLapsed>();
        var due = lapsed.Now;

        lapsed.At("2026-02-09").When(new SubmitDocuments([new(D.ProofOfIdentity, new("letter"), due)]), Desk).ThenRefused(RefusalCode.DocumentReceivedLate)
            .With(s => (s.Last.Refusals[0]["receivedAt"], s.Last.Refusals[0]["dueBy"]).Should().Be((due, due)))
            .When(new SubmitDocuments([new(D.ProofOfIdentity, new("letter"))])).ThenRefused(RefusalCode.DocumentReceivedLate).Is(S.Active)
            .When(new SubmitDocuments([new(D.ProofOfIdentity, new("letter"), due - Duration.Epsilon)]), Desk).Is(S.UnderReview);
    }

    [Fact]
    public void They_may_be_registered_one_by_one_and_only_all_of_them_open_it() =>
        Asked(Rules with { Documents = [D.ProofOfIdentity, D.Contract, D.Explanation] }).Submitted(D.Explanation)
            .At("2026-02-07").With(Registered("2026-02-04", D.Contract)).Then<CancellationLapsed, DocumentsSubmitted>().Is(S.Active)
            .With(Registered("2026-02-05"))
            .Then<DocumentsSubmitted, CancellationReopened, ReviewStarted>()
            .With(s => s.State.Cancellation!.Submitted.Select(each => each.Kind).Should().Equal(D.Explanation, D.Contract, D.ProofOfIdentity));

    [Fact]
    public void One_that_came_too_late_spoils_the_others_of_its_command_only() =>
        Asked(Rules with { Documents = [D.ProofOfIdentity, D.Contract] }).At("2026-02-09").With(s => s.When(new SubmitDocuments(
            [
                new(D.ProofOfIdentity, new("letter-1"), s.Local("2026-02-04")),
                new(D.Contract, new("letter-2"), s.Local("2026-02-08")),
                new(D.DeviceEvidence, new("letter-3"), s.Local("2026-02-04")),
            ]), Desk)).ThenRefused(RefusalCode.DocumentNotAsked, RefusalCode.DocumentReceivedLate)
            .With(Registered("2026-02-04")).Then<DocumentsSubmitted>().Is(S.Active)
            .With(Registered("2026-02-05", D.Contract)).Then<DocumentsSubmitted, CancellationReopened, ReviewStarted>();

    [Fact]
    public void The_same_paper_again_changes_nothing() =>
        Asked().At("2026-02-07").With(Registered("2026-02-05")).Is(S.UnderReview).With(Registered("2026-02-05")).AlreadyDone();

    [Fact]
    public void Who_may_not_submit_learns_that_and_nothing_else_happens() =>
        Asked().Until("2026-02-07").With(s => s.When(Letter(s.Local("2026-02-05")), Reviewer)).ThenRefused(RefusalCode.RoleNotPermitted).Is(S.Active)
            .With(s => s.When(Letter(s.Local("2026-02-05")), Caller.System)).ThenRefused(RefusalCode.RoleNotPermitted).Is(S.Active);

    [Fact]
    public void What_may_be_given_says_so()
    {
        Available(Asked().Until("2026-02-07")).Should().BeTrue();
        Available(Asked().When(new WithdrawCancellation())).Should().BeFalse();
        Available(Asked().At("2026-02-07").With(Registered("2026-02-05")).When(new RejectCancellation(RejectionReason.Other), Reviewer)).Should().BeFalse();

        static bool Available(Scenario s) => s.Lifecycle.Available(s.State, Desk, s.Now)[(int)CommandKind.SubmitDocuments].IsPossible;
    }

    [Fact]
    public void It_is_judged_like_any_other() =>
        Asked().At("2026-02-07").With(Registered("2026-02-05")).When(new JudgeDocument(new("letter-ProofOfIdentity"), DocumentVerdict.Illegible), Reviewer)
            .When(new ApproveCancellation(), Reviewer).ThenRefused(RefusalCode.DocumentNotAccepted)
            .When(new RequestSupplement([D.ProofOfIdentity]), Reviewer).Is(S.AwaitingSupplement)
            .Until("2026-02-13").Then<CancellationLapsed>()
            .With(s => s.When(new SubmitDocuments([new(D.ProofOfIdentity, new("sharper"), s.Local("2026-02-11"))]), Desk))
            .Then<DocumentsSubmitted, CancellationReopened, ReviewStarted>()
            .With(s => s.State.Cancellation!.SupplementRounds.Should().Be(1));

    [Fact]
    public void It_is_no_request_more()
    {
        var rules = Rules with { MaxRequests = 1, RequestCooldownDays = 90 };

        Asked(rules).At("2026-02-07").With(Registered("2026-02-05")).Is(S.UnderReview)
            .With(s => s.State.CancellationHistory.RequestedAt.Should().ContainSingle())
            .When(new WithdrawCancellation()).Requested().ThenRefused(RefusalCode.CancellationTooSoon, RefusalCode.CancellationTooMany);
    }

    [Fact]
    public void Who_has_asked_again_goes_on_with_that() =>
        Asked().Until("2026-02-07").Requested().When(new WithdrawCancellation()).With(Registered("2026-02-05")).ThenRefused(RefusalCode.CancellationNotOpen);

    [Fact]
    public void Who_has_gone_on_stays()
    {
        GoneOn(s => s.Paid());
        GoneOn(s => s.When(new SetAutoRenewal(true, PaymentMethod.Card)).ToppedUp("USD 40.00").When(new BuyPack("1gb", PaymentMethod.Balance)));
        GoneOn(s => s.ToppedUp("USD 40.00").When(new Renew(PaymentMethod.Balance)));
        GoneOn(s => s.ToppedUp("USD 70.00").When(new ChangePlan("large", PlanChangeTiming.Now, PaymentMethod.Balance)));
        WithRules(Rules).Opened().Paid().Requested().Until("2026-02-07").When(new Activate()).Then<SubscriptionActivated>()
            .With(Registered("2026-02-05")).ThenRefused(RefusalCode.CancellationNotOpen);

        static void GoneOn(Func<Scenario, Scenario> how) => how(With(policy => policy with
        {
            Cancellation = Rules,
            Plans = [policy.Plans[0], policy.Plans[0] with { Code = "large", Price = Money.Parse("USD 62.00") }],
            Packs = [new PackTerms { Code = "1gb", Kind = PackKind.Data, Price = Money.Parse("USD 5.00"), DataBytes = 1L << 30, Length = Period.FromDays(7) }],
        }).Activated().Requested().Until("2026-02-07")).With(s => s.Last.Outcome.Should().Be(Outcome.Accepted))
            .With(Registered("2026-02-05")).ThenRefused(RefusalCode.CancellationNotOpen);
    }

    [Fact]
    public void Closed_it_stays_closed() =>
        Asked().Until("2026-02-07").When(new Terminate(TerminationReason.Revoked), Caller.Carrier).With(Registered("2026-02-05")).ThenRefused(RefusalCode.SubscriptionClosed);

    [Fact]
    public void What_prevents_a_request_prevents_it_until_it_is_gone() =>
        With(policy => policy with { Cancellation = Rules, Devices = new DevicePolicy { UnbindingDue = UnbindingDue.BeforeRequest } }).Activated().Requested()
            .Until("2026-02-07").Bound(Phone).When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier)
            .With(Registered("2026-02-05")).ThenRefused(RefusalCode.CancellationFraudHold, RefusalCode.DeviceStillBound)
            .When(new Resume(), Caller.Carrier).When(new UnbindDevice(Phone)).With(Registered("2026-02-05")).Is(S.UnderReview);

    [Theory]
    [InlineData(CancellationTiming.Immediate)]
    [InlineData(CancellationTiming.EndOfTerm)]
    public void To_the_cent_it_is_as_if_it_had_been_registered_at_once(CancellationTiming timing)
    {
        // The period ends while the request is open, and the next one after it has lapsed.
        var rules = Rules with { ReviewBusinessDays = 300, DocumentDueDays = 40 };
        foreach (var worth in Enum.GetValues<UnusedWorth>())
        {
            Scenario Asked() => With(policy => policy with { Cancellation = rules, Plans = [policy.Plans[0] with { Refund = new RefundTerms { UnusedPeriod = worth } }] })
                .Activated().Paid().Requested(timing: timing);

            var inTime = Asked().At("2026-02-05").With(Registered("2026-02-05")).At("2026-04-10").When(new ApproveCancellation(), Reviewer);
            var late = Asked().Until("2026-04-10").Is(S.Grace).With(Registered("2026-02-05")).Is(S.UnderReview).When(new ApproveCancellation(), Reviewer);

            late.Is(S.Closed).State.Balances.Should().Be(inTime.Is(S.Closed).State.Balances);
            late.Event<AccountSettled>().Lines.Should().Equal(inTime.Event<AccountSettled>().Lines);
        }
    }

    [Theory]
    [InlineData(UnusedWorth.Prorated)]
    [InlineData(UnusedWorth.Nothing)]
    public void What_auto_renewal_has_charged_meanwhile_comes_back_whole(UnusedWorth worth)
    {
        Renewing(worth, "2026-03-02").Holds(Account.RefundPayable, worth == UnusedWorth.Prorated ? "USD 62.00" : "USD 31.00");

        // Also what has ended since.
        Renewing(worth, "2026-04-02").Holds(Account.RefundPayable, worth == UnusedWorth.Prorated ? "USD 93.00" : "USD 62.00");

        static Scenario Renewing(UnusedWorth worth, string registered)
        {
            var scenario = With(policy => policy with { Cancellation = Rules, Plans = [policy.Plans[0] with { Refund = new RefundTerms { UnusedPeriod = worth } }] })
                .Activated().When(new SetAutoRenewal(true, PaymentMethod.Card)).Requested();
            while (scenario.State.NextDeadline is { } next && next <= scenario.Local(registered))
            {
                scenario.Until(next);
                if (scenario.State.Renewal.Charges is [{ AnswerDueBy: not null } charge])
                    scenario.Paid(charge: charge.Key).Is(S.Active);
            }

            return scenario.At(registered).With(Registered("2026-02-05")).Is(S.UnderReview).When(new ApproveCancellation(), Reviewer).Is(S.Closed)
                .With(s => s.Event<AccountSettled>().Lines.Should().Contain(line => line.Rule == SettlementRule.AfterEnd));
        }
    }

    [Fact]
    public void Withdrawn_then_what_auto_renewal_has_bought_is_there() =>
        With(policy => policy with { Cancellation = Rules }).Activated().When(new SetAutoRenewal(true, PaymentMethod.Card)).Requested()
            .Until("2026-02-28").With(s => s.Paid(charge: s.State.Renewal.Charges[0].Key)).Until("2026-03-03")
            .With(Registered("2026-02-05")).Is(S.UnderReview).Holds(Account.Deferred, "USD 62.00")
            .When(new WithdrawCancellation()).Is(S.Active).Holds(Account.Deferred, "USD 31.00").Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void What_was_charged_for_is_void_again_and_asked_for_again_if_it_comes_to_nothing()
    {
        var asked = WithRules(Rules).Activated().When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>().Requested();
        var reopened = asked.Until("2026-02-06").Then<CancellationLapsed, ChargeRequested>().At("2026-02-06T09:00:00").With(Registered("2026-02-05")).Is(S.UnderReview);

        reopened.State.Renewal.Charges.Should().BeEmpty();
        reopened.When(new WithdrawCancellation()).Then<CancellationWithdrawn, ChargeRequested>().Is(S.Active);
    }

    [Fact]
    public void Service_that_had_been_stopped_is_stopped_again() =>
        Asked(Rules with { KeepsAccess = false }).Then<CancellationRequested, DocumentsAwaited, ServiceEnded>()
            .Until("2026-02-06").With(s => s.State.Service.Level.Should().Be(ServiceLevel.Started))
            .At("2026-02-07").With(Registered("2026-02-05")).Then(typeof(DocumentsSubmitted), typeof(CancellationReopened), typeof(ReviewStarted), typeof(ServiceEnded))
            .With(s => s.State.Service.Level.Should().Be(ServiceLevel.Stopped))
            .With(s => s.State.Cancellation!.ServiceEndedAt.Should().Be(s.Now));

    [Fact]
    public void The_days_of_grace_for_a_return_are_not_used_up()
    {
        // Grace would be over by the dates: the first return uses the rescue days, and the second has them anew.
        var late = With(policy => policy with { Cancellation = Rules, Renewal = policy.Renewal with { GraceDays = 3 } }).Activated().At("2026-02-27").Requested()
            .Until("2026-03-05").Is(S.Grace).With(s => s.State.Term.IsRescued.Should().BeTrue())
            .At("2026-03-06").With(Registered("2026-03-03")).Is(S.UnderReview).With(s => s.State.Term.IsRescued.Should().BeFalse());

        late.At("2026-03-09").When(new RejectCancellation(RejectionReason.Other), Reviewer).Is(S.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-03-17")));
    }

    [Theory]
    [InlineData(OverdueProcess.Escalate)]
    [InlineData(OverdueProcess.Approve)]
    [InlineData(OverdueProcess.Reinstate)]
    public void The_days_for_which_it_lay_about_do_not_count_for_the_whole_process(OverdueProcess consequence) =>
        Asked(Rules with { ProcessBusinessDays = 6, OverdueProcess = consequence, ReviewBusinessDays = 4 }).With(s => s.State.Cancellation!.ProcessDueBy.Should().Be(s.Local("2026-02-10")))
            .At("2026-02-12").With(Registered("2026-02-05")).Then<CancellationLapsed, DocumentsSubmitted, CancellationReopened, ReviewStarted>()
            .With(s => s.State.Cancellation!.ProcessDueBy.Should().Be(s.Local("2026-02-17")));

    [Fact]
    public void It_counts_too_where_the_whole_took_too_long_for_want_of_it() =>
        Asked(Rules with { ProcessBusinessDays = 4, OverdueProcess = OverdueProcess.Reinstate, ReviewBusinessDays = 3, DocumentDueDays = 30 })
            .Until("2026-02-06").Then<CancellationOverdue, CancellationLapsed>().At("2026-02-09").With(Registered("2026-02-04"))
            .Then<DocumentsSubmitted, CancellationReopened, ReviewStarted>()
            .With(s => s.State.Cancellation!.Should().Match<CancellationRequest>(request => !request.IsProcessOverdue && request.ProcessDueBy == s.Local("2026-02-11")))
            .Until("2026-02-11").Then<ReviewOverdue, CancellationOverdue, CancellationLapsed>().With(Registered("2026-02-04", D.ProofOfIdentity)).ThenRefused(RefusalCode.CancellationNotOpen);

    [Fact]
    public void A_withdrawal_within_the_cooling_off_period_stays_one() =>
        With(policy => policy with { Cancellation = Rules, Plans = [policy.Plans[0] with { Refund = new RefundTerms { CoolingOffDays = 14 } }] }).Activated().Requested()
            .With(s => s.State.Cancellation!.IsInCoolingOff.Should().BeTrue())
            .At("2026-02-20").With(Registered("2026-02-05")).Is(S.Closed).With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.WithdrawnInCoolingOff));

    private static Scenario Asked(CancellationPolicy? rules = null) => WithRules(rules ?? Rules).Activated().Requested();

    private static SubmitDocuments Letter(Instant receivedAt, D kind = D.ProofOfIdentity) => new([new(kind, new($"letter-{kind}"), receivedAt)]);

    /// <summary>The desk registers a paper that had arrived then.</summary>
    private static Action<Scenario> Registered(string receivedAt, D kind = D.ProofOfIdentity) => s => s.When(Letter(s.Local(receivedAt), kind), Desk);

    /// <summary>The desk registers all that was missing when the request lapsed.</summary>
    private static Action<Scenario> Found(Instant receivedAt) => s => s.When(new SubmitDocuments(
        [.. s.State.CancellationHistory.Lapsed!.Request.Missing.Select(kind => new SubmittedDocument(kind, new($"found-{kind}"), receivedAt))]), Desk);
}
