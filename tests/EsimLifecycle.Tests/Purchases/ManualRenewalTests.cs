using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class ManualRenewalTests
{
    [Fact]
    public void It_asks_the_host_to_charge_and_buys_when_that_is_paid() =>
        Shop().InMarch().At("2026-03-20").When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>()
            .With(s => s.Instructions().Should().Equal(new ChargePayment(
                "sub-1/4/charge", new Reference("charge-4"), Usd("31.00"), PaymentMethod.Card, 1)
            { Subscription = Scenario.Id, Version = 4, At = s.Now }))
            .Holds(Account.Customer, "USD -31.00").PaidUntil("2026-04-01")
            .Answered().Then<PaymentRecorded, SubscriptionRenewed>().Used(PaymentUse.Renewal).PaidUntil("2026-05-01").Tiles()
            .Holds(Account.Customer, "USD -62.00").Holds(Account.Deferred, "USD 62.00");

    [Theory]
    [InlineData(PaymentMethod.Card)]
    [InlineData(PaymentMethod.PayPal)]
    [InlineData(PaymentMethod.BankTransfer)]
    [InlineData(PaymentMethod.EWallet)]
    public void Every_method_is_charged_as_itself(PaymentMethod method) =>
        Shop().InMarch().When(new Renew(method)).Then<ChargeRequested>()
            .With(s => s.Instructions().OfType<ChargePayment>().Single().Method.Should().Be(method));

    [Fact]
    public void The_balance_buys_at_once_and_nobody_is_charged() =>
        Shop().InMarch().ToppedUp("USD 40.00").When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .With(s => s.Instructions().OfType<ChargePayment>().Should().BeEmpty())
            .Holds(Account.Wallet, "USD 9.00").Holds(Account.Deferred, "USD 62.00").PaidUntil("2026-05-01");

    [Fact]
    public void A_method_that_is_not_accepted_is_refused_naming_those_that_are() =>
        Shop(renewal => renewal with { Methods = [PaymentMethod.Card, PaymentMethod.Balance] }).InMarch()
            .When(new Renew(PaymentMethod.PayPal)).ThenRefused(RefusalCode.RenewalMethod)
            .With(s => s.Last.Refusals[0]["accepted"].Should().Be(new ValueList<PaymentMethod>([PaymentMethod.Card, PaymentMethod.Balance])));

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-15")]
    [InlineData("2026-03-31T23:59:59")] // the last day
    public void Before_the_end_it_extends_from_the_end_already_paid_never_from_today(string at) =>
        Shop().InMarch().ToppedUp("USD 31.00").At(at).When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .PaidUntil("2026-05-01").Tiles();

    [Fact]
    public void In_grace_it_restores_service_from_the_original_anchor() =>
        Shop().InMarch().ToppedUp("USD 31.00").Until("2026-04-20").Is(SubscriptionStatus.Grace)
            .When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>().Is(SubscriptionStatus.Active).PaidUntil("2026-05-01")
            .With(s => s.State.Term.Periods[0].Start.Should().Be(new LocalDate(2026, 4, 1)))
            .With(s => s.State.Term.GraceEndsAt.Should().BeNull());

    [Fact]
    public void Paid_ahead_as_far_as_can_be_the_end_of_the_current_period_makes_room() =>
        Shop(renewal => renewal with { MaxPrepaidPeriods = 2 }).InMarch().ToppedUp("USD 93.00").When(new Renew(PaymentMethod.Balance))
            .When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.RenewalTooFarAhead)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-04-01")))
            .At("2026-04-01").When(new Renew(PaymentMethod.Balance)).Then<PeriodEnded, SubscriptionRenewed>().Tiles();

    [Fact]
    public void A_balance_too_low_is_refused_naming_both_amounts_and_changes_nothing() =>
        Shop().InMarch().ToppedUp("USD 30.99").When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.BalanceTooLow)
            .With(s => s.Last.Refusals[0]["price"].Should().Be(Usd("31.00")))
            .With(s => s.Last.Refusals[0]["balance"].Should().Be(Usd("30.99")))
            .Holds(Account.Wallet, "USD 30.99");

    [Fact]
    public void While_it_is_being_charged_it_is_not_charged_again() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card)).Then<ChargeRequested>()
            .When(new Renew(PaymentMethod.PayPal)).ThenRefused(RefusalCode.ChargeInFlight)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-03-02")))
            .At("2026-03-02").When(new Renew(PaymentMethod.PayPal)).Then<ChargeFailed, ChargeRequested>();

    [Fact]
    public void A_closed_subscription_is_refused_with_when_and_why() =>
        Shop().InMarch().When(new Terminate(TerminationReason.Fraud), Caller.Carrier)
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.SubscriptionClosed);

    [Fact]
    public void While_a_cancellation_is_open_it_is_refused_with_the_way_back() =>
        Shop().InMarch().Requested().Is(SubscriptionStatus.UnderReview)
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.RenewalWhileCancelling)
            .With(s => s.Last.Refusals[0].Remedy.Should().Be(new WithdrawCancellation()));

    [Fact]
    public void Before_activation_there_is_nothing_to_renew() =>
        Shop().Opened().When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.StatusNotPermitted);

    [Fact]
    public void Time_that_is_bought_by_topping_up_is_not_renewed() =>
        Shop().When(new OpenSubscription(Scenario.Id, "keep")).When(new Activate()).Then<SubscriptionActivated>()
            .When(new Renew(PaymentMethod.Card)).ThenRefused(RefusalCode.RenewalByTopUp);

    [Fact]
    public void A_charge_that_nobody_answers_is_given_up_and_the_customer_is_told() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card)).Until("2026-03-02").Then<ChargeFailed>().Tells(MessageTemplate.PaymentFailed)
            .With(s => s.State.Renewal.Charges.Count.Should().Be(0)).Holds(Account.Customer, "USD -31.00");

    [Fact]
    public void Paid_after_it_was_given_up_it_renews_all_the_same() =>
        Shop().InMarch().When(new Renew(PaymentMethod.BankTransfer)).Until("2026-03-02").Then<ChargeFailed>()
            .Paid(charge: new Reference("charge-4")).Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01");

    [Fact]
    public void Paid_twice_the_second_goes_back() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card)).Answered()
            .Paid(charge: new Reference("charge-4")).Then<PaymentRecorded>().Used(PaymentUse.SentBack).PaysBack("USD 31.00")
            .Holds(Account.Wallet, "USD 0.00").PaidUntil("2026-05-01");

    [Fact]
    public void Paid_unasked_while_it_is_being_charged_the_answer_is_balance() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card)).Paid().Then<PaymentRecorded, SubscriptionRenewed>()
            .Paid(charge: new Reference("charge-4")).Then<PaymentRecorded>().Used(PaymentUse.Wallet).PaidUntil("2026-05-01");

    [Fact]
    public void Paid_with_a_surplus_the_surplus_is_balance_and_with_too_little_all_of_it() =>
        Shop().InMarch().When(new Renew(PaymentMethod.Card)).Answered("USD 31.05").Then<PaymentRecorded, SubscriptionRenewed>()
            .Holds(Account.Wallet, "USD 0.05")
            .When(new Renew(PaymentMethod.Card)).Answered("USD 30.00").Then<PaymentRecorded>().Used(PaymentUse.Wallet)
            .Holds(Account.Wallet, "USD 30.05").PaidUntil("2026-05-01");

    [Fact]
    public void Of_a_standing_term_another_plan_begins_where_its_paid_time_ends() =>
        Shop().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } }))
            .InMarch().When(new ChangePlan("roaming")).Then<PlanChangeScheduled>()
            .At("2026-03-11").When(new Suspend()).Then<SubscriptionSuspended>()
            .At("2026-05-01").Paid("USD 62.00").Then<PaymentRecorded, SubscriptionRenewed>().Tiles()
            .When(new Resume()).Then<SubscriptionResumed>().Tiles();
}
