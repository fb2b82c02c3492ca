using NodaTime.Text;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What leaving on each day comes to, and the cheapest day.</summary>
public class LeavingDaysTests
{
    private static readonly RequestCancellation Leave = new(CancellationReason.NoLongerNeeded);

    private static readonly SettlementPolicy Prorated = new() { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } };

    private static LeavingDays Days(Scenario scenario, string from, string to, RequestCancellation? request = null) =>
        scenario.Lifecycle.BestDay(scenario.State, request ?? Leave, new CommandContext(scenario.Now, Customer, new CommandId("days")), Date(from), Date(to));

    private static LocalDate Date(string iso) => LocalDatePattern.Iso.Parse(iso).Value;

    private static IEnumerable<string> Totals(LeavingDays days) => days.Days.Select(day => $"{day.Date.Iso()} {day.Quote.Net} - {day.Charged} = {day.Total}");

    [Fact]
    public void Each_day_that_is_used_gives_less_back_and_another_period_is_charged() =>
        With(policy => policy with { Settlement = Prorated }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-27T12:00:00")
            .With(s => Totals(Days(s, "2026-03-27", "2026-03-30")).Should().Equal(
                "2026-03-27 USD 5.00 - USD 0.00 = USD 5.00",
                "2026-03-28 USD 4.00 - USD 0.00 = USD 4.00",
                "2026-03-29 USD 34.00 - USD 31.00 = USD 3.00",
                "2026-03-30 USD 33.00 - USD 31.00 = USD 2.00"))
            .With(s => Days(s, "2026-03-27", "2026-03-30").Best!.Date.Should().Be(Date("2026-03-27")))
            .With(s => Days(s, "2026-03-27", "2026-03-30").Days.Select(day => day.At).Should().Equal(s.Now, s.Local("2026-03-28"), s.Local("2026-03-29"), s.Local("2026-03-30")));

    [Fact]
    public void Where_nothing_comes_back_it_is_the_last_day_before_the_next_charge() =>
        With().At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-11")
            .With(s => Days(s, "2026-03-11", "2026-04-30").Best!.Date.Should().Be(Date("2026-03-28")))
            .With(s => Days(s, "2026-03-11", "2026-04-30").Days[^1].Total.Should().Be(Money.Parse("USD -62.00")));

    [Fact]
    public void Where_nothing_more_is_charged_it_is_the_end_of_the_paid_time_not_of_the_grace_that_follows() =>
        With().At("2026-03-01").Activated().At("2026-03-11")
            .With(s => Days(s, "2026-03-11", "2026-04-20").Days.Select(day => day.Total).Distinct().Should().ContainSingle())
            .With(s => Days(s, "2026-03-11", "2026-04-20").Best!.Date.Should().Be(Date("2026-04-01")))
            .With(s => Days(s, "2026-04-05", "2026-04-20").Best!.Date.Should().Be(Date("2026-04-05")));

    [Fact]
    public void A_fee_that_falls_with_the_months_is_weighed_against_what_they_cost() =>
        With(policy => policy with
        {
            Settlement = Prorated,
            Plans =
            [
                policy.Plans[0] with
                {
                    Price = Money.Parse("USD 3.10"), CommitmentMonths = 12, EarlyTermination = new() { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("USD 120.00") },
                },
            ],
        }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-11")
            .With(s => Days(s, "2026-03-11", "2027-03-05").Best!.Date.Should().Be(Date("2027-03-01")));

    [Fact]
    public void Days_that_are_not_possible_say_why() =>
        With(policy => policy with { Settlement = Prorated, Plans = [policy.Plans[0] with { CommitmentMonths = 1 }] }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-30")
            .With(s => Days(s, "2026-03-30", "2026-04-02").Days.Select(day => string.Join(" ", day.Quote.Refusals.Select(refusal => refusal.Code))).Should().Equal(
                RefusalCode.CancellationCommitment, RefusalCode.CancellationCommitment, "", ""))
            .With(s => Days(s, "2026-03-30", "2026-04-02").Best!.Date.Should().Be(Date("2026-04-01")))
            .With(s => Days(s, "2026-03-30", "2026-03-31").Best.Should().BeNull())
            .With(s => Days(s, "2026-03-30", "2026-03-31").Days[0].Total.Should().BeNull());

    [Fact]
    public void What_is_bought_until_the_end_of_the_minimum_term_is_counted() =>
        With(policy => policy with
        {
            Cancellation = new CancellationPolicy { Timings = [CancellationTiming.OnDate] },
            Plans = [policy.Plans[0] with { CommitmentMonths = 3 }],
        }).At("2026-03-01").Activated().When(new SetAutoRenewal(true)).At("2026-03-28")
            .With(s => Days(s, "2026-03-28", "2026-04-30", Leave with { Timing = CancellationTiming.OnDate, OnDate = Date("2026-06-01") })
                .Days.Select(day => day.Total).Distinct().Should().Equal(Money.Parse("USD -62.00")));

    [Fact]
    public void A_day_before_today_is_today_and_too_many_days_are_not_compared()
    {
        var s = With().At("2026-03-01").Activated().At("2026-03-11");
        Days(s, "2026-01-01", "2026-03-12").Days.Select(day => day.Date).Should().Equal(Date("2026-03-11"), Date("2026-03-12"));
        Days(s, "2026-03-11", "2027-03-11").Days.Should().HaveCount(LeavingDays.MaxDays);
        FluentActions.Invoking(() => Days(s, "2026-03-11", "2027-03-12")).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Days(s, "2026-03-11", "2026-03-10")).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s.Lifecycle.BestDay(s.State, Leave, default, Date("2026-03-11"), Date("2026-03-12"))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Before_the_first_event_every_day_is_refused() =>
        With().At("2026-03-01").With(s => Days(s, "2026-03-01", "2026-03-02").Should().Match<LeavingDays>(days => days.Best == null && days.Days.Count == 2));
}
