using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

/// <summary>Topping up, and the keep-number card whose time is bought by it: 7 days from 1.00, 30 from 5.00, 90 from 10.00, at most 100 from today.</summary>
public class TopUpTests
{
    private static Scenario KeepNumber() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "keep") { Contact = Scenario.Contact })
            .When(new Activate()).Then<SubscriptionActivated>().PaidUntil("2026-03-31");

    [Fact]
    public void It_is_balance_and_buys_no_period() =>
        Shop().InMarch().ToppedUp("USD 31.00").Then<PaymentRecorded>().Used(PaymentUse.Wallet).Holds(Account.Wallet, "USD 31.00").PaidUntil("2026-04-01");

    [Theory]
    [InlineData("USD 0.99", "2026-03-31")]
    [InlineData("USD 1.00", "2026-04-07")]
    [InlineData("USD 4.99", "2026-04-07")]
    [InlineData("USD 5.00", "2026-04-30")]
    [InlineData("USD 50.00", "2026-06-09")] // 90 days would be the 29th: capped at 100 from today
    public void It_buys_days_by_the_table_on_top_of_what_is_paid(string amount, string until) =>
        KeepNumber().ToppedUp(amount).Holds(Account.Wallet, amount).PaidUntil(until).Tiles();

    [Fact]
    public void At_the_cap_it_is_balance_only() =>
        KeepNumber().ToppedUp("USD 10.00").ToppedUp("USD 10.00").Then<PaymentRecorded>().Holds(Account.Wallet, "USD 20.00").PaidUntil("2026-06-09");

    [Fact]
    public void In_grace_it_restores_service_from_today() =>
        KeepNumber().Until("2026-04-10").Is(SubscriptionStatus.Grace).ToppedUp("USD 1.00").Then<PaymentRecorded, ValidityExtended>()
            .Is(SubscriptionStatus.Active).PaidUntil("2026-04-17");

    [Fact]
    public void In_grace_too_little_does_not_restore_it() =>
        KeepNumber().Until("2026-04-10").ToppedUp("USD 0.99").Is(SubscriptionStatus.Grace).Holds(Account.Wallet, "USD 0.99");

    [Fact]
    public void While_cancelling_it_buys_its_days_for_the_case_of_going_back_and_comes_back_otherwise() =>
        KeepNumber().Requested().ToppedUp("USD 5.00").Then<PaymentRecorded, ValidityExtended>().Tells().PaidUntil("2026-04-30").Is(SubscriptionStatus.UnderReview)
            .When(new ApproveCancellation(), Scenario.Reviewer).Is(SubscriptionStatus.Closed).Holds(Account.RefundPayable, "USD 5.00");

    [Theory]
    [InlineData("2026-03-20")]
    [InlineData("2026-04-10")] // the time from before has ended meanwhile
    public void Going_back_its_days_count_from_where_they_were_bought(string back) =>
        KeepNumber().At("2026-03-10").Requested().At("2026-03-15").ToppedUp("USD 5.00").At(back).When(new RejectCancellation(RejectionReason.NotTheOwner), Scenario.Reviewer)
            .Is(SubscriptionStatus.Active).PaidUntil("2026-04-30").Tiles();

    [Fact]
    public void Bought_by_a_line_in_grace_while_it_was_about_to_leave_they_restore_service_when_it_goes_back() =>
        KeepNumber().Until("2026-04-02").Is(SubscriptionStatus.Grace).Requested().ToppedUp("USD 5.00").At("2026-04-05").When(new WithdrawCancellation())
            .Is(SubscriptionStatus.Active).PaidUntil("2026-05-02");

    [Fact]
    public void Bought_while_suspended_and_leaving_they_are_there_when_the_line_is_resumed() =>
        KeepNumber().At("2026-03-10").When(new Suspend()).Requested().ToppedUp("USD 1.00").When(new WithdrawCancellation()).Is(SubscriptionStatus.Suspended)
            .When(new Resume()).Is(SubscriptionStatus.Active).PaidUntil("2026-04-07");

    [Fact]
    public void Before_activation_its_days_are_held_and_activation_adds_them_to_the_first_period() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "keep") { Contact = Scenario.Contact }).ToppedUp("USD 1.00").Then<PaymentRecorded, ValidityHeld>()
            .ToppedUp("USD 5.00").At("2026-03-05").When(new Activate()).Then<SubscriptionActivated, ValidityExtended>().PaidUntil("2026-05-11").Tiles() // 30, 7 and 30 days
            .Until("2026-03-06").PaidUntil("2026-05-11").Holds(Account.Wallet, "USD 6.00");

    [Fact]
    public void Before_activation_up_to_the_cap() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "keep") { Contact = Scenario.Contact }).ToppedUp("USD 10.00").ToppedUp("USD 10.00")
            .When(new Activate()).PaidUntil("2026-06-09").ToppedUp("USD 1.00").PaidUntil("2026-06-09");

    [Fact]
    public void Before_activation_and_through_a_request_that_came_to_nothing() =>
        Shop().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "keep") { Contact = Scenario.Contact }).ToppedUp("USD 1.00").Requested().ToppedUp("USD 5.00")
            .When(new WithdrawCancellation()).Is(SubscriptionStatus.Pending).When(new Activate()).PaidUntil("2026-05-07");

    [Fact]
    public void Where_the_first_period_has_to_be_confirmed_its_days_follow_that() =>
        ShopThatConfirms().At("2026-03-01").When(new OpenSubscription(Scenario.Id, "keep") { Contact = Scenario.Contact }).ToppedUp("USD 1.00").When(new Activate()).Then<PurchaseReserved>()
            .ToppedUp("USD 5.00").Reported().Then<SubscriptionActivated, ValidityExtended>().PaidUntil("2026-05-07");

    [Fact]
    public void In_grace_a_pack_of_time_from_the_balance_restores_service() =>
        KeepNumber().Until("2026-04-10").ToppedUp("USD 0.99").ToppedUp("USD 0.99").ToppedUp("USD 0.99").ToppedUp("USD 0.99").Is(SubscriptionStatus.Grace)
            .When(new BuyPack("week", PaymentMethod.Balance)).Then<PackBought, ValidityExtended, PackExpired>().Is(SubscriptionStatus.Active).PaidUntil("2026-04-17")
            .Holds(Account.Wallet, "USD 0.96");

    [Fact]
    public void In_grace_a_pack_of_time_by_card_restores_service_when_that_is_paid() =>
        Shop().InMarch().Until("2026-04-10").Is(SubscriptionStatus.Grace).When(new BuyPack("week", PaymentMethod.Card)).Then<ChargeRequested>()
            .Answered("USD 3.00").Is(SubscriptionStatus.Active).PaidUntil("2026-04-17");

    [Fact]
    public void In_grace_a_pack_of_data_is_refused() =>
        Shop().InMarch().Until("2026-04-10").ToppedUp("USD 4.00").When(new BuyPack("gigabyte", PaymentMethod.Balance)).ThenRefused(RefusalCode.StatusNotPermitted);

    [Fact]
    public void Suspended_a_pack_of_time_is_sold_as_a_period_is() =>
        Shop().InMarch().ToppedUp("USD 3.00").When(new Suspend()).When(new BuyPack("week", PaymentMethod.Balance)).Is(SubscriptionStatus.Suspended).PaidUntil("2026-04-08");

    [Fact]
    public void Closed_it_goes_back_whole() =>
        KeepNumber().Until("2026-05-31").Is(SubscriptionStatus.Closed).ToppedUp("USD 5.00").Used(PaymentUse.SentBack).Holds(Account.RefundPayable, "USD 5.00");

    [Fact]
    public void The_same_reference_again_buys_nothing_again()
    {
        var topUp = new TopUp(new Reference("voucher"), Usd("1.00"), PaymentMethod.EWallet);
        KeepNumber().When(topUp, Caller.System).When(topUp, Caller.System).AlreadyDone().PaidUntil("2026-04-07")
            .When(new RecordPayment(topUp.Reference, topUp.Amount, topUp.Method), Caller.System).AlreadyDone().Holds(Account.Wallet, "USD 1.00");
    }

    [Fact]
    public void Of_a_standing_term_days_are_added_to_what_is_left() =>
        KeepNumber().With(s => s.Follow(s.Policy with { Activation = s.Policy.Activation with { SuspensionStopsTerm = true } }))
            .At("2026-03-11").When(new Suspend()).At("2026-04-15").ToppedUp("USD 1.00").Is(SubscriptionStatus.Suspended).Tiles()
            .At("2026-04-20").When(new Resume()).Tiles().PaidUntil("2026-05-17"); // 27 days were left on 11 March
}
