using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

public class AvailableTests
{
    [Fact]
    public void A_pause_may_end_by_itself_on_the_days_that_are_told()
    {
        var life = With(policy => policy with { Activation = new ActivationPolicy { MaxSuspensionDays = 30 } }).At("2026-03-01").Activated();

        var pause = Of(life, CommandKind.Suspend).Choices.Single();

        (pause.Earliest, pause.Latest).Should().Be((new LocalDate(2026, 3, 2), new LocalDate(2026, 4, 1)));
        foreach (var (date, isPossible) in new[] { (pause.Earliest, true), (pause.Latest, true), (pause.Earliest!.Value.PlusDays(-1), false), (pause.Latest!.Value.PlusDays(1), false) })
            (life.Lifecycle.Decide(life.State, (Suspend)pause.Command! with { Until = date }, new CommandContext(life.Now, Customer, new CommandId("pause"))).Refusals.Count == 0).Should().Be(isPossible);
    }

    [Fact]
    public void What_a_customer_may_do_follows_the_status()
    {
        Allowed(With()).Should().Equal(CommandKind.OpenSubscription);
        Allowed(Lives.In(S.Suspended)).Should().Contain([CommandKind.Resume, CommandKind.Renew]).And.NotContain([CommandKind.Suspend, CommandKind.Terminate, CommandKind.BindDevice]);
        Allowed(Lives.Cancelling(S.Active, S.AwaitingDocuments)).Should().Contain([CommandKind.SubmitDocuments, CommandKind.WithdrawCancellation]);
        Allowed(RefundChartTests.Due()).Should().Equal(CommandKind.UpdateContact, CommandKind.ChooseBalanceDisposition);

        static IEnumerable<CommandKind> Allowed(Scenario life) =>
            life.Lifecycle.Available(life.State, Customer, life.Now).Where(each => each.IsPossible).Select(each => each.Kind);
    }

    [Fact]
    public void What_stands_against_a_command_is_said_with_its_remedy()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);
        var all = life.Lifecycle.Available(life.State, Customer, life.Now);

        Codes(CommandKind.RequestCancellation).Should().Equal(RefusalCode.CancellationAlreadyOpen);
        Codes(CommandKind.BindDevice).Should().Equal(RefusalCode.DeviceWhileCancelling);
        Codes(CommandKind.Renew).Should().Equal(RefusalCode.RenewalWhileCancelling);
        all[(int)CommandKind.Renew].Refusals[0].Remedy.Should().Be(new WithdrawCancellation());
        Codes(CommandKind.ApproveCancellation).Should().Equal(RefusalCode.RoleNotPermitted, RefusalCode.ReviewOwnRequest);
        Codes(CommandKind.ImportSubscription).Should().Equal(RefusalCode.RoleNotPermitted, RefusalCode.SubscriptionAlreadyOpened);
        Codes(CommandKind.Activate).Should().Equal(RefusalCode.StatusNotPermitted);
        life.Lifecycle.Available(Lives.In(S.Active).State, Customer, life.Now)[(int)CommandKind.SubmitDocuments].Refusals.Single().Code.Should().Be(RefusalCode.CancellationNotOpen);

        IEnumerable<string> Codes(CommandKind kind) => all[(int)kind].Refusals.Select(refusal => refusal.Code);
    }

    [Fact]
    public void Each_plan_is_told_with_its_price_and_how_it_can_be_paid()
    {
        var life = With(policy => policy with { Plans = [policy.Plans[0], policy.Plans[0] with { Code = "large", Price = Money.Parse("USD 50.00") }] }).Activated().ToppedUp("USD 40.00");

        var renewals = Of(life, CommandKind.Renew).Choices;
        renewals.Select(choice => (choice.Plan!.Code, choice.Price.ToString())).Should().Equal(("monthly", "USD 31.00"), ("large", "USD 50.00"));
        renewals[0].Methods.Should().Contain([PaymentMethod.Card, PaymentMethod.Balance]);
        renewals[1].Methods.Should().Contain(PaymentMethod.Card).And.NotContain(PaymentMethod.Balance);
        life.When(renewals[1].Command!).Event<ChargeRequested>().Charge.Amount.Should().Be(renewals[1].Charged!.Value);

        var now = Of(life, CommandKind.ChangePlan).Choices.Single(choice => choice.Command == new ChangePlan("large", PlanChangeTiming.Now, PaymentMethod.Card));
        now.IsPossible.Should().BeTrue();
        now.Charged.Should().BeNull("what is credited and the balance suffice");
        Of(life, CommandKind.ChangePlan).Choices.Where(choice => choice.Plan!.Code == "monthly").Should().OnlyContain(choice => choice.Refusals.Any(refusal => refusal.Code == RefusalCode.PlanUnchanged));
    }

    [Fact]
    public void Each_timing_is_told_with_the_last_day_of_service()
    {
        var life = WithRules(new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate], NoticeDays = 3 }).Activated();

        var timings = Of(life, CommandKind.RequestCancellation).Choices;
        timings.Select(choice => choice.Timing).Should().Equal(life.Policy.Cancellation.Timings.Select(timing => (CancellationTiming?)timing));
        timings[1].Ends!.LastDay.Should().Be(new LocalDate(2026, 2, 27));
        timings[2].Earliest.Should().Be(new LocalDate(2026, 2, 3));
        timings[2].Latest.Should().Be(new LocalDate(2026, 2, 28));
        life.When(timings[1].Command!).State.Cancellation!.BillingEndsAt.Should().Be(timings[1].Ends!.BillingEndsAt);
    }

    [Fact]
    public void A_commitment_without_a_fee_leaves_one_way_out_and_says_when_the_other_opens()
    {
        var life = With(policy => policy with
        {
            Plans = [policy.Plans[0] with { CommitmentMonths = 2 }],
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate] },
            Renewal = policy.Renewal with { GraceDays = 90 },
        }).Activated();

        var cancelling = Of(life, CommandKind.RequestCancellation);
        cancelling.Refusals.Single().Code.Should().Be(RefusalCode.CancellationCommitment);
        cancelling.PossibleFrom.Should().Be(life.Local("2026-03-31"));
        life.At(cancelling.PossibleFrom!.Value - Duration.Epsilon).Requested().ThenRefused(RefusalCode.CancellationCommitment);
        life.At(cancelling.PossibleFrom.Value).Requested().Last.Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public void A_reason_says_when_it_ends_and_the_command_from_when_it_is_possible_if_nobody_pays()
    {
        var life = With(policy => policy with
        {
            Plans = [policy.Plans[0] with { CommitmentMonths = 2 }],
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate] },
            Renewal = policy.Renewal with { GraceDays = 5 },
        }).Activated();

        var cancelling = Of(life, CommandKind.RequestCancellation);
        cancelling.Refusals.Single().RetryAt.Should().Be(life.Local("2026-03-31"));
        cancelling.PossibleFrom.Should().BeNull("it is closed before, if nobody renews it");
        life.Paid().At(cancelling.Refusals.Single().RetryAt!.Value).Requested().Last.Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public void What_is_never_the_caller_s_to_give_is_told_from_what_is_not_possible_now()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);

        Of(life, CommandKind.ApproveCancellation).IsOpenToRole.Should().BeFalse("a customer reviews nothing");
        Of(life, CommandKind.ApproveCancellation, Caller.Reviewer(life.State.Cancellation!.RequestedBy.Id)).IsOpenToRole.Should().BeTrue("it is a reviewer's, though not this one's");
        Of(life, CommandKind.BindDevice).IsOpenToRole.Should().BeTrue("it is not possible now");
        Of(life, CommandKind.WithdrawCancellation).IsOpenToRole.Should().BeTrue();
        Of(life, CommandKind.RequestCancellation, Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent"), IdentityAssurance.None)).Refusals
            .Should().Contain(refusal => refusal.Code == RefusalCode.IdentityTooWeak);
        Of(life, CommandKind.RequestCancellation, Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent"), IdentityAssurance.None)).IsOpenToRole
            .Should().BeTrue("the caller can identify themselves");

        foreach (var each in life.Lifecycle.Available(life.State, Customer, life.Now))
            System.Text.Json.JsonSerializer.SerializeToNode(each, LifecycleJson.Options)!["isOpenToRole"]!.GetValue<bool>().Should().Be(each.IsOpenToRole);
    }

    [Fact]
    public void Who_asked_too_soon_is_told_when_to_come_again()
    {
        var life = WithRules(new CancellationPolicy { Review = true, RequestCooldownDays = 5 }).Activated().Requested().When(new WithdrawCancellation());

        var again = Of(life, CommandKind.RequestCancellation);
        again.Refusals.Single().Code.Should().Be(RefusalCode.CancellationTooSoon);
        again.PossibleFrom.Should().Be(again.Refusals.Single().RetryAt);
    }

    [Fact]
    public void A_pause_that_ends_by_itself_is_told_as_the_moment_from_which_one_can_pause_again()
    {
        var life = With().Activated().When(new Suspend { Until = new LocalDate(2026, 2, 10) });

        Of(life, CommandKind.Suspend).IsPossible.Should().BeFalse();
        Of(life, CommandKind.Suspend).PossibleFrom.Should().Be(life.Local("2026-02-10"));
        Of(life, CommandKind.BindDevice).PossibleFrom.Should().Be(life.Local("2026-02-10"));
        Of(life, CommandKind.Activate).PossibleFrom.Should().BeNull("it is active for good");
        Of(life, CommandKind.Terminate).PossibleFrom.Should().BeNull("time gives nobody access");
    }

    /// <summary>The paid time of a pause that stops it grows with each whole day of the pause: nothing else happens then, and nothing says so.</summary>
    [Fact]
    public void A_pause_that_stops_the_term_lets_leave_once_another_day_counts()
    {
        var life = With(policy => policy with
        {
            Activation = policy.Activation with { SuspensionStopsTerm = true },
            Plans = [policy.Plans[0] with { CommitmentMonths = 12 }],
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.EndOfTerm, CancellationTiming.OnDate, CancellationTiming.Immediate] },
        }).Activated().At("2026-02-27T22:00:00").When(new Suspend()).At("2026-02-28T09:00:00");

        var leaving = Of(life, CommandKind.RequestCancellation);
        leaving.Outcome.Should().Be(Outcome.Refused);
        leaving.PossibleFrom.Should().Be(life.Local("2026-02-28T22:00:00"));
        var onDate = new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2027, 2, 1) };
        life.Lifecycle.Decide(life.State, onDate, new CommandContext(leaving.PossibleFrom!.Value - Duration.Epsilon, Customer, new CommandId("early"))).Outcome.Should().Be(Outcome.Refused);
        life.Lifecycle.Decide(life.State, onDate, new CommandContext(leaving.PossibleFrom.Value, Customer, new CommandId("then"))).Outcome.Should().Be(Outcome.Accepted);
    }

    /// <summary>In grace the next period is that of the day: from the first with cheaper terms, which are not offered to others any more, the balance suffices.</summary>
    [Fact]
    public void Announced_terms_that_the_balance_covers_are_told_as_the_moment_from_which_one_can_renew()
    {
        var policy = With().Policy with
        {
            Plans = [With().Policy.Plans[0] with { Length = Period.FromDays(7) }],
            Renewal = With().Policy.Renewal with { GraceDays = 40, Methods = [PaymentMethod.Balance] },
        };
        var life = With(_ => policy).Activated().ToppedUp("USD 12.00")
            .Follow(policy with { Identity = policy.Identity with { Version = 2 }, Plans = [policy.Plans[0] with { Price = Money.Parse("USD 10.00") }] })
            .When(new AnnounceTermsChange(new LocalDate(2026, 2, 18)), Caller.Carrier).Then<TermsChangeAnnounced>()
            .Follow(policy).Until("2026-02-09").Is(S.Grace);

        var renewing = Of(life, CommandKind.Renew);
        renewing.Refusals.Single().Code.Should().Be(RefusalCode.BalanceTooLow);
        renewing.PossibleFrom.Should().Be(life.Local("2026-02-21"));
        life.At(renewing.PossibleFrom!.Value - Duration.Epsilon).When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.BalanceTooLow)
            .At(renewing.PossibleFrom.Value).When(new Renew(PaymentMethod.Balance)).Event<SubscriptionRenewed>().Period.Price.Should().Be(Money.Parse("USD 10.00"));
    }

    [Fact]
    public void Each_device_is_told_with_what_stands_against_it()
    {
        var life = Preset("axis-travel").Activated().Bound(Phone, Watch).When(new ReportDeviceLost(Watch)).Then<DeviceReportedLost>();

        Of(life, CommandKind.UnbindDevice).Choices.Select(choice => choice.Device).Should().Equal(Phone, Watch);
        Of(life, CommandKind.ReportDeviceLost).Choices.Select(choice => choice.Outcome).Should().Equal(Outcome.Accepted, Outcome.AlreadyDone);
        Of(life, CommandKind.ReportDeviceFound).Choices.Select(choice => choice.Outcome).Should().Equal(Outcome.AlreadyDone, Outcome.Accepted);
        Of(life, CommandKind.BindDevice).Refusals.Single().Code.Should().Be(RefusalCode.DeviceLimit);
        Of(life, CommandKind.ReplaceDevice).Choices.Should().OnlyContain(choice => choice.IsPossible && choice.Command == null, "the new device is not known here");
        life.When(Of(life, CommandKind.UnbindDevice).Choices[0].Command!).Last.Outcome.Should().Be(Outcome.Accepted);
    }

    [Fact]
    public void A_document_that_is_missing_can_be_handed_in_and_one_that_is_not_is_not_asked_for()
    {
        var life = WithRules(new CancellationPolicy { Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract] }).Activated().Requested();
        Of(life, CommandKind.SubmitDocuments).Choices.Select(choice => choice.Document).Should().Equal(DocumentKind.ProofOfIdentity, DocumentKind.Contract);

        life.Submitted(DocumentKind.Contract);
        Of(life, CommandKind.SubmitDocuments).Choices.Select(choice => choice.Document).Should().Equal(DocumentKind.ProofOfIdentity);
    }

    [Fact]
    public void Where_there_is_nothing_to_choose_the_reason_names_nothing()
    {
        var refusal = Of(With().Activated(), CommandKind.UnbindDevice).Refusals.Single();

        refusal.Code.Should().Be(RefusalCode.DeviceNotBound);
        refusal.Facts.Should().BeEmpty();
        refusal.Explain(System.Globalization.CultureInfo.InvariantCulture).Should().Be("No device is bound to this subscription.");
    }

    /// <summary>Whatever stands against a command has its own sentence, also where there is nothing that it could be about.</summary>
    [Fact]
    public void Every_reason_over_every_life_is_told_whole_in_each_language()
    {
        Caller[] callers = [.. AvailableLaws.Callers, Caller.System];
        var told = new HashSet<Refusal>();
        var lives = Lives.All.Concat(RefundChartTests.Lives).Concat(NumberTests.Lives).Append(PersonalDataErasedTests.OnRequest).Select(life => life.Play())
            .Concat(RefusalCases.All.Select(each => each.Play()));
        foreach (var life in lives)
        {
            // Between the events of one decision nobody can ask.
            var state = Subscription.None;
            foreach (var together in life.History.GroupBy(@event => @event.At))
            {
                state = together.Aggregate(state, Lifecycle.Evolve);
                foreach (var caller in callers)
                    told.UnionWith(life.Lifecycle.Available(state, caller, together.Key).SelectMany(each => each.Choices.SelectMany(choice => choice.Refusals).Concat(each.Refusals)));
            }
        }

        foreach (var refusal in told)
        {
            foreach (var culture in LineTests.Cultures)
                LineTests.FindFault(refusal.Explain(culture, LineTests.Jakarta)).Should().BeNull("{0}: {1}", refusal, refusal.Explain(culture, LineTests.Jakarta));
        }

        told.Where(refusal => RefusalFactories.Facts[refusal.Code].Except(refusal.Facts.Select(fact => fact.Name)).Any()).Select(refusal => refusal.Code).Distinct().Should().BeEquivalentTo(
        [
            RefusalCode.PackNotOffered, RefusalCode.PromotionUnknown, RefusalCode.LateChargeUnknown, RefusalCode.DocumentNotAsked, RefusalCode.DocumentUnknown, RefusalCode.DeviceNotBound,
        ]);
    }

    [Fact]
    public void A_reviewer_of_their_own_request_is_told_so_and_another_may_decide()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);
        var own = Caller.Reviewer(life.State.Cancellation!.RequestedBy.Id);

        Of(life, CommandKind.ApproveCancellation, own).Refusals.Single().Code.Should().Be(RefusalCode.ReviewOwnRequest);
        Of(life, CommandKind.ApproveCancellation, Reviewer).Choices.Single().Command.Should().Be(new ApproveCancellation());
        Of(life, CommandKind.RejectCancellation, Reviewer).Choices.Should().HaveCount(4);
    }

    [Fact]
    public void A_support_desk_sees_what_a_report_may_be_about()
    {
        var life = With().Activated().When(new Renew(PaymentMethod.Card));
        var charge = life.Event<ChargeRequested>().Charge;

        var payment = Of(life, CommandKind.RecordPayment, Caller.System);
        payment.IsPossible.Should().BeTrue();
        payment.Choices.Single().Reference.Should().Be(charge.Key);
        payment.Choices.Single().Amount.Should().Be((Money?)charge.Amount);
        Of(life, CommandKind.Renew).Refusals.Single().Code.Should().Be(RefusalCode.ChargeInFlight);
        Of(life, CommandKind.Renew).PossibleFrom.Should().Be(charge.AnswerDueBy);
    }

    [Fact]
    public void A_promotion_is_not_given_away()
    {
        var life = With(policy => policy with { Promotions = [new PromotionTerms { Code = "half", Percent = 50, Periods = 1 }] }).Activated();

        Of(life, CommandKind.ApplyPromotion).IsPossible.Should().BeTrue();
        Of(life, CommandKind.ApplyPromotion).Choices.Should().BeEmpty();
        Of(life, CommandKind.ApplyPromotion, Caller.Carrier).Choices.Single().Command.Should().Be(new ApplyPromotion("half"));
    }

    [Fact]
    public void A_clock_that_lags_far_behind_is_told_when_it_will_have_caught_up()
    {
        var life = With().Activated();
        var now = life.Now - Duration.FromHours(1);

        var renewal = life.Lifecycle.Available(life.State, Customer, now)[(int)CommandKind.Renew];
        renewal.Refusals.Single().Code.Should().Be(RefusalCode.TimeBeforeHistory);
        renewal.PossibleFrom.Should().Be(life.Now - Limits.ClockTolerance);
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var life = Lives.Cancelling(S.Active, S.UnderReview);

        var answer = life.Lifecycle.Available(life.State, Customer, life.Now);
        answer.Should().Equal(life.Lifecycle.Available(life.State, Customer, life.Now));
        answer[0].GetHashCode().Should().Be(life.Lifecycle.Available(life.State, Customer, life.Now)[0].GetHashCode());
        (answer[0] with { PossibleFrom = life.Now }).PossibleFrom.Should().Be(life.Now);
    }

    private static AvailableCommand Of(Scenario life, CommandKind kind, Caller? by = null) => life.Lifecycle.Available(life.State, by ?? Customer, life.Now)[(int)kind];

    [Fact]
    public void Time_passes_first()
    {
        var life = Lives.In(S.Active);
        life.Lifecycle.Available(life.State, Customer, life.Now + Duration.FromDays(2_000))[(int)CommandKind.Suspend].Refusals.Single().Code
            .Should().Be(RefusalCode.SubscriptionClosed);
    }
}
