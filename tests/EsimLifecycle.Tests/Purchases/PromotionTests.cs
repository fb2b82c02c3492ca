using static EsimLifecycle.Tests.RenewalSteps;

namespace EsimLifecycle.Tests;

public class PromotionTests
{
    private static Scenario Applied(params string[] promotions)
    {
        var scenario = Shop().InMarch().ToppedUp("USD 99.00");
        foreach (var promotion in promotions)
            scenario.When(new ApplyPromotion(promotion)).Then<PromotionApplied>();
        return scenario;
    }

    private static Scenario Renewed(Scenario scenario, string price) =>
        scenario.When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>()
            .With(s => s.Event<SubscriptionRenewed>().Period.Price.Should().Be(Usd(price)));

    [Fact]
    public void It_lowers_the_price_of_as_many_periods_as_it_says() =>
        Renewed(Renewed(Renewed(Applied("fifth"), "24.80"), "24.80"), "31.00");

    [Fact]
    public void Two_that_go_together_are_both_taken_off_the_full_price() =>
        Renewed(Applied("five", "tenth"), "22.90"); // 31.00 - 5.00 - 3.10

    [Fact]
    public void One_that_does_not_go_with_another_is_refused_naming_it() =>
        Applied("five").When(new ApplyPromotion("fifth")).ThenRefused(RefusalCode.PromotionNotStackable)
            .With(s => s.Last.Refusals[0]["other"].Should().Be("five"));

    [Fact]
    public void It_is_had_once() =>
        Renewed(Applied("five"), "26.00").When(new ApplyPromotion("five")).ThenRefused(RefusalCode.PromotionUsed);

    [Fact]
    public void Before_its_time_it_is_refused_with_when_it_begins_and_after_it_for_good() =>
        Applied().When(new ApplyPromotion("april")).ThenRefused(RefusalCode.PromotionNotValid)
            .With(s => s.Last.Refusals[0].RetryAt.Should().Be(s.Local("2026-04-01")))
            .Paid().Paid().At("2026-05-01").When(new ApplyPromotion("april")).ThenRefused(RefusalCode.PromotionNotValid)
            .With(s => s.Last.Refusals[0].RetryAt.Should().BeNull());

    [Fact]
    public void An_unknown_one_is_refused() =>
        Applied().When(new ApplyPromotion("gold")).ThenRefused(RefusalCode.PromotionUnknown);

    [Fact]
    public void It_lowers_the_first_period_too_and_the_surplus_is_balance() =>
        Shop().Opened().When(new ApplyPromotion("five")).Paid().Used(PaymentUse.FirstPeriod)
            .Holds(Account.Deferred, "USD 26.00").Holds(Account.Wallet, "USD 5.00")
            .When(new Activate()).Then<SubscriptionActivated>().Paid().Holds(Account.Deferred, "USD 57.00");

    [Fact]
    public void One_that_makes_the_first_period_free_is_used_up_by_it() =>
        Shop().At("2026-03-01").Opened().When(new ApplyPromotion("free")).When(new Activate()).Then<SubscriptionActivated>()
            .Holds(Account.Deferred, "USD 0.00").ToppedUp("USD 31.00")
            .When(new Renew(PaymentMethod.Balance)).Then<SubscriptionRenewed>().Holds(Account.Wallet, "USD 0.00");

    [Fact]
    public void What_it_took_off_is_not_refunded() =>
        Renewed(Applied("fifth"), "24.80").Requested().When(new ApproveCancellation(), Scenario.Reviewer)
            .Holds(Account.RefundPayable, "USD 130.00"); // all that was paid in: 31.00 and 99.00

    [Fact]
    public void A_cent_that_does_not_divide_is_rounded_half_up_once() =>
        Renewed(Shop().With(s => s.Follow(s.Policy with { Promotions = [new PromotionTerms { Code = "odd", Percent = 33 }] }))
            .InMarch().ToppedUp("USD 31.00").When(new ApplyPromotion("odd")), "20.77"); // 33% is 10.23
}
