using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class BillingScheduleLaws
{
    private static readonly Arbitrary<BillingSchedule> Schedules = SchedulesOf().ToArbitrary();

    [Fact]
    public void Periods_tile_and_never_drift_for_a_hundred_years() => Prop.ForAll(Schedules, schedule =>
    {
        var expected = schedule.Start;
        var index = 0;
        foreach (var period in schedule.Until(schedule.Start.PlusYears(100)))
        {
            if (period.Index != index++ || period.Start != expected)
                return false;
            if (period.Start >= schedule.Anchor && !IsAligned(schedule, period.Start))
                return false;
            expected = period.End;
        }

        return expected >= schedule.Start.PlusYears(100);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_full_period_is_one_length_long() => Prop.ForAll(Schedules, Gen.Choose(0, 100).ToArbitrary(), (schedule, n) =>
    {
        var period = schedule[n + 1];
        return schedule.Length switch
        {
            { Days: > 0 } or { Weeks: > 0 } => period.Days == schedule.Length.Days + (7 * schedule.Length.Weeks),
            var length => MonthsApart(period.Start, period.End) == length.Months + (12 * length.Years),
        };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_period_of_a_date_is_the_inverse_of_the_index() => Prop.ForAll(
        Schedules, Gen.Choose(0, 80).ToArbitrary(), Gen.Choose(0, 3660).ToArbitrary(), (schedule, n, day) =>
        {
            var period = schedule[n];
            return schedule.PeriodAt(period.Start) == period
                && schedule.PeriodAt(period.End.PlusDays(-1)) == period
                && schedule.PeriodAt(period.Start.PlusDays(day % period.Days)) == period
                && schedule.PeriodAt(period.End).Index == n + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_leading_period_is_shorter_than_the_full_one_it_ends() => Prop.ForAll(Schedules, schedule =>
    {
        var share = ProrationConvention.Actual.PriceShare(schedule, schedule[0]);
        return schedule.Anchor == schedule.Start
            ? share.Days == share.OfDays
            : share.Days < share.OfDays && schedule[0].End == schedule.Anchor;
    }).QuickCheckThrowOnFailure();

    /// <summary>Schedules that start in this century or the next, in every unit; month ends and leap days come often.</summary>
    internal static Gen<BillingSchedule> SchedulesOf()
    {
        var anyDay = from day in Gen.Choose(0, 73_000) select new LocalDate(2000, 1, 1).PlusDays(day);
        var monthEnd = from month in Gen.Choose(0, 2400)
                       from back in Gen.Choose(1, 4)
                       select new LocalDate(2000, 1, 1).PlusMonths(month).PlusDays(-back).PlusMonths(1);
        var starts = Gen.OneOf(anyDay, monthEnd);
        var counted = from start in starts
                      from length in Gen.OneOf(Gen.Choose(1, 400).Select(Period.FromDays), Gen.Choose(1, 60).Select(Period.FromWeeks))
                      select new BillingSchedule(start, length);
        var anchored = from start in starts
                       from length in Gen.OneOf(Gen.Choose(1, 36).Select(Period.FromMonths), Gen.Choose(1, 3).Select(Period.FromYears))
                       from day in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 31).Select(d => (int?)d))
                       select new BillingSchedule(start, length, day);
        return Gen.OneOf(counted, anchored, anchored);
    }

    private static bool IsAligned(BillingSchedule schedule, LocalDate start)
    {
        if (schedule.Length.Days + schedule.Length.Weeks > 0)
            return true;
        var day = schedule.AnchorDay ?? schedule.Start.Day;
        return start.Day == day || (start.Day < day && start.PlusDays(1).Month != start.Month);
    }

    private static int MonthsApart(LocalDate a, LocalDate b) => ((b.Year - a.Year) * 12) + b.Month - a.Month;
}
