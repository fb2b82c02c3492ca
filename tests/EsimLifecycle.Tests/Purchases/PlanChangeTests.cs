using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class PlanChangeTests
{
    private static ChangePlan Now(string plan, PaymentMethod method = PaymentMethod.Balance) => new(plan, PlanChangeTiming.Now, method);

    [Fact]
    public void With_the_next_period_the_new_plan_begins_where_the_old_one_ends_at_its_own_price() =>
        Shop().InMarch().When(new ChangePlan("roaming")).Then<PlanChangeScheduled>().Tells(MessageTemplate.PlanChangeScheduled)
            .ToppedUp("USD 62.00").When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>().Tiles()
            .Holds(Account.Wallet, "USD 0.00").With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"))
            .With(s => s.State.Contract!.NextPlan.Should().BeNull());

    [Fact]
    public void Scheduled_and_taken_back_the_old_plan_goes_on() =>
        Shop().InMarch().When(new ChangePlan("roaming")).When(new ChangePlan("monthly")).Then<PlanChangeScheduled>()
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>();

    [Fact]
    public void The_plan_it_is_already_is_refused() =>
        Shop().InMarch().When(new ChangePlan("monthly")).ThenRefused(RefusalCode.PlanUnchanged)
            .When(Now("monthly")).ThenRefused(RefusalCode.PlanUnchanged);

    [Fact]
    public void An_unknown_plan_is_refused_naming_those_on_offer() =>
        Shop().InMarch().When(new ChangePlan("gold")).ThenRefused(RefusalCode.PlanNotOffered)
            .With(s => s.Last.Refusals[0]["plan"].Should().Be("gold"));

    [Fact]
    public void Scheduled_while_the_next_period_is_being_charged_it_is_refused_until_the_answer() =>
        Shop().InMarch().Renewing().Until("2026-03-29").When(new ChangePlan("roaming")).ThenRefused(RefusalCode.ChargeInFlight)
            .Answered().When(new ChangePlan("roaming")).Then<PlanChangeScheduled>();

    [Fact]
    public void Time_bought_by_topping_up_can_begin_today_but_not_with_a_period() =>
        Shop().InMarch().When(new ChangePlan("keep")).ThenRefused(RefusalCode.RenewalByTopUp)
            .When(Now("keep")).Then<PlanChanged>();

    [Fact]
    public void Time_bought_by_topping_up_goes_on_after_all_where_another_plan_was_scheduled() =>
        Shop().When(new OpenSubscription(Scenario.Id, "keep")).When(new Activate())
            .When(new ChangePlan("monthly")).Then<PlanChangeScheduled>().When(new ChangePlan("keep")).Then<PlanChangeScheduled>()
            .With(s => s.State.Contract!.NextPlan.Should().BeNull());

    [Fact]
    public void From_today_the_unused_days_come_back_and_the_new_plan_begins() =>
        Shop().InMarch().ToppedUp("USD 41.00").At("2026-03-11").When(Now("roaming")).Then<PlanChanged>()
            .With(s => s.Event<PlanChanged>().Credit.Should().Be(Usd("21.00")))
            .Holds(Account.Earned, "USD 10.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 62.00")
            .PaidUntil("2026-04-11").Tells(MessageTemplate.PlanChanged, MessageTemplate.CheckSettings);

    [Fact]
    public void From_today_to_a_cheaper_plan_the_rest_is_balance() =>
        Shop().InMarch().At("2026-03-11").When(Now("day")).Then<PlanChanged>()
            .Holds(Account.Wallet, "USD 20.00").Holds(Account.Deferred, "USD 1.00").Holds(Account.Earned, "USD 10.00").PaidUntil("2026-03-12");

    [Fact]
    public void Periods_paid_ahead_come_back_whole() =>
        Shop().InMarch().Paid().ToppedUp("USD 10.00").At("2026-03-11").When(Now("roaming")).Then<PlanChanged>()
            .With(s => s.Event<PlanChanged>().Credit.Should().Be(Usd("52.00")))
            .Holds(Account.Wallet, "USD 0.00").PaidUntil("2026-04-11");

    [Fact]
    public void Free_credit_comes_back_as_free_credit_and_is_spent_first() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "monthly") { Contact = Scenario.Contact })
            .Granted("31.00").When(new Activate()).Then<SubscriptionActivated>().Holds(Account.Promotional, "USD 0.00")
            .At("2026-03-11").When(Now("day")).Then<PlanChanged>()
            .Holds(Account.Promotional, "USD 20.00").Holds(Account.Wallet, "USD 0.00").Holds(Account.Customer, "USD 0.00")
            .With(s => s.Event<PlanChanged>().Period.Promotional.Should().Be(Usd("1.00")))
            .Requested().When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed)
            .Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Partly_free_credit_each_share_goes_back_to_where_it_came_from_to_the_cent() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "monthly") { Contact = Scenario.Contact })
            .Granted("5.00").ToppedUp("USD 26.00").When(new Activate()).Then<SubscriptionActivated>()
            .At("2026-03-11").When(Now("day")).Then<PlanChanged>()
            .Holds(Account.Promotional, "USD 2.39") // 5/31 of 21.00 is 3.39, of which the day took 1.00
            .Holds(Account.Wallet, "USD 17.61");

    [Fact]
    public void A_balance_too_low_is_refused_naming_price_and_what_there_is() =>
        Shop().InMarch().At("2026-03-11").When(Now("roaming")).ThenRefused(RefusalCode.BalanceTooLow)
            .With(s => s.Last.Refusals[0]["balance"].Should().Be(Usd("21.00")));

    [Fact]
    public void What_is_lacking_is_charged_and_the_plan_changes_when_it_is_paid() =>
        Shop().InMarch().At("2026-03-11").When(Now("roaming", PaymentMethod.Card)).Then<ChargeRequested>()
            .With(s => s.Charge().Amount.Should().Be(Usd("41.00")))
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .Answered("USD 41.00").Then<PaymentRecorded, PlanChanged>().Used(PaymentUse.PlanChange)
            .With(s => s.Event<PaymentRecorded>().Charge.Should().Be(new Reference("charge-4")))
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 62.00").With(s => s.State.Renewal.Charges.Count.Should().Be(0));

    [Fact]
    public void Paid_late_after_it_was_given_up_it_is_enough_only_if_it_covers_what_is_lacking_by_then() =>
        Shop().InMarch().At("2026-03-11").When(Now("roaming", PaymentMethod.BankTransfer)).Until("2026-03-12").Then<ChargeFailed>()
            .Paid("USD 41.00", new Reference("charge-4")).Used(PaymentUse.Wallet).With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .ToppedUp("USD 1.00").With(s => s.State.Contract!.Plan.Code.Should().Be("roaming"));

    [Fact]
    public void Failed_the_plan_stays() =>
        Shop().InMarch().When(Now("roaming", PaymentMethod.Card)).Refused().Then<PaymentRecorded, ChargeFailed>()
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"));

    [Fact]
    public void Paid_after_it_was_given_up_it_changes_from_the_day_it_arrives_and_never_buys_a_period_nobody_asked_for() =>
        Shop().InMarch().When(Now("roaming", PaymentMethod.BankTransfer)).Until("2026-03-02").Then<ChargeFailed>()
            .Paid("USD 41.00", new Reference("charge-4")).Then<PaymentRecorded, PlanChanged>().Used(PaymentUse.PlanChange)
            .PaidUntil("2026-04-02").Holds(Account.Wallet, "USD 9.00").Holds(Account.Earned, "USD 1.00");

    [Fact]
    public void From_today_the_automatic_charge_of_the_old_plan_is_void() =>
        Shop().InMarch().ToppedUp("USD 62.00").Renewing().Until("2026-03-29").When(Now("roaming")).Then<PlanChanged>()
            .Paid(charge: new Reference("charge-6")).Used(PaymentUse.SentBack);

    [Fact]
    public void From_today_a_minimum_term_begins_today() =>
        Shop().InMarch().ToppedUp("USD 31.00").At("2026-03-11").When(Now("committed")).Then<PlanChanged>()
            .With(s => s.State.Contract!.CommittedUntil.Should().Be(s.Local("2027-03-11")));

    [Fact]
    public void In_grace_there_is_nothing_to_change_from_today() =>
        Shop().InMarch().ToppedUp("USD 62.00").Until("2026-04-01").When(Now("roaming")).ThenRefused(RefusalCode.StatusNotPermitted);
}
