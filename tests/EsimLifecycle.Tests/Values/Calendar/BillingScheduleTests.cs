using System.Globalization;

namespace EsimLifecycle.Tests;

public class BillingScheduleTests
{
    private static readonly Period Month = Period.FromMonths(1);

    [Fact]
    public void A_31st_anchor_gives_28_February_and_then_31_March()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 31), Month);

        Enumerable.Range(0, 4).Select(n => schedule[n].Start).Should().Equal(
            Day(2026, 1, 31), Day(2026, 2, 28), Day(2026, 3, 31), Day(2026, 4, 30));
    }

    [Fact]
    public void A_29th_of_February_comes_back_in_leap_years()
    {
        var schedule = new BillingSchedule(Day(2024, 2, 29), Period.FromYears(1));

        schedule[1].Start.Should().Be(Day(2025, 2, 28));
        schedule[3].Should().Be(new ServicePeriod(3, Day(2027, 2, 28), Day(2028, 2, 29)));
    }

    [Fact]
    public void Weeks_and_days_are_counted_in_days()
    {
        new BillingSchedule(Day(2026, 1, 31), Period.FromWeeks(1))[4].Should().Be(new ServicePeriod(4, Day(2026, 2, 28), Day(2026, 3, 7)));
        new BillingSchedule(Day(2026, 1, 31), Period.FromDays(30))[1].Should().Be(new ServicePeriod(1, Day(2026, 3, 2), Day(2026, 4, 1)));
    }

    [Fact]
    public void An_anchor_day_makes_a_short_leading_period()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 15), Month, anchorDay: 1);

        schedule.Anchor.Should().Be(Day(2026, 2, 1));
        schedule[0].Should().Be(new ServicePeriod(0, Day(2026, 1, 15), Day(2026, 2, 1)));
        schedule[1].Should().Be(new ServicePeriod(1, Day(2026, 2, 1), Day(2026, 3, 1)));
    }

    [Theory]
    [InlineData(2026, 1, 31)]
    [InlineData(2026, 2, 28)]
    [InlineData(2026, 4, 30)]
    public void A_start_on_the_anchor_day_has_no_short_leading_period(int year, int month, int day)
    {
        var schedule = new BillingSchedule(Day(year, month, day), Month, anchorDay: 31);

        schedule.Anchor.Should().Be(schedule.Start);
        schedule[1].End.Should().Be(LastDayOf(schedule.Start.PlusMonths(2)));
    }

    [Fact]
    public void A_yearly_anchor_lies_in_the_month_of_the_start()
    {
        new BillingSchedule(Day(2026, 1, 15), Period.FromYears(1), anchorDay: 20).Anchor.Should().Be(Day(2026, 1, 20));
        new BillingSchedule(Day(2026, 1, 15), Period.FromYears(1), anchorDay: 1).Anchor.Should().Be(Day(2027, 1, 1));
    }

    [Fact]
    public void A_date_finds_its_period()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 31), Month);

        schedule.PeriodAt(Day(2026, 2, 27)).Index.Should().Be(0);
        schedule.PeriodAt(Day(2026, 2, 28)).Index.Should().Be(1);
        schedule.PeriodAt(Day(2026, 3, 30)).Index.Should().Be(1);
        schedule.PeriodAt(Day(2026, 3, 31)).Index.Should().Be(2);
    }

    [Fact]
    public void A_date_before_the_start_is_refused_naming_both()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 31), Month);
        var find = () => schedule.PeriodAt(Day(2026, 1, 30));

        find.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2026-01-31*").Which.ActualValue.Should().Be("2026-01-30");
        schedule.TryPeriodAt(Day(2026, 1, 30), out var none).Should().BeFalse();
        none.Should().Be(default(ServicePeriod));
        schedule.TryPeriodAt(Day(2026, 1, 31), out var first).Should().BeTrue();
        first.Should().Be(schedule[0]);
    }

    [Fact]
    public void The_periods_until_a_date_are_those_that_start_before_it()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 31), Month);

        schedule.Until(Day(2026, 3, 31)).Should().Equal(schedule[0], schedule[1]);
        schedule.Until(Day(2026, 4, 1)).Should().Equal(schedule[0], schedule[1], schedule[2]);
        schedule.Until(Day(2026, 1, 31)).Should().BeEmpty();
    }

    [Fact]
    public void Until_a_date_before_the_start_is_refused_at_once()
    {
        var list = () => new BillingSchedule(Day(2026, 1, 31), Month).Until(Day(2026, 1, 30));

        list.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2026-01-31*");
    }

    [Theory]
    [InlineData("P1M15D", "mixes units")]
    [InlineData("P1Y6M", "mixes units")]
    [InlineData("P1W1D", "mixes units")]
    [InlineData("P1M-1D", "mixes units")]
    [InlineData("P0D", "is zero")]
    [InlineData("P-1M", "is negative")]
    [InlineData("P-7D", "is negative")]
    [InlineData("PT24H", "time part")]
    [InlineData("P1MT1H", "time part")]
    [InlineData("P11Y", "longer than ten years")]
    [InlineData("P121M", "longer than ten years")]
    [InlineData("P3661D", "longer than ten years")]
    [InlineData("P2147483647Y", "longer than ten years")]
    public void A_length_that_is_none_is_refused_telling_why(string length, string fault)
    {
        var period = NodaTime.Text.PeriodPattern.Roundtrip.Parse(length).Value;
        var make = () => new BillingSchedule(Day(2026, 1, 1), period);

        make.Should().Throw<ArgumentException>().WithMessage($"*{length}*{fault}*expected*");
    }

    [Fact]
    public void An_anchor_day_that_is_none_is_refused()
    {
        var zero = () => new BillingSchedule(Day(2026, 1, 1), Month, 0);
        var thirtyTwo = () => new BillingSchedule(Day(2026, 1, 1), Month, 32);
        var weekly = () => new BillingSchedule(Day(2026, 1, 1), Period.FromWeeks(1), 1);

        zero.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 to 31*");
        thirtyTwo.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 to 31*");
        weekly.Should().Throw<ArgumentException>().WithMessage("*P1W*");
    }

    [Fact]
    public void Dates_have_bounds()
    {
        var schedule = new BillingSchedule(Day(2999, 10, 31), Month);
        var beyond = () => schedule[2];
        var far = () => schedule[int.MaxValue];
        var negative = () => schedule[-1];
        var at = () => schedule.PeriodAt(Day(2999, 12, 31));
        var early = () => new BillingSchedule(Day(1969, 12, 31), Month);
        var late = () => new BillingSchedule(Day(3000, 1, 1), Month);
        var julian = () => new BillingSchedule(new LocalDate(2026, 1, 1, CalendarSystem.Julian), Month);

        schedule[1].End.Should().Be(Day(2999, 12, 31));
        beyond.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2999-12-31*");
        far.Should().Throw<ArgumentOutOfRangeException>();
        negative.Should().Throw<ArgumentOutOfRangeException>();
        at.Should().Throw<ArgumentOutOfRangeException>();
        schedule.TryPeriodAt(Day(2999, 12, 31), out _).Should().BeFalse();
        schedule.TryPeriodAt(Day(3000, 1, 1), out _).Should().BeFalse();
        early.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1970-01-01*");
        late.Should().Throw<ArgumentOutOfRangeException>();
        julian.Should().Throw<ArgumentException>().WithMessage("*Julian*");
    }

    [Fact]
    public void The_longest_schedule_reaches_the_last_date()
    {
        var daily = new BillingSchedule(Day(1970, 1, 1), Period.FromDays(1));
        var tenYears = new BillingSchedule(Day(1970, 1, 1), Period.FromYears(10));

        daily.PeriodAt(Day(2999, 12, 30)).End.Should().Be(Day(2999, 12, 31));
        tenYears.PeriodAt(Day(2989, 12, 31)).End.Should().Be(Day(2990, 1, 1));
    }

    [Fact]
    public void Schedules_are_equal_by_what_they_were_made_of()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 15), Month, 1);

        schedule.Should().Be(new BillingSchedule(Day(2026, 1, 15), Period.FromMonths(1), 1));
        schedule.GetHashCode().Should().Be(new BillingSchedule(Day(2026, 1, 15), Period.FromMonths(1), 1).GetHashCode());
        schedule.Should().NotBe(new BillingSchedule(Day(2026, 1, 15), Month));
        schedule.Should().NotBe(new BillingSchedule(Day(2026, 1, 16), Month, 1));
        new BillingSchedule(Day(2026, 1, 15), Period.FromMonths(12)).Should()
            .NotBe(new BillingSchedule(Day(2026, 1, 15), Period.FromYears(1)));
    }

    [Fact]
    public void A_schedule_and_a_period_read_the_same_in_every_culture()
    {
        var (culture, schedule) = (CultureInfo.CurrentCulture, new BillingSchedule(Day(2026, 1, 15), Month, 1));
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            schedule.ToString().Should().Be("P1M from 2026-01-15, anchored on day 1");
            schedule[0].ToString().Should().Be("#0 [2026-01-15, 2026-02-01)");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Finding_a_period_allocates_nothing()
    {
        var schedule = new BillingSchedule(Day(2026, 1, 15), Month, 31);
        long Measured()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var n = 0; n < 100; n++)
                schedule.PeriodAt(schedule[n].Start);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measured();
        Measured().Should().Be(0);
    }

    [Fact]
    public void A_period_has_its_days_and_the_default_one_none()
    {
        var period = new ServicePeriod(0, Day(2026, 2, 28), Day(2026, 3, 31));

        period.Days.Should().Be(31);
        period.Contains(Day(2026, 2, 27)).Should().BeFalse();
        period.Contains(Day(2026, 2, 28)).Should().BeTrue();
        period.Contains(Day(2026, 3, 30)).Should().BeTrue();
        period.Contains(Day(2026, 3, 31)).Should().BeFalse();
        default(ServicePeriod).Days.Should().Be(0);
        default(ServicePeriod).Contains(default).Should().BeFalse();
        default(ServicePeriod).ToString().Should().Be("#0 [0001-01-01, 0001-01-01)");
    }

    [Fact]
    public void A_period_ends_after_its_start()
    {
        var empty = () => new ServicePeriod(0, Day(2026, 2, 28), Day(2026, 2, 28));
        var negative = () => new ServicePeriod(-1, Day(2026, 2, 27), Day(2026, 2, 28));

        empty.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2026-02-28*");
        negative.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static LocalDate Day(int year, int month, int day) => new(year, month, day);

    private static LocalDate LastDayOf(LocalDate date) => date.With(DateAdjusters.EndOfMonth);
}
