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
    public void While_cancelling_it_buys_no_days_and_comes_back() =>
        KeepNumber().Requested().ToppedUp("USD 5.00").Then<PaymentRecorded>().PaidUntil("2026-03-31")
            .When(new ApproveCancellation(), Scenario.Reviewer).Holds(Account.RefundPayable, "USD 5.00");

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
