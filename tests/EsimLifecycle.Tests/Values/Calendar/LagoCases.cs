using System.Reflection;

namespace EsimLifecycle.Tests;

/// <summary>
/// What Lago's tests assert about periods and credit notes, through our schedule and <see cref="ProrationConvention.Lago"/>.
/// </summary>
/// <remarks>
/// Lago's periods end on their last day, ours on the day after it. Of a credit note the net is played; tax is the host's.
/// </remarks>
public class LagoCases
{
    private static readonly BillingCases Cases = new("lago.json");

    public static TheoryData<string> Of(string kinds) => [.. Cases.OfKinds(kinds)];

    [Fact]
    public void Every_case_is_played()
    {
        var played = typeof(LagoCases).GetMethods()
            .SelectMany(m => m.GetCustomAttributes<MemberDataAttribute>())
            .SelectMany(a => Of((string)a.Arguments[0]!).Select(row => row.Data));

        Cases.Ids.Should().HaveCount(6);
        played.Should().BeEquivalentTo(Cases.Ids);
    }

    [Theory]
    [MemberData(nameof(Of), "period_start")]
    public void A_period_starts_on_the_anniversary(string id)
    {
        var it = Cases[id];

        Monthly(it).PeriodAt(it.Inputs.Date("billing_at")).Start.Should().Be(it.Expected.Date("from"));
    }

    [Theory]
    [MemberData(nameof(Of), "period_end_inclusive")]
    public void The_period_billed_ended_on_the_day_before(string id)
    {
        var it = Cases[id];
        var schedule = Monthly(it);
        var billed = schedule[schedule.PeriodAt(it.Inputs.Date("billing_at")).Index - 1];

        billed.End.PlusDays(-1).Should().Be(it.Expected.Date("last_day"));
    }

    [Theory]
    [MemberData(nameof(Of), "termination_credit upgrade_credit")]
    public void The_unused_days_are_credited(string id)
    {
        var it = Cases[id];
        var schedule = new BillingSchedule(it.Inputs.Date("period_first"), Period.FromMonths(1));
        var convention = it.Inputs.Has("upgrade") ? ProrationConvention.Lago with { EndingDayIsUsed = false } : ProrationConvention.Lago;
        var unused = convention.UnusedPriceShare(schedule, schedule[0], it.Inputs.Date("terminated_on"));
        var price = it.Inputs.Cents("plan");

        schedule[0].End.Should().Be(it.Inputs.Date("period_last").PlusDays(1));
        unused.Days.Should().Be(it.Expected.Int("unused_days"));
        convention.CapCredit(unused.Of(price), price, 0).Should().Be(it.Expected.Cents("net"));
    }

    private static BillingSchedule Monthly(BillingCase it) => new(it.Inputs.Date("subscription_at"), Period.FromMonths(1));
}
