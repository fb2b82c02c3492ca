using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>What users of billing systems suffer from, as far as renewal goes: each pain has its test.</summary>
public class RenewalPainTests
{
    private static Scenario Approved(Scenario scenario) => scenario.When(new ApproveCancellation(), Scenario.Reviewer);

    [Fact]
    public void Anchor_drift_31_gives_28_and_then_31_again() =>
        Shop().Activated().Paid().Until("2026-02-28").Paid().Until("2026-03-31").Paid()
            .With(s => s.History.OfType<SubscriptionRenewed>().Select(each => each.Period.End).Should().Equal(
                new LocalDate(2026, 3, 31), new LocalDate(2026, 4, 30), new LocalDate(2026, 5, 31)));

    [Fact]
    public void Anchor_drift_not_even_after_a_month_in_grace() =>
        Shop().Activated().Until("2026-03-20").Is(SubscriptionStatus.Grace).Paid().PaidUntil("2026-03-31").Paid().PaidUntil("2026-04-30").Tiles();

    [Theory]
    [InlineData("2026-01-29")]
    [InlineData("2026-01-30")]
    [InlineData("2026-01-31")]
    public void The_anniversary_on_29_to_31_never_misses_a_month(string activated) =>
        Shop().At(activated).Activated().Paid().Paid()
            .With(s => s.State.Term.Periods.Select(period => period.End.Month).Should().Equal(2, 3, 4));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29")]
    [InlineData("America/New_York", "2026-03-08")]
    [InlineData("Australia/Lord_Howe", "2026-04-05")]
    [InlineData("Africa/Cairo", "2026-04-24")] // midnight itself is skipped
    public void A_daylight_saving_shift_never_moves_a_date(string zone, string shift) =>
        Scenario.With(policy => policy with { Identity = policy.Identity with { Zone = zone }, Plans = [policy.Plans[0] with { Length = Period.FromDays(1) }] })
            .With(s => s.At(s.Local(shift) - Duration.FromHours(30)).Activated().Paid().Paid().Paid().Tiles())
            .With(s => s.State.Term.Periods.Should().OnlyContain(period => period.EndsAt == s.Zone.AtStartOfDay(period.End).ToInstant()))
            .With(s => s.State.Term.Periods.Should().OnlyContain(period => period.End == period.Start.PlusDays(1)));

    [Fact]
    public void End_of_term_never_means_now_because_nothing_was_billed() =>
        Shop().InMarch().Until("2026-04-10").Is(SubscriptionStatus.Grace).Requested(timing: CancellationTiming.EndOfTerm)
            .ThenRefused(RefusalCode.CancellationNoPaidTerm)
            .Paid().Requested(timing: CancellationTiming.EndOfTerm)
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void A_period_bought_ahead_and_cancelled_at_the_end_of_the_term_is_served_to_its_end() =>
        Shop().InMarch().Paid().Requested(timing: CancellationTiming.EndOfTerm)
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void Preview_and_execution_a_day_apart_the_price_asked_for_is_the_price_charged() =>
        Shop(renewal => renewal with { ChargeTimeoutDays = 5 }).InMarch().When(new Renew(PaymentMethod.BankTransfer)).With(s => s.Charge().Amount.Should().Be(Usd("31.00")))
            .With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Usd("50.00") }] }))
            .At("2026-03-02").Answered().Then<PaymentRecorded, SubscriptionRenewed>().Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Preview_and_execution_a_day_apart_a_review_of_nine_days_costs_the_customer_nothing() =>
        Approved(Shop().InMarch().At("2026-03-11").Requested().At("2026-03-20")).Is(SubscriptionStatus.Closed)
            .Holds(Account.RefundPayable, "USD 21.00");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(23)]
    [InlineData(30)]
    public void One_cent_rounding_differences_used_and_unused_are_the_price_on_every_day(int days) =>
        Approved(Shop().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Usd("19.99") }] }))
            .InMarch().With(s => s.At(s.Local("2026-03-01") + Duration.FromDays(days))).Requested())
            .With(s => (s.State.Balances[Account.Earned] + s.State.Balances[Account.RefundPayable]).Should().Be(Usd("19.99")));

    [Fact]
    public void One_cent_rounding_differences_changing_plans_thirty_times_loses_no_cent()
    {
        var scenario = Shop().With(s => s.Follow(s.Policy with
        {
            Plans = [s.Policy.Plans[0] with { Price = Usd("19.99") }, s.Policy.Plans[2] with { Price = Usd("20.01") }],
        })).InMarch().ToppedUp("USD 50.00");
        for (var day = 1; day <= 30; day++)
        {
            scenario.At(scenario.Now + Duration.FromDays(1))
                .When(new ChangePlan(day % 2 == 0 ? "monthly" : "roaming", PlanChangeTiming.Now)).Then<PlanChanged>();
        }

        Approved(scenario.Requested()).With(s => (s.State.Balances[Account.Earned] + s.State.Balances[Account.RefundPayable]).Should().Be(Usd("69.99")));
    }

    [Fact]
    public void Price_changed_between_invoice_and_cancellation_the_refund_is_of_what_was_paid() =>
        Approved(Shop().InMarch().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Usd("62.00") }] }))
            .At("2026-03-11").Requested()).Holds(Account.RefundPayable, "USD 21.00");

    [Fact]
    public void Price_changed_between_charge_and_answer_by_another_plan_can_not_happen() =>
        Shop().InMarch().Renewing().Until("2026-03-29").When(new ChangePlan("roaming")).ThenRefused(RefusalCode.ChargeInFlight)
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void Earlier_refunds_are_not_forgotten_in_a_later_credit() =>
        Approved(Shop().InMarch().At("2026-03-11").When(new ChangePlan("day", PlanChangeTiming.Now)).Then<PlanChanged>()
            .Holds(Account.Wallet, "USD 20.00").Requested()) // on the day itself, of which nothing is used
            .Holds(Account.Earned, "USD 10.00").Holds(Account.RefundPayable, "USD 21.00").Holds(Account.Customer, "USD -31.00");

    [Fact]
    public void Earlier_refunds_are_not_forgotten_where_a_purchase_was_undone() =>
        Approved(ShopThatConfirms().InMarch().Paid().Reported(failed: true).Reported(failed: true).Reported(failed: true)
            .When(new RecordRefund(new Reference("payout"), Usd("31.00")), Caller.System).Then<RefundRecorded>()
            .At("2026-03-11").Requested()).Holds(Account.RefundPayable, "USD 21.00").Holds(Account.Customer, "USD -31.00");

    [Theory]
    [InlineData("2026-03-28T23:59:59", 0)]
    [InlineData("2026-03-29", 1)]
    public void Termination_and_billing_racing_on_the_same_day_what_was_due_came_first_and_is_void(string requested, int charges) =>
        Shop().InMarch().Renewing().At(requested).Requested()
            .With(s => s.Last.Events.OfType<RenewalChargeDue>().Count().Should().Be(charges))
            .With(s => s.State.Renewal.Charges.Count.Should().Be(0))
            .Until("2026-03-31T12:00:00").With(s => s.Instructions().OfType<ChargePayment>().Should().BeEmpty());

    [Fact]
    public void Termination_and_billing_racing_at_the_same_instant_a_payment_a_second_later_goes_back() =>
        Shop().InMarch().Renewing().Until("2026-03-29").With(s => Approved(s.Requested()))
            .Paid(charge: new Reference("charge-5")).Used(PaymentUse.SentBack).PaysBack("USD 31.00");

    [Fact]
    public void Credit_is_never_left_stranded_where_a_line_lapses() =>
        Shop().InMarch().ToppedUp("USD 9.00").Granted("5.00").Until("2026-05-01").Is(SubscriptionStatus.Closed)
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.Promotional, "USD 0.00").Holds(Account.Concessions, "USD 0.00")
            .PaysBack("USD 9.00");

    [Fact]
    public void Credit_is_never_left_stranded_where_a_charge_is_paid_after_the_end() =>
        Shop(renewal => renewal with { GraceDays = 0 }).InMarch().Renewing().Until("2026-04-01").Is(SubscriptionStatus.Closed)
            .Paid(charge: new Reference("charge-5")).PaysBack("USD 31.00").Holds(Account.Wallet, "USD 0.00");
}
