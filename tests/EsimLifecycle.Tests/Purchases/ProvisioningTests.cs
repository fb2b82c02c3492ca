using static EsimLifecycle.Tests.RenewalSteps;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>The carrier's system has to confirm what is bought: until then it is reserved; after three tries of a day it is released.</summary>
public class ProvisioningTests
{
    private static Scenario Failed(Scenario scenario) =>
        scenario.Reported(failed: true).Then<ProvisioningRetried>().Reported(failed: true).Then<ProvisioningRetried>().Reported(failed: true).Then<PurchaseReleased>();

    private static Purchase Reserved(Scenario scenario) => scenario.State.Renewal.Purchases.Reserved.Should().ContainSingle().Subject;

    private static Scenario StoppingTheTerm() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } }));

    /// <summary>All but where the money is, and what the state remembers of how it came there.</summary>
    private static void IsAsIfItHadNeverBeen(Subscription before, Subscription after)
    {
        (after.Status, after.Contract, after.Term, after.Usage, after.Renewal.Promotions, after.Renewal.AutoRenewal)
            .Should().Be((before.Status, before.Contract, before.Term, before.Usage, before.Renewal.Promotions, before.Renewal.AutoRenewal));
        after.Balances[Account.Deferred].Should().Be(before.Balances[Account.Deferred]);
        after.Balances[Account.Earned].Should().Be(before.Balances[Account.Earned]);
        after.Balances[Account.Held].IsZero.Should().BeTrue();
    }

    [Fact]
    public void Paid_it_is_reserved_and_the_host_is_told_to_put_it_in_effect_under_a_key() =>
        ShopThatConfirms().InMarch().Paid().Then<PaymentRecorded, PurchaseReserved>()
            .With(s => s.Instructions().OfType<ProvisionService>().Single().Provisioning.Should().Be(Reserved(s).Key))
            .Tells().PaidUntil("2026-04-01").Holds(Account.Held, "USD 31.00").Holds(Account.Deferred, "USD 31.00");

    [Fact]
    public void Confirmed_it_is_applied_as_it_was_shown() =>
        ShopThatConfirms().InMarch().Paid().Reported().Then<SubscriptionRenewed>().Tells(MessageTemplate.Renewed, MessageTemplate.CheckSettings)
            .Holds(Account.Held, "USD 0.00").Holds(Account.Deferred, "USD 62.00")
            .With(s => s.Instructions().OfType<ProvisionService>().Should().BeEmpty())
            .With(s => s.State.Renewal.Purchases.Reserved.Should().BeEmpty()).Until("2026-03-10").ThenNothing().PaidUntil("2026-05-01").Tiles();

    [Fact]
    public void Failed_it_is_tried_again_under_the_same_key() =>
        ShopThatConfirms().InMarch().Paid().Reported(failed: true).Then<ProvisioningRetried>()
            .With(s => s.Instructions().OfType<ProvisionService>().Single().Should().Match<ProvisionService>(again => again.Provisioning == Reserved(s).Key && again.Attempt == 2))
            .Reported().Then<SubscriptionRenewed>().PaidUntil("2026-05-01");

    [Fact]
    public void A_failure_told_twice_counts_once_where_it_says_which_try_it_was() =>
        ShopThatConfirms().InMarch().Paid()
            .When(new ReportProvisioning(new Reference("provisioning-6")) { Failed = true, Attempt = 1 }, Caller.System).Then<ProvisioningRetried>()
            .When(new ReportProvisioning(new Reference("provisioning-6")) { Failed = true, Attempt = 1 }, Caller.System).AlreadyDone()
            .When(new ReportProvisioning(new Reference("provisioning-6")) { Failed = true, Attempt = 2 }, Caller.System).Then<ProvisioningRetried>();

    [Fact]
    public void Failed_for_good_it_is_released_and_the_money_goes_back_to_its_payment() =>
        Failed(ShopThatConfirms().InMarch().Paid()).Tells(MessageTemplate.ProvisioningFailed)
            .PaidUntil("2026-04-01").Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Deferred, "USD 31.00")
            .With(s => s.Instructions().OfType<PayRefund>().Single().Payment.Should().Be(new Reference("payment-2")))
            .Paid().Then<PaymentRecorded, PurchaseReserved>().Reported().PaidUntil("2026-05-01").Tiles();

    [Fact]
    public void Never_reported_it_is_released_as_well() =>
        ShopThatConfirms().InMarch().Paid().Until("2026-03-02").Then<ProvisioningRetried>().Until("2026-03-03").Then<ProvisioningRetried>()
            .Until("2026-03-04").Then<PurchaseReleased>().Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void Bought_from_the_balance_the_money_goes_back_to_it_and_free_credit_stays_free_credit() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 26.00").Granted("5.00").When(new Renew(PaymentMethod.Balance)))
            .Holds(Account.Wallet, "USD 26.00").Holds(Account.Promotional, "USD 5.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Released_nothing_but_the_money_has_ever_changed()
    {
        var scenario = ShopThatConfirms().InMarch().ToppedUp("USD 80.00").When(new ApplyPromotion("five")).Renewing().When(new ChangePlan("roaming"));
        var before = scenario.State;
        IsAsIfItHadNeverBeen(before, Failed(scenario.When(new Renew(PaymentMethod.Balance)).Then<PurchaseReserved>()).State);
        scenario.State.Balances.Should().Be(before.Balances);
        IsAsIfItHadNeverBeen(before, Failed(scenario.When(new ChangePlan("committed", PlanChangeTiming.Now)).Then<PurchaseReserved>()).State);
        scenario.State.Balances.Should().Be(before.Balances);
        IsAsIfItHadNeverBeen(before, Failed(scenario.When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PurchaseReserved>()).State);
        IsAsIfItHadNeverBeen(before, Failed(scenario.When(new BuyPack("week", PaymentMethod.Balance)).Then<PurchaseReserved>()).State);
        scenario.State.Balances.Should().Be(before.Balances);
    }

    [Fact]
    public void Released_the_promotion_that_it_would_have_used_still_counts() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 26.00").When(new ApplyPromotion("five")).When(new Renew(PaymentMethod.Balance)))
            .Holds(Account.Wallet, "USD 26.00").When(new Renew(PaymentMethod.Balance)).Then<PurchaseReserved>().Holds(Account.Wallet, "USD 0.00")
            .Reported().Then<SubscriptionRenewed>();

    // The first period.

    [Fact]
    public void Activated_it_is_pending_until_the_first_period_is_in_effect() =>
        ShopThatConfirms().At("2026-03-01").Opened().Paid().When(new Activate()).Then<PurchaseReserved>().Is(S.Pending)
            .Holds(Account.Held, "USD 31.00").Holds(Account.Deferred, "USD 0.00")
            .With(s => s.Instructions().OfType<ProvisionService>().Single().Code.Should().Be("monthly"))
            .When(new Activate()).ThenRefused(RefusalCode.ProvisioningPending)
            .At("2026-03-01T20:00:00").Reported().Then<SubscriptionActivated>().Is(S.Active).PaidUntil("2026-04-01").Holds(Account.Deferred, "USD 31.00");

    [Fact]
    public void The_first_period_released_is_paid_as_before_and_can_be_activated_again() =>
        Failed(ShopThatConfirms().At("2026-03-01").Opened().Paid().When(new Activate())).Is(S.Pending)
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Held, "USD 0.00").With(s => s.State.Term.Prepaid!.Price.Should().Be(Usd("31.00")))
            .When(new Activate()).Then<PurchaseReserved>().Reported().Then<SubscriptionActivated>();

    [Fact]
    public void The_first_period_from_the_balance_released_is_in_the_balance() =>
        Failed(ShopThatConfirms().Opened().ToppedUp("USD 40.00").When(new Activate())).Is(S.Pending).Holds(Account.Wallet, "USD 40.00");

    [Fact]
    public void What_is_paid_while_the_first_period_is_reserved_is_balance() =>
        ShopThatConfirms().Opened().Paid().When(new Activate()).Paid().Used(PaymentUse.Wallet).Reported().Then<SubscriptionActivated>().Holds(Account.Wallet, "USD 31.00");

    [Fact]
    public void While_the_first_period_is_reserved_the_time_for_activating_does_not_end() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { ActivateWithinDays = 1 } }))
            .Opened().Paid().At("2026-02-01T23:00:00").When(new Activate()).Then<PurchaseReserved>()
            .Until("2026-02-03").Is(S.Pending).Reported().Then<SubscriptionActivated>();

    [Fact]
    public void Released_after_the_time_for_activating_there_are_rescue_days() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { ActivateWithinDays = 1 } }))
            .Opened().Paid().At("2026-02-01T23:00:00").When(new Activate()).Then<PurchaseReserved>()
            .Until("2026-02-05").Is(S.Pending).With(s => s.State.Contract!.ActivationDueBy.Should().Be(s.Local("2026-02-12")))
            .Until("2026-02-12").Is(S.Closed).Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void A_cancellation_before_the_first_period_is_in_effect_gives_all_of_it_back() =>
        ShopThatConfirms().Opened().Paid().When(new Activate()).Requested().With(s => s.Last.Events[0].Should().BeOfType<PurchaseReleased>())
            .When(new ApproveCancellation(), Scenario.Reviewer).Is(S.Closed).Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Earned, "USD 0.00");

    // Packs.

    [Fact]
    public void A_pack_is_reserved_and_applied_with_the_days_it_was_bought_with() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 4.00").When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PurchaseReserved>()
            .With(s => s.State.Usage.Packs.Should().BeEmpty())
            .At("2026-03-01T12:00:00").Reported().Then<PackBought>().Tells(MessageTemplate.PackBought)
            .With(s => s.State.Usage.Packs.Single().ExpiresAt.Should().Be(s.Local("2026-03-08"))).Holds(Account.Deferred, "USD 35.00");

    [Fact]
    public void A_pack_released_is_paid_back_to_its_payment() =>
        Failed(ShopThatConfirms().InMarch().When(new BuyPack("gigabyte", PaymentMethod.PayPal)).Answered("USD 4.00").Then<PaymentRecorded, PurchaseReserved>())
            .PaysBack("USD 4.00").With(s => s.State.Usage.Packs.Should().BeEmpty());

    [Fact]
    public void Packs_are_bought_while_a_period_is_reserved_and_each_is_confirmed_by_itself() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 8.00").Paid().When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PurchaseReserved>()
            .When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PurchaseReserved>()
            .Holds(Account.Held, "USD 39.00").Reported().Then<PackBought>().Reported(failed: true).Then<ProvisioningRetried>()
            .When(new ReportProvisioning(new Reference("provisioning-7")), Caller.System).Then<SubscriptionRenewed>().Holds(Account.Held, "USD 4.00");

    [Fact]
    public void A_pack_of_time_keeps_the_line_in_service_and_comes_behind_what_is_topped_up_meanwhile() =>
        ShopThatConfirms().InMarch().When(new ChangePlan("keep", PlanChangeTiming.Now)).Reported().Then<PlanChanged>().PaidUntil("2026-03-31")
            .At("2026-03-30").When(new BuyPack("week", PaymentMethod.Balance)).Then<PurchaseReserved>()
            .Until("2026-03-31T12:00:00").Is(S.Active).ToppedUp("USD 1.00").Then<PaymentRecorded, ValidityExtended>().PaidUntil("2026-04-07")
            .Reported().Then<PackBought, ValidityExtended, PackExpired>().PaidUntil("2026-04-14").Tiles();

    // Plan changes.

    [Fact]
    public void A_change_of_plan_counts_from_the_day_on_which_it_was_paid() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 62.00").At("2026-03-11").When(new ChangePlan("roaming", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .PaidUntil("2026-04-01").Holds(Account.Held, "USD 41.00").Holds(Account.Wallet, "USD 21.00").Holds(Account.Deferred, "USD 31.00")
            .At("2026-03-11T20:00:00").Reported().Then<PlanChanged>().PaidUntil("2026-04-11")
            .Holds(Account.Held, "USD 0.00").Holds(Account.Deferred, "USD 62.00").Holds(Account.Earned, "USD 10.00").Holds(Account.Wallet, "USD 21.00");

    [Fact]
    public void A_cheaper_plan_gives_the_rest_of_its_credit_only_once_it_is_in_effect() =>
        ShopThatConfirms().InMarch().At("2026-03-11").When(new ChangePlan("day", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .Holds(Account.Held, "USD 0.00").Holds(Account.Wallet, "USD 0.00")
            .Reported().Then<PlanChanged>().Holds(Account.Wallet, "USD 20.00").Holds(Account.Deferred, "USD 1.00").Holds(Account.Earned, "USD 10.00");

    [Fact]
    public void What_was_charged_for_a_change_of_plan_goes_back_to_its_payment_and_the_rest_to_the_balance() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 5.00").Granted("6.00").At("2026-03-11").When(new ChangePlan("roaming", PlanChangeTiming.Now, PaymentMethod.Card))
            .Then<ChargeRequested>().Answered("USD 30.00").Then<PaymentRecorded, PurchaseReserved>().Holds(Account.Held, "USD 41.00"))
            .PaysBack("USD 30.00").Holds(Account.Wallet, "USD 5.00").Holds(Account.Promotional, "USD 6.00").PaidUntil("2026-04-01");

    [Fact]
    public void A_change_of_plan_that_nobody_confirmed_is_released_when_the_current_period_ends() =>
        ShopThatConfirms().InMarch().At("2026-03-31T12:00:00").When(new ChangePlan("keep", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .Until("2026-04-01").Then<PurchaseReleased, PeriodEnded, GraceEntered>()
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly")).Holds(Account.Earned, "USD 31.00");

    [Fact]
    public void Topped_up_meanwhile_a_reserved_change_of_plan_is_not_moved() =>
        ShopThatConfirms().InMarch().When(new ChangePlan("keep", PlanChangeTiming.Now)).Reported().ToppedUp("USD 62.00")
            .When(new ChangePlan("roaming", PlanChangeTiming.Now)).Then<PurchaseReserved>().ToppedUp("USD 5.00").Then<PaymentRecorded, ValidityHeld>()
            .Reported().Then<PlanChanged>().PaidUntil("2026-04-01");

    [Fact]
    public void Topped_up_meanwhile_its_days_are_added_when_the_change_of_plan_is_released() =>
        ShopThatConfirms().InMarch().When(new ChangePlan("keep", PlanChangeTiming.Now)).Reported().ToppedUp("USD 62.00").PaidUntil("2026-06-09")
            .Until("2026-05-15").When(new ChangePlan("roaming", PlanChangeTiming.Now)).ToppedUp("USD 5.00").Reported(failed: true).Reported(failed: true)
            .Reported(failed: true).Then<PurchaseReleased, ValidityExtended>().PaidUntil("2026-07-09");

    // The end of what is paid.

    [Fact]
    public void Paid_on_the_last_day_the_line_stays_in_service_while_it_is_reserved() =>
        ShopThatConfirms().InMarch().At("2026-03-31T20:00:00").Paid().Until("2026-04-01").Then<PeriodEnded>().Is(S.Active)
            .At("2026-04-01T10:00:00").Reported().Then<SubscriptionRenewed>().Is(S.Active).PaidUntil("2026-05-01");

    [Fact]
    public void Released_after_what_was_paid_it_is_in_grace_as_the_dates_say() =>
        ShopThatConfirms().InMarch().At("2026-03-31T20:00:00").Paid().Until("2026-04-03T20:00:00").Is(S.Grace)
            .Tells(MessageTemplate.ProvisioningFailed, MessageTemplate.GraceEntered).PaysBack("USD 31.00")
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void In_grace_it_is_in_grace_until_it_is_confirmed() =>
        ShopThatConfirms().InMarch().Until("2026-04-10").Paid().Is(S.Grace).Reported().Then<SubscriptionRenewed>().Is(S.Active).PaidUntil("2026-05-01");

    [Fact]
    public void In_grace_and_released_it_is_in_grace_for_as_long_as_was_promised() =>
        Failed(ShopThatConfirms().InMarch().Until("2026-04-10").Paid().Is(S.Grace)).Is(S.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void Paid_on_the_last_day_of_grace_it_does_not_end_while_it_is_reserved() =>
        ShopThatConfirms().InMarch().Until("2026-04-30T12:00:00").Paid().Until("2026-05-01").Is(S.Grace)
            .With(s => s.State.Renewal.Purchases.Reserved.Should().BeEmpty("the period that holds 30 April is over"))
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-09")));

    [Fact]
    public void Released_auto_renewal_and_reminders_still_come() =>
        Failed(ShopThatConfirms().With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { ReminderDays = [7] } }))
            .InMarch().ToppedUp("USD 31.00").Renewing().When(new Renew(PaymentMethod.Balance)))
            .Until("2026-03-25").Then<RenewalReminderDue>().Until("2026-03-29").Then<RenewalChargeDue>();

    [Fact]
    public void While_it_is_reserved_nobody_is_reminded_to_buy_it_or_charged_for_it() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { ReminderDays = [7], ProvisioningTimeoutDays = 100 } }))
            .InMarch().ToppedUp("USD 31.00").Renewing().When(new Renew(PaymentMethod.Balance)).Until("2026-03-31").ThenNothing()
            .Reported().Then<SubscriptionRenewed>().Until("2026-04-24").Then<PeriodEnded, RenewalReminderDue>();

    [Fact]
    public void A_period_over_before_it_was_ever_in_effect_is_paid_back() =>
        ShopThatConfirms().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "day") { Contact = Scenario.Contact })
            .Paid("USD 1.00").When(new Activate()).Reported().Until("2026-03-02").Is(S.Grace)
            .Paid("USD 1.00").Is(S.Grace).Until("2026-03-03").Is(S.Grace).Holds(Account.RefundPayable, "USD 1.00").Holds(Account.Earned, "USD 1.00")
            .With(s => s.Instructions().OfType<PayRefund>().Should().ContainSingle());

    [Fact]
    public void From_the_balance_in_grace_it_is_not_reserved_and_released_for_ever() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-10").Is(S.Grace).With(s => s.State.Renewal.Purchases.Reserved.Should().BeEmpty())
            .Until("2026-06-30").Is(S.Closed).Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void Released_in_grace_it_is_tried_again_once_there_is_more_in_the_balance() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-10").Is(S.Grace)
            .ToppedUp("USD 1.00").Then<PaymentRecorded, PurchaseReserved>().Reported().Is(S.Active).Holds(Account.Wallet, "USD 1.00");

    [Fact]
    public void Released_in_grace_it_is_tried_again_when_auto_renewal_is_set() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance).Until("2026-04-10").Is(S.Grace)
            .When(new SetAutoRenewal(false)).When(new SetAutoRenewal(true, PaymentMethod.Balance)).Then<AutoRenewalSet, RenewalChargeDue, PurchaseReserved>();

    [Fact]
    public void A_free_period_that_can_not_be_put_in_effect_is_not_reserved_for_ever() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Plans = [s.Policy.Plans[0] with { Price = Usd("0.00") }] }))
            .At("2026-03-01").Opened().When(new Activate()).Reported().Renewing().Until("2027-01-01").Is(S.Closed);

    // What comes between.

    [Fact]
    public void While_time_is_reserved_no_other_time_is_bought() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 99.00").When(new Renew(PaymentMethod.Balance))
            .When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.ProvisioningPending)
            .When(new ChangePlan("roaming")).ThenRefused(RefusalCode.ProvisioningPending)
            .When(new ChangePlan("roaming", PlanChangeTiming.Now)).ThenRefused(RefusalCode.ProvisioningPending)
            .When(new BuyPack("week", PaymentMethod.Balance)).ThenRefused(RefusalCode.ProvisioningPending)
            .Paid().Used(PaymentUse.Wallet);

    [Fact]
    public void Time_paid_for_meanwhile_is_balance_so_that_the_dates_shown_stand() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 31.00").When(new BuyPack("week", PaymentMethod.Card)).When(new Renew(PaymentMethod.Balance))
            .Answered("USD 3.00").Then<PaymentRecorded>().Used(PaymentUse.Wallet))
            .Holds(Account.Wallet, "USD 34.00").PaidUntil("2026-04-01").Tiles();

    [Fact]
    public void Suspended_in_between_it_is_moved_with_the_term() =>
        StoppingTheTerm().InMarch().Paid().When(new Suspend()).At("2026-03-02T23:00:00").When(new Resume()).Then<ProvisioningRetried, SubscriptionResumed>()
            .Reported().Then<SubscriptionRenewed>().PaidUntil("2026-05-02").Tiles();

    [Fact]
    public void Confirmed_while_suspended_it_is_moved_with_the_term_as_well() =>
        StoppingTheTerm().InMarch().Paid().When(new Suspend()).At("2026-03-02T10:00:00").Reported().Then<ProvisioningRetried, SubscriptionRenewed>().Is(S.Suspended)
            .At("2026-03-02T23:00:00").When(new Resume()).Then<SubscriptionResumed>().PaidUntil("2026-05-02").Tiles();

    [Fact]
    public void Suspended_in_between_and_released_the_term_still_tiles() =>
        StoppingTheTerm().InMarch().Paid().When(new Suspend()).At("2026-03-02T23:00:00").When(new Resume()).Then<ProvisioningRetried, SubscriptionResumed>()
            .Reported(failed: true).Then<ProvisioningRetried>().Reported(failed: true).Then<PurchaseReleased>().PaidUntil("2026-04-02")
            .Paid().Reported().Tiles().PaidUntil("2026-05-02");

    [Fact]
    public void Suspended_in_between_a_change_of_plan_has_every_day_that_was_paid() =>
        StoppingTheTerm().InMarch().ToppedUp("USD 62.00").When(new ChangePlan("roaming", PlanChangeTiming.Now)).When(new Suspend())
            .At("2026-03-02T23:00:00").When(new Resume()).Then<ProvisioningRetried, SubscriptionResumed>()
            .Reported().Then<PlanChanged>().PaidUntil("2026-04-02").Paid("USD 62.00").Reported().Tiles().PaidUntil("2026-05-02");

    [Fact]
    public void Suspended_in_grace_and_back_it_is_in_grace_until_it_is_confirmed() =>
        ShopThatConfirms().InMarch().Until("2026-04-10").Paid().When(new Suspend()).When(new Resume()).Is(S.Grace).Reported().Is(S.Active);

    [Fact]
    public void A_request_at_the_end_of_the_term_counts_only_what_is_in_effect() =>
        ShopThatConfirms().InMarch().Paid().Requested(timing: CancellationTiming.EndOfTerm)
            .With(s => s.Last.Events[0].Should().BeOfType<PurchaseReleased>().Which.IsFailed.Should().BeFalse()).PaysBack("USD 31.00")
            .With(s => s.Instructions().OfType<SendMessage>().Should().NotContain(told => told.Template == MessageTemplate.ProvisioningFailed))
            .With(s => s.State.Cancellation!.BillingEndsAt.Should().Be(s.Local("2026-04-01")))
            .When(new ReportProvisioning(new Reference("provisioning-6")), Caller.System).Then<FactConflicted>();

    [Fact]
    public void A_termination_releases_what_is_reserved_first() =>
        ShopThatConfirms().InMarch().Paid().When(new Terminate(TerminationReason.Revoked), Caller.Carrier)
            .Then<PurchaseReleased, AccountSettled, SubscriptionClosed>().Holds(Account.Held, "USD 0.00").Holds(Account.RefundPayable, "USD 62.00");

    // Late and odd answers.

    [Fact]
    public void A_confirmation_of_what_was_released_is_a_conflict_and_changes_nothing() =>
        Failed(ShopThatConfirms().InMarch().Paid())
            .When(new ReportProvisioning(new Reference("provisioning-6")), Caller.System).Then<FactConflicted>().PaidUntil("2026-04-01")
            .When(new ReportProvisioning(new Reference("provisioning-6")) { Failed = true }, Caller.System).AlreadyDone();

    [Fact]
    public void A_failure_of_what_is_in_effect_is_a_conflict_and_its_confirmation_again_is_no_news() =>
        ShopThatConfirms().InMarch().Paid().Reported()
            .When(new ReportProvisioning(new Reference("provisioning-6")) { Failed = true }, Caller.System).Then<FactConflicted>().PaidUntil("2026-05-01")
            .When(new ReportProvisioning(new Reference("provisioning-6")), Caller.System).AlreadyDone();

    [Fact]
    public void A_confirmation_that_nobody_waits_for_changes_nothing_and_a_failure_is_a_conflict() =>
        ShopThatConfirms().InMarch().When(new ReportProvisioning(new Reference("other")), Caller.System).AlreadyDone()
            .When(new ReportProvisioning(new Reference("other")) { Failed = true }, Caller.System).Then<FactConflicted>();

    [Fact]
    public void A_carrier_that_does_not_confirm_is_not_waited_for() =>
        Shop().InMarch().Paid().Then<PaymentRecorded, SubscriptionRenewed>().With(s => s.State.Renewal.Purchases.Should().Be(PurchaseState.None));

    [Fact]
    public void What_is_reserved_goes_on_when_the_carrier_asks_for_no_confirmation_any_more() =>
        ShopThatConfirms().InMarch().Paid().With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { ConfirmsProvisioning = false } }))
            .Reported().Then<SubscriptionRenewed>().PaidUntil("2026-05-01");
}
