using static EsimLifecycle.Tests.RenewalSteps;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What another plan from today gives back: promotions of periods nobody had count again, and data used without having been paid for counts on.</summary>
public class GivenBackTests
{
    private static readonly PromotionTerms Three = new() { Code = "three", Percent = 10, Periods = 3, Stackable = true };

    private static Scenario Two(bool confirms = false) => With(policy => policy with
    {
        Plans =
        [
            new PlanTerms { Code = "a", Price = Usd("30.00"), Length = Period.FromMonths(1) },
            new PlanTerms { Code = "b", Price = Usd("40.00"), Length = Period.FromMonths(1) },
            new PlanTerms { Code = "day", Price = Usd("1.00"), Length = Period.FromDays(1) },
        ],
        Promotions = [Three, new PromotionTerms { Code = "five", Amount = Usd("5.00"), Periods = 2, Stackable = true }],
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        Renewal = policy.Renewal with { ConfirmsProvisioning = confirms },
    }).At("2026-03-01T09:00:00").When(new OpenSubscription(Id, "a") { Contact = Contact }).When(new ApplyPromotion("three"));

    private static Scenario Activated(Scenario scenario) => scenario.Paid("USD 27.00").When(new Activate()).With(s =>
    {
        if (s.Policy.Renewal.ConfirmsProvisioning)
            s.Reported();
    });

    private static int Left(Scenario scenario, string code = "three") => scenario.State.Renewal.Promotions.Single(each => each.Terms.Code == code).PeriodsLeft;

    [Fact]
    public void The_promotion_of_two_periods_that_nobody_had_counts_for_the_next_two() =>
        Activated(Two()).At("2026-03-02").Paid("USD 27.00").Paid("USD 27.00").With(s => Left(s).Should().Be(0))
            .When(new ChangePlan("b", PlanChangeTiming.Now)).Then<PlanChanged>().With(s => Left(s).Should().Be(2))
            .At("2026-03-03").When(new Renew(PaymentMethod.Card)).With(s => s.Charge().Amount.Should().Be(Usd("36.00")));

    [Fact]
    public void Every_promotion_of_each_period_counts_again() =>
        Activated(Two()).When(new ApplyPromotion("five")).At("2026-03-02").Paid("USD 22.00").Paid("USD 22.00").With(s => (Left(s), Left(s, "five")).Should().Be((0, 0)))
            .When(new ChangePlan("b", PlanChangeTiming.Now)).With(s => (Left(s), Left(s, "five")).Should().Be((2, 2)));

    [Fact]
    public void That_of_a_period_that_has_begun_does_not() =>
        Activated(Two()).At("2026-03-02").Paid("USD 27.00").Until("2026-04-02").When(new ChangePlan("day", PlanChangeTiming.Now)).Then<PlanChanged>()
            .With(s => Left(s).Should().Be(1));

    [Fact]
    public void That_of_the_first_period_does_where_it_is_given_back_whole_on_its_first_day() =>
        Activated(Two()).When(new ChangePlan("b", PlanChangeTiming.Now, PaymentMethod.Card)).Answered("USD 13.00").Then<PaymentRecorded, PlanChanged>()
            .With(s => Left(s).Should().Be(3));

    [Fact]
    public void Where_the_change_has_to_be_confirmed_it_counts_again_then_and_not_if_the_change_is_released() =>
        Activated(Two(confirms: true)).At("2026-03-02").Paid("USD 27.00").Reported().When(new ChangePlan("day", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .With(s => Left(s).Should().Be(1)).Reported(failed: true).Reported(failed: true).Reported(failed: true).Then<PurchaseReleased>().With(s => Left(s).Should().Be(1))
            .When(new ChangePlan("day", PlanChangeTiming.Now)).Reported().Then<PlanChanged>().With(s => Left(s).Should().Be(2));

    private static Scenario Data() => With(policy => policy with
    {
        Plans =
        [
            new PlanTerms { Code = "m", Price = Usd("31.00"), Length = Period.FromMonths(1), DataBytes = 1000 },
            new PlanTerms { Code = "n", Price = Usd("31.00"), Length = Period.FromMonths(1), DataBytes = 1000 },
            new PlanTerms { Code = "large", Price = Usd("31.00"), Length = Period.FromMonths(1), DataBytes = 5000 },
            new PlanTerms { Code = "unlimited", Price = Usd("31.00"), Length = Period.FromMonths(1) },
        ],
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
    }).At("2026-03-01T09:00:00").Activated();

    private static Scenario Uses(Scenario scenario, long bytes) => scenario.When(new RecordUsage(bytes), Caller.System);

    private static Scenario To(Scenario scenario, string plan) => scenario.When(new ChangePlan(plan, PlanChangeTiming.Now));

    [Fact]
    public void Used_up_on_the_first_day_the_data_is_used_up_in_every_other_plan_of_that_day()
    {
        var scenario = To(Uses(Data(), 1000), "n").Then<PlanChanged>();
        (scenario.State.Usage.UsedBytes, scenario.State.Usage.BeyondBytes).Should().Be((1000, 0));
        Uses(scenario, 1000).Then<UsageRecorded, DataExhausted>().State.Usage.BeyondBytes.Should().Be(1000);
        To(scenario, "m").State.Usage.UsedBytes.Should().Be(1000);
        Uses(scenario, 1000).State.Usage.BeyondBytes.Should().Be(1000);
    }

    [Fact]
    public void Of_a_larger_plan_the_rest_is_left() =>
        To(Uses(Data(), 1000), "large").With(s => s.State.Usage.UsedBytes.Should().Be(1000)).With(s => Uses(s, 4000).State.Usage.BeyondBytes.Should().Be(0));

    [Fact]
    public void By_way_of_a_plan_without_a_limit_it_counts_on_as_well() =>
        To(To(Uses(Data(), 1000), "unlimited"), "m").State.Usage.UsedBytes.Should().Be(1000);

    [Theory]
    [InlineData(300, 0)] // ten days of 31 are worth 322
    [InlineData(900, 577)]
    [InlineData(1000, 677)]
    public void After_ten_days_what_these_days_were_worth_was_paid_for(long used, long countsOn) =>
        To(Uses(Data(), used).At("2026-03-11T09:00:00").ToppedUp("USD 31.00"), "n").State.Usage.UsedBytes.Should().BeCloseTo(countsOn, 1);

    [Fact]
    public void Counters_of_the_new_plan_begin_anew() =>
        To(Uses(Data(), 400), "n").When(new RecordUsage(100, IsTotal: true), Caller.System).With(s => s.Event<UsageRecorded>().Bytes.Should().Be(100))
            .With(s => s.State.Usage.UsedBytes.Should().Be(500));
}
