using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>The carrier's system has to confirm what was bought: three tries of a day, then it is undone.</summary>
public class ProvisioningTests
{
    private static Scenario Failed(Scenario scenario) =>
        scenario.Reported(failed: true).Then<ProvisioningFailed>().Reported(failed: true).Then<ProvisioningFailed>().Reported(failed: true);

    [Fact]
    public void Bought_the_host_is_told_to_put_it_in_effect_under_a_key() =>
        ShopThatConfirms().InMarch().Paid()
            .With(s => s.Instructions().OfType<ProvisionService>().Single().Provisioning.Should().Be(s.State.Renewal.Provisioning!.Key))
            .Tells(MessageTemplate.Renewed, MessageTemplate.CheckSettings);

    [Fact]
    public void In_effect_it_is_final() =>
        ShopThatConfirms().InMarch().Paid().Reported().Then<ProvisioningConfirmed>()
            .With(s => s.State.Renewal.Provisioning.Should().BeNull()).Until("2026-03-10").ThenNothing().PaidUntil("2026-05-01");

    [Fact]
    public void Failed_it_is_tried_again_under_the_same_key() =>
        ShopThatConfirms().InMarch().Paid().Reported(failed: true).Then<ProvisioningFailed>()
            .With(s => s.Instructions().OfType<ProvisionService>().Single().Provisioning.Should().Be(s.State.Renewal.Provisioning!.Key))
            .Reported().Then<ProvisioningConfirmed>().PaidUntil("2026-05-01");

    [Fact]
    public void Failed_for_good_it_is_undone_and_the_money_goes_back_to_its_payment() =>
        Failed(ShopThatConfirms().InMarch().Paid()).Then<ProvisioningUndone>().Tells(MessageTemplate.ProvisioningFailed)
            .PaidUntil("2026-04-01").Holds(Account.RefundPayable, "USD 31.00").Holds(Account.Deferred, "USD 31.00")
            .With(s => s.Instructions().OfType<PayRefund>().Single().Payment.Should().Be(new Reference("payment-2")))
            .Paid().Then<PaymentRecorded, SubscriptionRenewed>().PaidUntil("2026-05-01").Tiles();

    [Fact]
    public void Never_reported_it_is_undone_as_well() =>
        ShopThatConfirms().InMarch().Paid().Until("2026-03-02").Then<ProvisioningFailed>().Until("2026-03-03").Then<ProvisioningFailed>()
            .Until("2026-03-04").Then<ProvisioningUndone>().Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void Bought_from_the_balance_the_money_goes_back_to_it_and_free_credit_stays_free_credit() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 26.00").Granted("5.00").When(new Renew(PaymentMethod.Balance)))
            .Then<ProvisioningUndone>().Holds(Account.Wallet, "USD 26.00").Holds(Account.Promotional, "USD 5.00").Holds(Account.RefundPayable, "USD 0.00");

    [Fact]
    public void Undone_the_promotion_that_it_used_counts_again() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 26.00").When(new ApplyPromotion("five")).When(new Renew(PaymentMethod.Balance)))
            .Then<ProvisioningUndone>().Holds(Account.Wallet, "USD 26.00")
            .When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>().Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Undone_the_plan_that_was_agreed_for_the_next_period_is_agreed_again() =>
        Failed(ShopThatConfirms().InMarch().When(new ChangePlan("roaming")).Paid("USD 62.00"))
            .Then<ProvisioningUndone>()
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .With(s => s.State.Contract!.NextPlan!.Code.Should().Be("roaming"));

    [Fact]
    public void A_change_of_plan_undone_the_old_plan_goes_on_as_if_nothing_had_been() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 31.00").At("2026-03-11").When(new ChangePlan("committed", PlanChangeTiming.Now)))
            .Then<ProvisioningUndone>().PaidUntil("2026-04-01").Holds(Account.Wallet, "USD 31.00")
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Earned, "USD 0.00")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .With(s => s.State.Contract!.CommittedUntil.Should().BeNull());

    [Fact]
    public void Renewed_in_grace_and_undone_it_is_in_grace_again_for_as_long_as_was_promised() =>
        Failed(ShopThatConfirms().InMarch().Until("2026-04-10").Paid().Is(SubscriptionStatus.Active))
            .Then<ProvisioningUndone>().Is(SubscriptionStatus.Grace)
            .With(s => s.State.Term.GraceEndsAt.Should().Be(s.Local("2026-05-01")));

    [Fact]
    public void Undone_auto_renewal_and_reminders_still_come() =>
        Failed(ShopThatConfirms().With(s => s.Follow(s.Policy with { Renewal = s.Policy.Renewal with { ReminderDays = [7] } }))
            .InMarch().ToppedUp("USD 31.00").Renewing().When(new Renew(PaymentMethod.Balance))).Then<ProvisioningUndone>()
            .Until("2026-03-25").Then<RenewalReminderDue>().Until("2026-03-29").Then<RenewalChargeDue>();

    [Fact]
    public void A_period_over_before_it_was_ever_in_effect_is_paid_back() =>
        ShopThatConfirms().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "day") { Contact = Scenario.Contact })
            .Paid("USD 1.00").When(new Activate()).Until("2026-03-02").Is(SubscriptionStatus.Grace)
            .Paid("USD 1.00").Is(SubscriptionStatus.Active).PaidUntil("2026-03-03")
            .Until("2026-03-03").Is(SubscriptionStatus.Grace).Holds(Account.RefundPayable, "USD 1.00").Holds(Account.Earned, "USD 1.00")
            .With(s => s.Instructions().OfType<PayRefund>().Should().ContainSingle());

    [Fact]
    public void From_the_balance_in_grace_it_is_not_bought_and_undone_for_ever() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-10").Is(SubscriptionStatus.Grace).With(s => s.State.Renewal.Provisioning.Should().BeNull())
            .Until("2026-06-30").Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 31.00");

    [Fact]
    public void Undone_in_grace_the_next_top_up_tries_again() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 31.00").Renewing(PaymentMethod.Balance)
            .Until("2026-04-10").Is(SubscriptionStatus.Grace)
            .ToppedUp("USD 1.00").Is(SubscriptionStatus.Active).Reported().Then<ProvisioningConfirmed>().Holds(Account.Wallet, "USD 1.00");

    [Fact]
    public void While_it_is_not_confirmed_nothing_else_is_bought() =>
        ShopThatConfirms().InMarch().ToppedUp("USD 99.00").When(new Renew(PaymentMethod.Balance))
            .When(new Renew(PaymentMethod.Balance)).ThenRefused(RefusalCode.ProvisioningPending)
            .When(new ChangePlan("roaming")).ThenRefused(RefusalCode.ProvisioningPending)
            .When(new BuyPack("gigabyte", PaymentMethod.Balance)).ThenRefused(RefusalCode.ProvisioningPending);

    [Fact]
    public void Time_paid_for_meanwhile_is_balance_so_that_the_right_period_is_undone() =>
        Failed(ShopThatConfirms().InMarch().ToppedUp("USD 31.00").When(new BuyPack("week", PaymentMethod.Card)).When(new Renew(PaymentMethod.Balance))
            .Answered("USD 3.00").Then<PaymentRecorded>().Used(PaymentUse.Wallet))
            .Then<ProvisioningUndone>().Holds(Account.Wallet, "USD 34.00").PaidUntil("2026-04-01").Tiles();

    [Fact]
    public void Suspended_in_between_the_term_still_tiles() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } }))
            .InMarch().Paid().When(new Suspend()).At("2026-03-02T23:00:00").When(new Resume()).Then<ProvisioningFailed, SubscriptionResumed>()
            .Reported(failed: true).Then<ProvisioningFailed>().Reported(failed: true).Then<ProvisioningUndone>().PaidUntil("2026-04-02")
            .Paid().Tiles().PaidUntil("2026-05-02");

    [Fact]
    public void Suspended_in_between_a_change_of_plan_undone_gives_every_day_back() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } }))
            .InMarch().ToppedUp("USD 62.00").When(new ChangePlan("roaming", PlanChangeTiming.Now)).When(new Suspend())
            .At("2026-03-02T23:00:00").When(new Resume()).Then<ProvisioningFailed, SubscriptionResumed>()
            .Reported(failed: true).Then<ProvisioningFailed>().Reported(failed: true).Then<ProvisioningUndone>()
            .PaidUntil("2026-04-02").Holds(Account.Wallet, "USD 62.00").Holds(Account.Deferred, "USD 31.00");

    [Fact]
    public void A_topped_up_change_of_plan_that_is_never_confirmed_is_undone_when_its_own_period_ends() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with
        {
            Plans = s.Policy.Plans.Add(new PlanTerms
            {
                Code = "two-days",
                Price = Usd("2.00"),
                Length = Period.FromDays(2),
                Validity = new ValidityTerms { Steps = [new ValidityStep(Usd("5.00"), 30)] },
            }),
        }))
            .InMarch().At("2026-03-01T12:00:00").When(new ChangePlan("two-days", PlanChangeTiming.Now)).Then<PlanChanged>()
            .ToppedUp("USD 5.00").PaidUntil("2026-04-02")
            .Until("2026-03-05").PaidUntil("2026-04-01")
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .Holds(Account.Deferred, "USD 31.00").Holds(Account.Wallet, "USD 5.00").Holds(Account.Earned, "USD 0.00");

    [Fact]
    public void A_confirmation_that_nobody_waits_for_changes_nothing_and_a_failure_is_a_conflict() =>
        ShopThatConfirms().InMarch().When(new ReportProvisioning(new Reference("other")), Caller.System).AlreadyDone()
            .When(new ReportProvisioning(new Reference("other")) { Failed = true }, Caller.System).Then<FactConflicted>();

    [Fact]
    public void A_carrier_that_does_not_confirm_is_not_waited_for() =>
        Shop().InMarch().Paid().With(s => s.State.Renewal.Provisioning.Should().BeNull());

    [Fact]
    public void A_period_given_back_that_ended_while_the_term_stood_still_ends_after_it() =>
        ShopThatConfirms().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } })).InMarch()
            .At("2026-03-30").When(new ChangePlan("keep", PlanChangeTiming.Now)).Then<PlanChanged>()
            .At("2026-04-01T10:00:00").When(new Suspend()).Is(SubscriptionStatus.Suspended)
            .Until("2026-04-03").Is(SubscriptionStatus.Suspended)
            .With(s => s.State.Contract!.Plan.Code.Should().Be("monthly"))
            .When(new Resume()).Then<SubscriptionResumed, PeriodEnded, GraceEntered>().Is(SubscriptionStatus.Grace);
}
