using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class AutoRenewalTests
{
    [Fact]
    public void It_charges_ahead_of_the_end_and_buys_when_that_is_paid() =>
        Shop().InMarch().Renewing().Until("2026-03-28T23:59:59").ThenNothing()
            .Until("2026-03-29").Then<RenewalChargeDue>()
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01").Tiles().Holds(Account.Deferred, "USD 62.00");

    [Fact]
    public void It_goes_on_month_after_month() =>
        Shop().InMarch().Renewing()
            .Until("2026-03-29").Answered().Until("2026-04-28").Then<PeriodEnded, RenewalChargeDue>().Answered()
            .Until("2026-05-29").Then<PeriodEnded, RenewalChargeDue>().Answered().PaidUntil("2026-07-01").Tiles();

    [Fact]
    public void Every_try_names_the_same_charge_and_has_an_idempotency_key_of_its_own()
    {
        var scenario = Shop().InMarch().Renewing().Until("2026-03-29");
        var first = scenario.Instructions().OfType<ChargePayment>().Single();
        scenario.Refused().Then<PaymentRecorded, ChargeFailed>().Until("2026-03-30").Then<RenewalChargeDue>();
        var second = scenario.Instructions().OfType<ChargePayment>().Single();

        second.Charge.Should().Be(first.Charge);
        second.Key.Should().NotBe(first.Key);
        (first.Attempt, second.Attempt).Should().Be((1, 2));
    }

    [Fact]
    public void It_is_tried_again_on_the_schedule_then_given_up_and_told() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().Tells(MessageTemplate.PaymentFailed)
            .Until("2026-03-30").Then<RenewalChargeDue>().Refused()
            .Until("2026-04-01").Then<PeriodEnded, GraceEntered, RenewalChargeDue>().Refused()
            .Until("2026-04-05").Then<RenewalChargeDue>()
            .Refused().Then<PaymentRecorded, ChargeFailed>().Tells(MessageTemplate.AutoRenewalGivenUp)
            .With(s => s.State.Renewal.Charges.Count.Should().Be(0)).Is(SubscriptionStatus.Grace).Holds(Account.Customer, "USD -31.00")
            .Until("2026-05-01").Is(SubscriptionStatus.Closed);

    [Fact]
    public void No_answer_in_time_is_a_failure() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Until("2026-03-30").Then<ChargeFailed>()
            .Until("2026-03-31").Then<RenewalChargeDue>().Answered().Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void The_same_failure_told_twice_counts_once()
    {
        var scenario = Shop().InMarch().Renewing().Until("2026-03-29");
        var failure = new RecordPayment(new Reference("try-1"), Usd("31.00"), PaymentMethod.Card) { Charge = scenario.Charge().Key, Failed = true };

        scenario.When(failure, Caller.System).Then<PaymentRecorded, ChargeFailed>()
            .When(failure, Caller.System).AlreadyDone()
            .Until("2026-03-30").Then<RenewalChargeDue>()
            .When(failure, Caller.System).AlreadyDone()
            .With(s => s.Charge().Attempt.Should().Be(2));
    }

    [Fact]
    public void An_answer_to_an_earlier_try_is_as_good_as_one_to_the_last() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused()
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>()
            .Until("2026-03-30").ThenNothing();

    [Fact]
    public void Paid_after_the_end_but_in_grace_it_restores_from_the_original_anchor() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().Until("2026-03-30").Refused().Until("2026-04-01").Is(SubscriptionStatus.Grace)
            .At("2026-04-01T12:00:00").Answered().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Active).PaidUntil("2026-05-01");

    [Fact]
    public void Paid_after_closing_it_is_refunded_in_full() =>
        Shop(renewal => renewal with { GraceDays = 0 }).InMarch().Renewing().Until("2026-03-31T12:00:00").Until("2026-04-01").Is(SubscriptionStatus.Closed)
            .Paid(charge: new Reference("charge-5")).Used(PaymentUse.SentBack).Holds(Account.RefundPayable, "USD 31.00")
            .With(s => s.Instructions().OfType<PayRefund>().Single().Payment.Should().Be(s.Event<PaymentRecorded>().Payment.Reference));

    [Fact]
    public void Switched_on_the_method_has_to_be_accepted() =>
        Shop(renewal => renewal with { Methods = [PaymentMethod.Card] }).InMarch()
            .When(new SetAutoRenewal(true, PaymentMethod.PayPal)).ThenRefused(RefusalCode.RenewalMethod);

    [Fact]
    public void Switched_to_what_it_is_already_nothing_happens() =>
        Shop().InMarch().Renewing().When(new SetAutoRenewal(true)).AlreadyDone()
            .When(new SetAutoRenewal(false)).Then<AutoRenewalSet>().When(new SetAutoRenewal(false)).AlreadyDone();

    [Fact]
    public void Switched_off_nothing_is_charged() =>
        Shop().InMarch().Renewing().At("2026-03-28").When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .Until("2026-04-01").Then<PeriodEnded, GraceEntered>();

    [Fact]
    public void Switched_off_between_charge_and_answer_the_charge_is_void_and_paid_all_the_same_it_goes_back() =>
        Shop().InMarch().Renewing().Until("2026-03-29").When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .Paid(charge: new Reference("charge-5")).Then<PaymentRecorded>().Used(PaymentUse.SentBack)
            .PaidUntil("2026-04-01").Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Switched_off_between_two_tries_it_is_not_tried_again() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .Until("2026-03-31T12:00:00").ThenNothing();

    [Fact]
    public void Switched_on_after_the_day_of_the_charge_it_charges_at_once() =>
        Shop().InMarch().At("2026-03-30").When(new SetAutoRenewal(true)).Then<AutoRenewalSet, RenewalChargeDue>();

    [Fact]
    public void Switched_off_and_on_again_after_the_charge_it_charges_anew_under_another_key() =>
        Shop().InMarch().Renewing().Until("2026-03-29").When(new SetAutoRenewal(false))
            .When(new SetAutoRenewal(true)).Then<AutoRenewalSet, RenewalChargeDue>()
            .With(s => s.Charge().Key.Should().NotBe(new Reference("charge-5")))
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>()
            .Paid(charge: new Reference("charge-5")).Used(PaymentUse.SentBack);

    [Fact]
    public void Given_up_and_switched_to_another_method_it_charges_that_at_once() =>
        Shop(renewal => renewal with { RetryDays = [] }).InMarch().Renewing().Until("2026-03-29")
            .Refused().Tells(MessageTemplate.AutoRenewalGivenUp)
            .When(new SetAutoRenewal(true, PaymentMethod.PayPal)).Then<AutoRenewalSet, RenewalChargeDue>()
            .With(s => s.Charge().Method.Should().Be(PaymentMethod.PayPal));

    [Fact]
    public void Switched_to_another_method_between_two_tries_the_next_one_uses_that() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().When(new SetAutoRenewal(true, PaymentMethod.EWallet)).Then<AutoRenewalSet>()
            .Until("2026-03-30").Then<RenewalChargeDue>()
            .With(s => s.Instructions().OfType<ChargePayment>().Single().Method.Should().Be(PaymentMethod.EWallet));

    [Fact]
    public void A_try_charges_what_the_period_costs_by_then() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().When(new ApplyPromotion("five")).Then<PromotionApplied>()
            .Until("2026-03-30").Then<RenewalChargeDue>().With(s => s.Charge().Amount.Should().Be(Usd("26.00")))
            .Answered("USD 26.00").Then<PaymentRecorded, SubscriptionRenewed>().Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Switched_on_in_grace_it_charges_at_once() =>
        Shop().InMarch().Until("2026-04-10").Is(SubscriptionStatus.Grace).When(new SetAutoRenewal(true)).Then<AutoRenewalSet, RenewalChargeDue>()
            .Answered().Is(SubscriptionStatus.Active).PaidUntil("2026-05-01");

    [Fact]
    public void Switched_off_in_grace_grace_runs_out() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Refused().Until("2026-04-01").When(new SetAutoRenewal(false)).Then<AutoRenewalSet>()
            .Until("2026-05-01").Then<AccountSettled, SubscriptionClosed>();

    [Fact]
    public void From_the_balance_it_buys_without_asking_anybody() =>
        Shop().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance).Until("2026-03-29").Is(SubscriptionStatus.Active)
            .With(s => s.Last.Events.OfType<SubscriptionRenewed>().Should().ContainSingle())
            .With(s => s.Instructions().OfType<ChargePayment>().Should().BeEmpty())
            .PaidUntil("2026-05-01").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void A_balance_too_low_is_tried_again_and_a_top_up_answers_at_once() =>
        Shop().InMarch().Renewing(PaymentMethod.Balance).Until("2026-03-29").Then<RenewalChargeDue, ChargeFailed>()
            .ToppedUp("USD 31.00").With(s => s.Last.Events.OfType<SubscriptionRenewed>().Should().ContainSingle())
            .PaidUntil("2026-05-01").Holds(Account.Wallet, "USD 0.00").With(s => s.State.Renewal.Charges.Count.Should().Be(0));

    [Fact]
    public void Given_up_for_a_balance_too_low_a_top_up_in_grace_restores_service() =>
        Shop().InMarch().Renewing(PaymentMethod.Balance).Until("2026-04-20").Is(SubscriptionStatus.Grace)
            .With(s => s.State.Renewal.Charges.Count.Should().Be(0))
            .ToppedUp("USD 31.00").Is(SubscriptionStatus.Active).PaidUntil("2026-05-01");

    [Fact]
    public void A_period_that_costs_nothing_is_bought_without_a_charge() =>
        Shop().InMarch().When(new ApplyPromotion("free")).Renewing().Until("2026-03-29")
            .With(s => s.Instructions().OfType<ChargePayment>().Should().BeEmpty())
            .PaidUntil("2026-05-01").With(s => s.State.Renewal.Charges.Count.Should().Be(0)).Holds(Account.Deferred, "USD 31.00");

    [Fact]
    public void Charged_on_the_very_day_of_the_end_it_restores_from_grace() =>
        Shop(renewal => renewal with { ChargeDaysAhead = 0 }).InMarch().Renewing()
            .Until("2026-04-01").Then<PeriodEnded, GraceEntered, RenewalChargeDue>()
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>().Is(SubscriptionStatus.Active).PaidUntil("2026-05-01").Tiles();

    [Fact]
    public void A_request_to_cancel_makes_it_rest_and_going_back_restores_it() =>
        Shop().InMarch().Renewing().At("2026-03-27").Requested().With(s => s.State.IsAutoRenewing.Should().BeFalse())
            .Until("2026-03-30").ThenNothing()
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn, RenewalChargeDue>()
            .With(s => s.State.IsAutoRenewing.Should().BeTrue());

    [Fact]
    public void In_flight_at_a_request_to_cancel_it_is_void_and_paid_all_the_same_it_goes_back() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Requested()
            .Paid(charge: new Reference("charge-5")).Used(PaymentUse.SentBack).Holds(Account.RefundPayable, "USD 31.00")
            .When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.RefundPayable, "USD 34.00"); // and three unused days

    [Fact]
    public void In_flight_at_a_request_that_was_taken_back_it_charges_anew() =>
        Shop().InMarch().Renewing().Until("2026-03-29").Requested()
            .When(new WithdrawCancellation()).Then<CancellationWithdrawn, RenewalChargeDue>()
            .With(s => s.Charge().Key.Should().NotBe(new Reference("charge-5")));

    [Fact]
    public void Back_in_grace_it_charges_at_once() =>
        Shop().InMarch().Renewing().At("2026-03-27").Requested(timing: CancellationTiming.EndOfTerm)
            .Until("2026-04-02").When(new WithdrawCancellation()).Is(SubscriptionStatus.Grace)
            .With(s => s.Last.Events.OfType<RenewalChargeDue>().Should().ContainSingle());

    [Fact]
    public void Suspended_over_the_end_it_charges_on_resuming() =>
        Shop().InMarch().Renewing().At("2026-03-20").When(new Suspend()).Until("2026-04-10")
            .When(new Resume()).Is(SubscriptionStatus.Grace)
            .With(s => s.Last.Events.OfType<RenewalChargeDue>().Should().ContainSingle());

    [Fact]
    public void While_cancelling_it_can_be_switched_off_but_not_on() =>
        Shop().InMarch().Renewing().Requested()
            .When(new SetAutoRenewal(true, PaymentMethod.PayPal)).ThenRefused(RefusalCode.RenewalWhileCancelling)
            .When(new SetAutoRenewal(false)).Then<AutoRenewalSet>();
}
