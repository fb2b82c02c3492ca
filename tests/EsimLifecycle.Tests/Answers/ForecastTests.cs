using static EsimLifecycle.Tests.Scenario;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What will happen if nobody does anything but what is assumed.</summary>
public class ForecastTests
{
    private static readonly ForecastAssumptions PaymentsFail = new() { PaymentsSucceed = false };

    private static readonly PlanTerms Big = new() { Code = "big", Price = Money.Parse("USD 50.00"), Length = Period.FromMonths(1) };

    private static readonly CancellationPolicy Strict = new()
    {
        Documents = [DocumentKind.ProofOfIdentity],
        DocumentDueDays = 10,
        Review = true,
        ReviewBusinessDays = 5,
        ClearingDays = 10,
    };

    private static IEnumerable<ForecastStep> Forecast(Scenario scenario, string until, ForecastAssumptions? assumptions = null) =>
        scenario.Lifecycle.Forecast(scenario.State, scenario.Now, scenario.Local(until), assumptions);

    private static Subscription End(Scenario scenario, string until, ForecastAssumptions? assumptions = null) => Forecast(scenario, until, assumptions).Last().Subscription;

    /// <summary>The charges as a page shows them: the day, the amount, the method, the plan or pack and the first day not paid; what fails is struck out.</summary>
    private static IEnumerable<string> Charges(Scenario scenario, string until, ForecastAssumptions? assumptions = null) =>
        Forecast(scenario, until, assumptions).SelectMany(step => step.Charges).Select(charge => Text(scenario, charge));

    private static string Text(Scenario scenario, ExpectedCharge charge) =>
        $"{scenario.Lifecycle.Prepared.DateOf(charge.At).Iso()} {charge.Amount} {charge.Method} {charge.Plan ?? charge.Pack} {(charge.Fails ? $"fails {charge.Attempt}" : charge.Until?.Iso())}".TrimEnd();

    private static IEnumerable<string> Statuses(Scenario scenario, string until, ForecastAssumptions? assumptions = null)
    {
        var status = scenario.State.Status;
        foreach (var step in Forecast(scenario, until, assumptions))
        {
            if (step.Subscription.Status == status)
                continue;
            status = step.Subscription.Status;
            yield return $"{scenario.Lifecycle.Prepared.DateOf(step.At).Iso()} {status}";
        }
    }

    [Fact]
    public void The_months_ahead() =>
        With().Activated().When(new SetAutoRenewal(true))
            .With(s => Charges(s, "2026-05-15").Should().Equal(
                "2026-02-25 USD 31.00 Card monthly 2026-03-31",
                "2026-03-28 USD 31.00 Card monthly 2026-04-30",
                "2026-04-27 USD 31.00 Card monthly 2026-05-31"))
            .With(s => End(s, "2026-05-15").Status.Should().Be(S.Active))
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now).Should().Be(new ExpectedCharge
            {
                At = s.Local("2026-02-25"),
                Amount = Money.Parse("USD 31.00"),
                Method = PaymentMethod.Card,
                Purpose = ChargePurpose.Renewal,
                Plan = "monthly",
                From = new LocalDate(2026, 2, 28),
                Until = new LocalDate(2026, 3, 31),
            }));

    [Fact]
    public void Each_step_says_what_was_assumed_and_what_came_of_it() =>
        With().Activated().When(new SetAutoRenewal(true))
            .With(s => Forecast(s, "2026-02-28").Select(step => (step.Assumed?.Kind, string.Join(" ", step.Events.Select(e => e.GetType().Name)))).Should().Equal(
                (null, "RenewalChargeDue"), (CommandKind.RecordPayment, "PaymentRecorded SubscriptionRenewed"), (null, "PeriodEnded")))
            .With(s => Forecast(s, "2026-02-28").All(step => step.Events[^1].Version == step.Subscription.Version && step.Events[0].At == step.At).Should().BeTrue());

    [Fact]
    public void Nothing_of_it_is_remembered() =>
        With().Activated().When(new SetAutoRenewal(true)).With(s =>
        {
            var before = s.State;
            End(s, "2026-12-31").Version.Should().BeGreaterThan(before.Version);
            s.State.Should().Be(before);
            Forecast(s, "2026-12-31").Should().Equal(Forecast(s, "2026-12-31"), "read again it begins anew, and is the same");
        });

    [Fact]
    public void Where_payments_fail_it_is_tried_again_then_in_grace_and_then_over() =>
        With().Activated().When(new SetAutoRenewal(true))
            .With(s => Charges(s, "2027-01-01", PaymentsFail).Should().Equal(
                "2026-02-25 USD 31.00 Card monthly fails 1",
                "2026-02-26 USD 31.00 Card monthly fails 2",
                "2026-02-28 USD 31.00 Card monthly fails 3",
                "2026-03-04 USD 31.00 Card monthly fails 4"))
            .With(s => Statuses(s, "2027-01-01", PaymentsFail).Should().Equal("2026-02-28 Grace", "2026-03-30 Closed"))
            .With(s => End(s, "2027-01-01", PaymentsFail).Closure!.Reason.Should().Be(ClosedReason.Expired));

    [Fact]
    public void From_between_two_attempts_the_next_one_is_the_next_charge() =>
        With().Activated().When(new SetAutoRenewal(true)).Until("2026-02-25").Then<RenewalChargeDue>().Declined(new("charge-5")).Then<PaymentRecorded, ChargeFailed>()
            .With(s => Text(s, s.Lifecycle.NextCharge(s.State, s.Now)!).Should().Be("2026-02-26 USD 31.00 Card monthly 2026-03-31"))
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now)!.Attempt.Should().Be(2));

    [Fact]
    public void A_charge_under_way_is_answered_first() =>
        With().Activated().When(new SetAutoRenewal(true)).Until("2026-02-25T08:00:00").Then<RenewalChargeDue>()
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now)!.At.Should().Be(s.Now))
            .With(s => Charges(s, "2026-04-01").Should().Equal("2026-02-25 USD 31.00 Card monthly 2026-03-31", "2026-03-28 USD 31.00 Card monthly 2026-04-30"));

    [Fact]
    public void Who_is_out_of_service_is_not_charged() =>
        With().Activated().When(new SetAutoRenewal(true)).Until("2026-02-25").Then<RenewalChargeDue>().When(new Suspend())
            .With(s => Charges(s, "2026-06-01").Should().BeEmpty())
            .With(s => Forecast(s, "2026-02-27").SelectMany(step => step.Events).OfType<ChargeFailed>().Should().ContainSingle("its time to be answered passes"));

    [Fact]
    public void A_pause_ends_on_its_day_and_the_next_period_is_charged() =>
        With().Activated().When(new SetAutoRenewal(true)).When(new Suspend { Until = new LocalDate(2026, 3, 10) })
            .With(s => Statuses(s, "2026-03-20").Should().StartWith(["2026-03-10 Grace", "2026-03-10 Active"]))
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now)!.At.Should().Be(s.Local("2026-03-10")));

    [Fact]
    public void What_was_paid_in_part_is_charged_for_its_rest() =>
        With().Activated().When(new SetAutoRenewal(true)).Until("2026-02-25").Then<RenewalChargeDue>().Paid("USD 11.00", new("charge-5"))
            .With(s => Text(s, s.Lifecycle.NextCharge(s.State, s.Now)!).Should().Be("2026-02-25 USD 20.00 Card monthly 2026-03-31"));

    [Fact]
    public void Other_terms_are_charged_from_the_day_on_which_they_apply() =>
        With().Activated().When(new SetAutoRenewal(true))
            .With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Money.Parse("USD 40.00") }] }))
            .When(new AnnounceTermsChange(new LocalDate(2026, 3, 15)), Caller.Carrier)
            .With(s => Charges(s, "2026-05-01").Should().Equal(
                "2026-02-25 USD 31.00 Card monthly 2026-03-31", "2026-03-28 USD 40.00 Card monthly 2026-04-30", "2026-04-27 USD 40.00 Card monthly 2026-05-31"));

    [Fact]
    public void What_was_ordered_is_answered_too() =>
        With(policy => policy with
        {
            Plans = [policy.Plans[0], Big],
            Packs = [new PackTerms { Code = "gigabyte", Kind = PackKind.Data, Price = Money.Parse("USD 4.00"), Length = Period.FromDays(30), DataBytes = 1 << 30 }],
        }).Activated().When(new BuyPack("gigabyte", PaymentMethod.Card)).When(new ChangePlan("big", PlanChangeTiming.Now, PaymentMethod.Card))
            .With(s => Charges(s, "2026-02-01").Should().Equal("2026-01-31 USD 4.00 Card gigabyte", "2026-01-31 USD 19.00 Card big 2026-02-28"))
            .With(s => End(s, "2026-02-01").Contract!.Plan.Code.Should().Be("big"))
            .With(s => Charges(s, "2026-02-01", PaymentsFail).Should().Equal("2026-01-31 USD 4.00 Card gigabyte fails 1", "2026-01-31 USD 19.00 Card big fails 1"));

    [Fact]
    public void Another_plan_begins_with_the_next_period() =>
        With(policy => policy with { Plans = [policy.Plans[0], Big] }).Activated().When(new SetAutoRenewal(true)).When(new ChangePlan("big"))
            .With(s => Charges(s, "2026-04-01").Should().Equal("2026-02-25 USD 50.00 Card big 2026-03-31", "2026-03-28 USD 50.00 Card big 2026-04-30"))
            .With(s => Text(s, s.Lifecycle.NextCharge(s.State, s.Now)!).Should().Be("2026-02-25 USD 50.00 Card big 2026-03-31"))
            .With(s => Charges(s, "2026-02-26", PaymentsFail).Should().Equal("2026-02-25 USD 50.00 Card big fails 1", "2026-02-26 USD 50.00 Card big fails 2"));

    [Fact]
    public void A_promotion_lowers_what_is_charged_until_it_is_used_up() =>
        With(policy => policy with { Promotions = [new PromotionTerms { Code = "half", Percent = 50, Periods = 2 }] })
            .Activated().When(new SetAutoRenewal(true)).When(new ApplyPromotion("half"))
            .With(s => Charges(s, "2026-05-01").Should().Equal(
                "2026-02-25 USD 15.50 Card monthly 2026-03-31", "2026-03-28 USD 15.50 Card monthly 2026-04-30", "2026-04-27 USD 31.00 Card monthly 2026-05-31"));

    [Fact]
    public void Months_that_cost_nothing_are_passed_over() =>
        With(policy => policy with { Promotions = [new PromotionTerms { Code = "free", Percent = 100, Periods = 3 }] })
            .Activated().When(new SetAutoRenewal(true)).When(new ApplyPromotion("free"))
            .With(s => Text(s, s.Lifecycle.NextCharge(s.State, s.Now)!).Should().Be("2026-05-28 USD 31.00 Card monthly 2026-06-30"));

    [Fact]
    public void From_the_balance_as_long_as_it_lasts() =>
        With().Activated().ToppedUp("USD 70.00").When(new SetAutoRenewal(true, PaymentMethod.Balance))
            .With(s => Charges(s, "2027-01-01").Should().Equal(
                "2026-02-25 USD 31.00 Balance monthly 2026-03-31",
                "2026-03-28 USD 31.00 Balance monthly 2026-04-30",
                "2026-04-27 USD 31.00 Balance monthly fails 1",
                "2026-04-28 USD 31.00 Balance monthly fails 2",
                "2026-04-30 USD 31.00 Balance monthly fails 3",
                "2026-05-04 USD 31.00 Balance monthly fails 4"))
            .With(s => Statuses(s, "2027-01-01").Should().Equal("2026-04-30 Grace", "2026-05-30 Closed"))
            .With(s => Forecast(s, "2027-01-01").Last(step => step.Refunded is not null).Refunded.Should().Be(Money.Parse("USD 8.00")));

    [Fact]
    public void Without_auto_renewal_nothing_is_charged_and_it_ends_after_grace() =>
        With().Activated()
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now).Should().BeNull())
            .With(s => Statuses(s, "2027-01-01").Should().Equal("2026-02-28 Grace", "2026-03-30 Closed"));

    [Fact]
    public void Nothing_is_charged_before_it_is_opened_after_it_is_closed_and_where_it_is_free() =>
        With(policy => policy with { Plans = [policy.Plans[0] with { Price = Money.Parse("USD 0.00") }] })
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now).Should().BeNull())
            .With(s => Forecast(s, "2027-01-01").Should().BeEmpty())
            .Opened().When(new Activate()).When(new SetAutoRenewal(true))
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now).Should().BeNull())
            .With(s => Charges(s, "2027-01-01").Should().BeEmpty())
            .With(s => End(s, "2027-01-01").Status.Should().Be(S.Active))
            .Requested().Is(S.Closed)
            .With(s => s.Lifecycle.NextCharge(s.State, s.Now).Should().BeNull());

    [Fact]
    public void Purchases_are_confirmed_or_come_to_nothing() =>
        With(policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningAttempts = 2 } })
            .Activated().When(new SetAutoRenewal(true))
            .With(s => Forecast(s, "2026-02-27").Select(step => (step.Assumed?.Kind, string.Join(" ", step.Events.Select(e => e.GetType().Name)))).Should().Equal(
                (null, "RenewalChargeDue"),
                (CommandKind.RecordPayment, "PaymentRecorded PurchaseReserved"),
                (CommandKind.ReportProvisioning, "SubscriptionRenewed")))
            .With(s => Charges(s, "2026-04-01").Should().HaveCount(2))
            .With(s => Forecast(s, "2026-02-27", new() { PurchasesAreConfirmed = false }).Select(step => (step.Assumed?.Kind, string.Join(" ", step.Events.Select(e => e.GetType().Name)))).Should().Equal(
                (null, "RenewalChargeDue"),
                (CommandKind.RecordPayment, "PaymentRecorded PurchaseReserved"),
                (CommandKind.ReportProvisioning, "ProvisioningRetried"),
                (CommandKind.ReportProvisioning, "PurchaseReleased"),
                (CommandKind.RecordRefund, "RefundRecorded")))
            .With(s => Statuses(s, "2026-03-01", new() { PurchasesAreConfirmed = false }).Should().Equal("2026-02-28 Grace"));

    [Fact]
    public void A_customer_who_does_nothing_has_a_cancellation_lapse() =>
        WithRules(Strict).Activated().When(new SetAutoRenewal(true)).Requested()
            .With(s => Statuses(s, "2026-03-01").Should().Equal("2026-02-11 Active"))
            .With(s => Charges(s, "2026-03-01").Should().Equal("2026-02-25 USD 31.00 Card monthly 2026-03-31"));

    [Fact]
    public void Everybody_does_their_part_and_it_closes_at_once() =>
        WithRules(Strict).Activated().ToppedUp("USD 5.00").Bound(Phone, Watch).Requested()
            .With(s => Forecast(s, "2026-03-01", ForecastAssumptions.AllGoesWell).Select(step => step.Assumed!.Kind).Should().Equal(
                CommandKind.SubmitDocuments, CommandKind.AttestUnbound, CommandKind.AttestUnbound, CommandKind.ApproveCancellation, CommandKind.RecordRefund))
            .With(s => End(s, "2026-03-01", ForecastAssumptions.AllGoesWell).Status.Should().Be(S.Closed))
            .With(s => Forecast(s, "2026-03-01", ForecastAssumptions.AllGoesWell).Sum(step => step.Refunded?.MinorUnits ?? 0).Should().Be(500));

    [Theory]
    [InlineData(AssumedReview.Approves, "2026-01-31 Clearing", "2026-02-11 Active")] // the phone stays bound
    [InlineData(AssumedReview.Rejects, "2026-01-31 Active")]
    [InlineData(AssumedReview.NeverDecides, "2026-02-07 Active")]
    public void The_review_approves_rejects_or_is_never_done(AssumedReview review, params string[] statuses) =>
        WithRules(Strict with { Documents = default, OverdueReview = OverdueReview.Reject }).Activated().Bound(Phone).Requested().Is(S.UnderReview)
            .With(s => Statuses(s, "2026-02-27", new() { Review = review }).Should().Equal(statuses));

    [Fact]
    public void Who_reviews_is_never_who_asked() =>
        WithRules(Strict with { Documents = default }).Activated()
            .When(new RequestCancellation(CancellationReason.Privacy), Caller.Customer(CallerChannel.App, new PersonalReference("forecast"), IdentityAssurance.High)).Is(S.UnderReview)
            .With(s => End(s, "2026-02-27").Status.Should().Be(S.Closed));

    [Fact]
    public void Nobody_needs_access_for_what_is_only_assumed() =>
        With(policy => policy with
        {
            Cancellation = Strict,
            Access = new AccessPolicy
            {
                Commands = [.. new[] { CommandKind.RecordPayment, CommandKind.SubmitDocuments, CommandKind.ApproveCancellation }.Select(command => new CommandAccess { Command = command, Roles = [Role.Agent] })],
            },
        }).Opened().ToppedUp("USD 31.00").When(new Activate()).When(new SetAutoRenewal(true))
            .With(s => Charges(s, "2026-03-01").Should().HaveCount(1))
            .Requested().With(s => End(s, "2026-03-01", ForecastAssumptions.AllGoesWell).Status.Should().Be(S.Closed));

    [Fact]
    public void What_is_owed_is_paid_or_not() =>
        WithRules(new CancellationPolicy { ClearingDays = 10 }).Activated().When(new ReportChargeback(new("payment-1"), Money.Parse("USD 31.00")), Caller.System)
            .Requested().Is(S.Clearing)
            .With(s => Statuses(s, "2026-02-20").Should().Equal("2026-02-11 Active"))
            .With(s => Statuses(s, "2026-02-20", new() { DuesArePaid = true }).Should().Equal("2026-01-31 Closed"));

    [Fact]
    public void What_is_to_be_moved_arrives() =>
        With(policy => policy with { Settlement = policy.Settlement with { Transfers = true } }).Activated().ToppedUp("USD 5.00").When(RefundChartTests.Moved)
            .With(s => Forecast(s, "2026-02-10").Select(step => step.Assumed?.Kind).Should().Equal(CommandKind.RecordTransfer))
            .With(s => Forecast(s, "2026-02-10", new() { RefundsArePaid = false }).Select(step => step.Assumed?.Kind).Should().NotBeEmpty().And.OnlyContain(kind => kind == null));

    [Fact]
    public void To_the_end_of_the_minimum_term_periods_are_bought_as_before() =>
        With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.OnDate] },
            Plans = [policy.Plans[0] with { CommitmentMonths = 3 }],
        }).Activated().When(new SetAutoRenewal(true)).When(new RequestCancellation(CancellationReason.NoLongerNeeded) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 4, 30) })
            .With(s => Charges(s, "2027-01-01").Should().Equal("2026-02-25 USD 31.00 Card monthly 2026-03-31", "2026-03-28 USD 31.00 Card monthly 2026-04-30"))
            .With(s => Statuses(s, "2027-01-01").Should().Equal("2026-04-30 Closed"));

    [Fact]
    public void What_is_asked_wrongly_is_said_before_the_first_step()
    {
        var s = With().Activated();
        FluentActions.Invoking(() => s.Lifecycle.Forecast(null!, s.Now, s.Now)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => s.Lifecycle.Forecast(s.State, s.Now, s.Now - Duration.Epsilon)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s.Lifecycle.Forecast(s.State, s.Now, Limits.LatestNow + Duration.Epsilon)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s.Lifecycle.Forecast(s.State, Limits.EarliestNow - Duration.Epsilon, s.Now)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s.Lifecycle.Forecast(s.State, s.Now, s.Now, new() { Review = (AssumedReview)9 })).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s.Lifecycle.NextCharge(s.State, Limits.LatestNow + Duration.Epsilon)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Whoever_reads_a_few_steps_waits_for_a_few() =>
        With(policy => policy with { Plans = [policy.Plans[0] with { Price = Money.Parse("USD 0.00"), Length = Period.FromDays(1) }] })
            .Opened().When(new Activate()).When(new SetAutoRenewal(true))
            .With(s => s.Lifecycle.Forecast(s.State, s.Now, Limits.LatestNow).Take(3).Should().HaveCount(3));

    [Fact]
    public void What_is_due_by_now_comes_first() =>
        With().Activated().When(new SetAutoRenewal(true)).At("2026-02-25T12:00:00")
            .With(s => Forecast(s, "2026-02-28").Select(step => step.At).Should().Equal(s.Now, s.Now, s.Local("2026-02-28")));

    [Fact]
    public void A_host_whose_clock_lags_behind_is_answered_all_the_same() =>
        WithRules(Strict with { Documents = default }).Activated().Requested().Is(S.UnderReview).At("2026-01-30")
            .With(s => End(s, "2026-03-01").Status.Should().Be(S.Closed));

    [Fact]
    public void A_hundred_years_of_daily_renewals_are_walked_in_the_memory_of_one_state()
    {
        var s = With(policy => policy with { Plans = [new PlanTerms { Code = "daily", Price = Money.Parse("USD 1.00"), Length = Period.FromDays(1) }] })
            .Activated().When(new SetAutoRenewal(true));
        var charges = 0;
        var sizes = new List<int>();
        foreach (var step in Forecast(s, "2126-01-31"))
        {
            charges += step.Charges.Count;

            // Whenever as many references of payments are remembered.
            if (step.Charges.Count > 0 && charges % (2 * Limits.RememberedReferences) == 0)
                sizes.Add(LifecycleJson.Write(step.Subscription).Length);
        }

        charges.Should().BeInRange(36_500, 36_550);
        sizes.Should().HaveCount(4);
        (sizes.Max() - sizes[0]).Should().BeLessThan(1_000, "what is kept does not grow with the years");
    }
}
