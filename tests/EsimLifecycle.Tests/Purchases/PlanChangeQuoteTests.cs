using static EsimLifecycle.Tests.RenewalSteps;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>A change of plan that was asked for and is paid in time is honoured as it was quoted: 62.00 for the new plan, a dollar a day for March.</summary>
public class PlanChangeQuoteTests
{
    private static readonly ChangePlan ByCard = new("roaming", PlanChangeTiming.Now, PaymentMethod.Card);

    private static Scenario March(int days = 5, bool confirms = false) => Shop(renewal => renewal with { ChargeTimeoutDays = days, ConfirmsProvisioning = confirms }).InMarch();

    private static Scenario Is(Scenario scenario, string plan)
    {
        scenario.State.Contract!.Plan.Code.Should().Be(plan);
        return scenario;
    }

    [Fact]
    public void Paid_after_midnight_it_is_what_was_asked_for() =>
        Is(March(days: 1).At("2026-03-11T23:50:00").When(ByCard).With(s => s.Charge().Amount.Should().Be(Usd("41.00")))
            .At("2026-03-12T00:05:00").Answered("USD 41.00").Then<PaymentRecorded, PlanChanged>(), "roaming")
            .With(s => s.Event<PlanChanged>().Credit.Should().Be(Usd("21.00"))).PaidUntil("2026-04-12")
            .Holds(Account.Wallet, "USD 0.00").Holds(Account.Deferred, "USD 62.00").Holds(Account.Earned, "USD 10.00");

    [Fact]
    public void The_balance_that_was_counted_is_kept_for_it() =>
        Is(March().ToppedUp("USD 5.00").At("2026-03-11").When(ByCard).With(s => s.Charge().Amount.Should().Be(Usd("36.00")))
            .When(new BuyPack("gigabyte", PaymentMethod.Balance)).ThenRefused(RefusalCode.BalanceTooLow)
            .With(s => s.Last.Refusals[0]["balance"].Should().Be(Usd("0.00")))
            .Answered("USD 36.00").Then<PaymentRecorded, PlanChanged>(), "roaming").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Other_balance_can_be_spent_meanwhile() =>
        Is(March().ToppedUp("USD 5.00").At("2026-03-11").When(ByCard).ToppedUp("USD 4.00").When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PackBought>()
            .Answered("USD 36.00").Then<PaymentRecorded, PlanChanged>(), "roaming").Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void Failed_the_balance_is_free_again() =>
        March().ToppedUp("USD 5.00").At("2026-03-11").When(ByCard).Refused()
            .When(new BuyPack("gigabyte", PaymentMethod.Balance)).Then<PackBought>().Holds(Account.Wallet, "USD 1.00");

    [Fact]
    public void In_grace_what_has_ended_meanwhile_is_the_carrier_s_concession_and_service_is_restored() =>
        Is(March().At("2026-03-31T20:00:00").When(ByCard).With(s => s.Charge().Amount.Should().Be(Usd("61.00")))
            .Until("2026-04-02T09:00:00").Is(S.Grace).Answered("USD 61.00").Then<PaymentRecorded, CreditGranted, PlanChanged>().Is(S.Active), "roaming")
            .PaidUntil("2026-05-02").Holds(Account.Concessions, "USD -1.00").Holds(Account.Deferred, "USD 62.00").Holds(Account.Wallet, "USD 0.00")
            .With(s => s.State.Term.Periods[0].Promotional.Should().Be(Usd("1.00")));

    [Fact]
    public void Suspended_meanwhile_it_stays_suspended_on_the_new_plan() =>
        Is(March().At("2026-03-11").When(ByCard).When(new Suspend()).At("2026-03-12").Answered("USD 41.00").Then<PaymentRecorded, PlanChanged>().Is(S.Suspended), "roaming")
            .PaidUntil("2026-04-12");

    [Fact]
    public void A_period_bought_meanwhile_comes_back_whole() =>
        Is(March().At("2026-03-11").When(ByCard).Paid().Answered("USD 41.00"), "roaming").Holds(Account.Wallet, "USD 31.00").Holds(Account.Deferred, "USD 62.00");

    [Fact]
    public void Where_it_has_to_be_confirmed_it_is_reserved_as_it_was_quoted() =>
        Is(March(confirms: true).At("2026-03-11T23:50:00").When(ByCard).At("2026-03-12T00:05:00").Answered("USD 41.00").Then<PaymentRecorded, PurchaseReserved>()
            .Reported().Then<PlanChanged>(), "roaming").Holds(Account.Held, "USD 0.00").Holds(Account.Deferred, "USD 62.00");

    [Fact]
    public void Asked_back_meanwhile_the_money_goes_back() =>
        March().At("2026-03-11").When(ByCard).Requested().Paid("USD 41.00", new Reference("charge-4")).Used(PaymentUse.SentBack);

    [Fact]
    public void Another_daylight_saving_time_is_the_same_day() =>
        Is(Shop(renewal => renewal with { ChargeTimeoutDays = 2 }).With(s => s.Follow(s.Policy with { Identity = s.Policy.Identity with { Zone = "Europe/Berlin" } })).InMarch()
            .At("2026-03-28T23:50:00").When(ByCard).With(s => s.Charge().Amount.Should().Be(Usd("58.00")))
            .At("2026-03-29T03:30:00").Answered("USD 58.00").Then<PaymentRecorded, PlanChanged>(), "roaming").Holds(Account.Wallet, "USD 0.00");
}
