using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>The fourth story, "AXIS eSIM: renewing", sentence by sentence, under its own example policy.</summary>
public class RenewalStoryTests
{
    private const long Gigabyte = 1L << 30;

    private static Scenario InMarch() => Scenario.Preset("axis-renewal").At("2026-03-01").Opened().Paid()
        .When(new Activate()).Then<PurchaseReserved>().Reported().Then<SubscriptionActivated, BalanceLow>();

    private static Scenario Opened(string plan) =>
        Scenario.Preset("axis-renewal").At("2026-03-01").When(new OpenSubscription(Scenario.Id, plan) { Contact = Scenario.Contact }).Then<SubscriptionOpened>();

    private static T Find<T>(Scenario scenario) where T : LifecycleEvent => scenario.Last.Events.OfType<T>().Should().ContainSingle().Subject;

    [Fact]
    public void See_balance_and_remaining_data() =>
        InMarch().ToppedUp("USD 40.00").Granted("5.00").When(new RecordUsage(3 * Gigabyte), Caller.System).Then<UsageRecorded>()
            .Holds(Account.Wallet, "USD 40.00").Holds(Account.Promotional, "USD 5.00")
            .With(s => (s.State.Term.Periods[0].DataBytes - s.State.Usage.UsedBytes).Should().Be(7 * Gigabyte));

    [Theory]
    [InlineData("day", "2026-03-02")]
    [InlineData("monthly", "2026-04-01")]
    [InlineData("yearly", "2027-03-01")]
    public void Plans_by_the_day_the_month_and_the_year(string plan, string until) =>
        Opened(plan).ToppedUp("USD 300.00").When(new Activate()).Reported().Is(SubscriptionStatus.Active).PaidUntil(until);

    [Theory]
    [InlineData("monthly", PlanCoverage.Domestic)]
    [InlineData("roaming-monthly", PlanCoverage.Roaming)]
    public void Domestic_or_roaming(string plan, PlanCoverage coverage) =>
        Opened(plan).With(s => s.State.Contract!.Plan.Coverage.Should().Be(coverage));

    [Fact]
    public void Extra_data_packs_on_top() =>
        InMarch().ToppedUp("USD 10.00").When(new BuyPack("data-1gb", PaymentMethod.Balance)).Then<PurchaseReserved>()
            .Reported().Then<PackBought>()
            .When(new RecordUsage(Gigabyte), Caller.System)
            .With(s => s.State.Usage.Packs.Single().LeftBytes.Should().Be(0))
            .With(s => s.State.Usage.UsedBytes.Should().Be(0));

    [Theory]
    [InlineData(PaymentMethod.Card)]
    [InlineData(PaymentMethod.PayPal)]
    [InlineData(PaymentMethod.BankTransfer)]
    [InlineData(PaymentMethod.EWallet)]
    public void Pay_by_card_PayPal_bank_transfer_e_wallet(PaymentMethod method) =>
        InMarch().When(new Renew(method)).Then<ChargeRequested>()
            .With(s => s.When(new RecordPayment(new Reference("paid"), Usd("31.00"), method) { Charge = s.Charge().Key }, Caller.System))
            .Then<PaymentRecorded, PurchaseReserved>().Reported().PaidUntil("2026-05-01");

    [Fact]
    public void Or_balance() =>
        InMarch().ToppedUp("USD 40.00").When(new Renew(PaymentMethod.Balance)).Then<PurchaseReserved>().Reported().Then<SubscriptionRenewed>().Holds(Account.Wallet, "USD 9.00");

    [Fact]
    public void A_payment_that_fails_changes_nothing_but_the_record_of_the_attempt() =>
        InMarch().With(s =>
        {
            var before = s.State;
            s.When(new RecordPayment(new Reference("failed"), Usd("31.00"), PaymentMethod.Card) { Failed = true }, Caller.System).Then<PaymentRecorded>().Used(PaymentUse.Failed);
            s.State.Balances.Should().Be(before.Balances);
            s.State.Term.Should().Be(before.Term);
            s.State.Payments.Should().Equal(before.Payments);
        });

    [Fact]
    public void Once_paid_a_new_service_period_follows_the_old_one_without_gap_or_overlap() =>
        InMarch().Paid().Reported().Then<SubscriptionRenewed>().Tiles().PaidUntil("2026-05-01")
            .Until("2026-04-01").Is(SubscriptionStatus.Active)
            .With(s => s.State.Term.Periods.Single().Start.Should().Be(new LocalDate(2026, 4, 1)));

    [Fact]
    public void The_carriers_system_confirms_that_the_new_plan_is_in_effect() =>
        InMarch().When(new ChangePlan("day", PlanChangeTiming.Now)).With(s => Find<PurchaseReserved>(s).Purchase.Plan!.Code.Should().Be("day"))
            .Reported().Then<PlanChanged>().With(s => s.State.Contract!.Plan.Code.Should().Be("day"));

    [Fact]
    public void If_it_can_not_be_put_in_effect_the_money_comes_back() =>
        InMarch().Paid().Reported(failed: true).Reported(failed: true).Reported(failed: true).Then<PurchaseReleased>()
            .PaidUntil("2026-04-01").Holds(Account.RefundPayable, "USD 31.00")
            .With(s => s.Instructions().OfType<PayRefund>().Single().Amount.Should().Be(Usd("31.00")));

    [Fact]
    public void The_customer_sees_it_at_once() =>
        InMarch().Paid().With(s => s.State.Renewal.Purchases.Time!.Value.Period!.End.Should().Be(new LocalDate(2026, 5, 1)))
            .Reported().PaidUntil("2026-05-01").With(s => s.State.Term.Periods.Count.Should().Be(2));

    [Fact]
    public void And_is_told_to_re_check_the_eSIMs_settings_on_the_device() =>
        InMarch().Paid().Reported().Tells(MessageTemplate.Renewed, MessageTemplate.CheckSettings);

    [Fact]
    public void Reminders_before_the_period_ends() =>
        InMarch().Until("2026-03-25").Then<RenewalReminderDue>().Until("2026-03-31").Then<RenewalReminderDue>();

    [Fact]
    public void And_when_balance_or_data_run_low() =>
        Scenario.Preset("axis-renewal").At("2026-03-01").Opened().ToppedUp("USD 35.00").When(new Activate()).Reported().Then<SubscriptionActivated>()
            .When(new BuyPack("week", PaymentMethod.Balance)).Reported().With(s => Find<BalanceLow>(s).Balance.Should().Be(Usd("1.00")))
            .When(new RecordUsage(8 * Gigabyte), Caller.System).Then<UsageRecorded, DataLow>()
            .When(new RecordUsage(2 * Gigabyte), Caller.System).Then<UsageRecorded, DataExhausted>();

    [Fact]
    public void Promotions_lower_the_price() =>
        InMarch().ToppedUp("USD 24.80").When(new ApplyPromotion("spring")).Then<PromotionApplied>()
            .When(new Renew(PaymentMethod.Balance)).Then<PurchaseReserved>().Holds(Account.Wallet, "USD 0.00").Reported().Then<SubscriptionRenewed>();

    [Fact]
    public void Auto_renewal_can_be_switched_on_and_off() =>
        InMarch().Renewing().With(s => s.State.IsAutoRenewing.Should().BeTrue())
            .When(new SetAutoRenewal(false)).Then<AutoRenewalSet>().With(s => s.State.IsAutoRenewing.Should().BeFalse())
            .Until("2026-04-01").Is(SubscriptionStatus.Grace);

    [Fact]
    public void With_it_on_the_charge_is_attempted_retried_on_a_schedule_and_at_last_given_up()
    {
        var scenario = InMarch().Renewing().Until("2026-03-29");
        Find<RenewalChargeDue>(scenario);
        scenario.Refused().Until("2026-03-30");
        Find<RenewalChargeDue>(scenario);
        scenario.Refused().Until("2026-04-01");
        Find<RenewalChargeDue>(scenario);
        scenario.Refused().Until("2026-04-05").Then<RenewalChargeDue>()
            .Refused().Tells(MessageTemplate.AutoRenewalGivenUp).Until("2026-04-24").Then<ReminderDue>().Until("2026-04-30").ThenNothing().Is(SubscriptionStatus.Grace);
    }

    [Fact]
    public void Who_has_not_used_the_number_for_long_is_advised_to_switch_auto_renewal_off() =>
        InMarch().Paid().Reported().Paid().Reported().Renewing().Until("2026-05-01").Until("2026-05-02").With(s => s.History.OfType<DisuseNoticed>().Should().NotBeEmpty())
            .With(s => s.History.OfType<DisuseNoticed>().SelectMany(each => Instruction.From(each)).OfType<SendMessage>()
                .Should().OnlyContain(message => message.Template == MessageTemplate.DisuseAdvice));

    [Fact]
    public void A_period_that_lapses_enters_grace_number_kept_service_limited() =>
        InMarch().Bound(Scenario.Phone).Until("2026-04-01").Is(SubscriptionStatus.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-01")))
            .With(s => s.State.Devices.Count.Should().Be(1));

    [Fact]
    public void Renewal_in_grace_restores_it() =>
        InMarch().Until("2026-04-20").Paid().Is(SubscriptionStatus.Grace).Reported().Is(SubscriptionStatus.Active).PaidUntil("2026-05-01");

    [Fact]
    public void The_end_of_grace_closes_it() =>
        InMarch().Until("2026-05-01").Is(SubscriptionStatus.Closed)
            .With(s => s.State.Closure!.Reason.Should().Be(ClosedReason.Expired));

    [Theory]
    [InlineData("USD 1.00", "2026-04-07")]
    [InlineData("USD 5.00", "2026-04-30")]
    [InlineData("USD 10.00", "2026-06-29")]
    public void For_a_keep_number_card_a_top_up_itself_extends_the_validity_by_an_amount_to_days_table(string amount, string until) =>
        Opened("keep").When(new Activate()).Reported().PaidUntil("2026-03-31").ToppedUp(amount).PaidUntil(until).Holds(Account.Wallet, amount);
}
