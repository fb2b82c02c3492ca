using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>The day of an end, or of a change of plan, is counted once, by every convention and for every timing.</summary>
public class EndingDayTests
{
    private static readonly LocalDate Begun = new(2026, 3, 1);

    /// <summary>Ten days were served, whether the end was asked for beforehand, as a date, or in the evening of the tenth.</summary>
    [Fact]
    public void A_convention_that_counts_the_ending_day_counts_the_last_day_served()
    {
        var lago = ProrationConvention.Lago with { EarlierCredits = EarlierCredits.CapTheCredit };
        Settled(lago, Date("2026-03-11")).Should().Be("USD 21.00");
        Settled(lago, Now("2026-03-10T20:00:00")).Should().Be("USD 21.00");
        Settled(lago, Now("2026-03-11T00:00:00")).Should().Be("USD 21.00");
        Settled(ProrationConvention.Actual, Date("2026-03-11")).Should().Be("USD 21.00");
        Settled(ProrationConvention.Actual, Now("2026-03-10T20:00:00")).Should().Be("USD 22.00");
    }

    [Fact]
    public void An_end_in_the_course_of_a_day_is_that_on_a_date_by_every_convention() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var dice = new Dice(seed);
            var convention = RandomPolicies.Proration(dice);
            var day = Begun.PlusDays(dice.From(1, 28));
            var evening = Now($"{day:uuuu-MM-dd}T{dice.From(1, 23):00}:{dice.From(0, 59):00}:00");
            var first = convention.EndingDayIsUsed ? day.PlusDays(1) : day;
            Settled(convention, evening).Should().Be(Settled(convention, Date($"{first:uuuu-MM-dd}")));
            Settled(convention, Now($"{day:uuuu-MM-dd}T00:00:00")).Should().Be(Settled(convention, Date($"{day:uuuu-MM-dd}")));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>The day belongs to the plan that is left in the end: whatever was changed before on that day earns nothing.</summary>
    [Fact]
    public void A_chain_of_plan_changes_in_one_day_costs_what_the_last_plan_costs() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var dice = new Dice(seed);
            var convention = RandomPolicies.Proration(dice);
            var later = dice.OneIn(2) ? 0 : dice.From(1, 27);
            var plans = new List<string>();
            for (var i = dice.From(1, 6); i > 0; i--)
                plans.Add(dice.Of([.. new[] { "m", "n", "o" }.Where(code => code != (plans.Count == 0 ? "m" : plans[^1]))]));

            var direct = Shop(convention).Activated().ToppedUp("USD 500.00").At($"{Begun.PlusDays(later):uuuu-MM-dd}T20:00:00");
            var chain = Shop(convention).Activated().ToppedUp("USD 500.00").At($"{Begun.PlusDays(later):uuuu-MM-dd}T10:00:00");
            foreach (var plan in plans)
                chain.When(new ChangePlan(plan, PlanChangeTiming.Now)).Then<PlanChanged>();
            if (plans[^1] != "m")
                direct.When(new ChangePlan(plans[^1], PlanChangeTiming.Now)).Then<PlanChanged>();
            else if (later > 0)
                direct.When(new ChangePlan("n", PlanChangeTiming.Now)).When(new ChangePlan("m", PlanChangeTiming.Now));
            foreach (var account in new[] { Account.Wallet, Account.Deferred, Account.Earned })
                chain.State.Balances[account].Should().Be(direct.State.Balances[account], $"{string.Join('-', plans)} after {later} days, by {convention}");
            if (later == 0)
                chain.Holds(Account.Earned, "USD 0.00");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static RequestCancellation Leave => new(CancellationReason.NoLongerNeeded);

    private static (string At, RequestCancellation Request) Now(string at) => (at, Leave);

    private static (string At, RequestCancellation Request) Date(string onDate) =>
        ("2026-03-01T12:00:00", Leave with { Timing = CancellationTiming.OnDate, OnDate = NodaTime.Text.LocalDatePattern.Iso.Parse(onDate).Value });

    private static string Settled(ProrationConvention convention, (string At, RequestCancellation Request) end)
    {
        var scenario = Shop(convention).Activated().At(end.At).When(end.Request);
        scenario.Last.Refusals.Should().BeEmpty();
        return scenario.Until("2026-04-01").Is(SubscriptionStatus.Closed).State.Balances[Account.RefundPayable].ToString();
    }

    private static Scenario Shop(ProrationConvention convention) => Scenario.With(policy => policy with
    {
        Plans =
        [
            new PlanTerms { Code = "m", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) },
            new PlanTerms { Code = "n", Price = Money.Parse("USD 62.03"), Length = Period.FromMonths(1) },
            new PlanTerms { Code = "o", Price = Money.Parse("USD 7.77"), Length = Period.FromWeeks(1) },
        ],
        Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate] },
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated, Proration = convention } },
    }).At("2026-03-01T09:00:00");
}
