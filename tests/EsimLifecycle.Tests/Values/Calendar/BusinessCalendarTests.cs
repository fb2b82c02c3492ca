using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class BusinessCalendarTests
{
    private static readonly LocalDate Friday = new(2026, 1, 9);
    private static readonly LocalDate Saturday = new(2026, 1, 10);
    private static readonly LocalDate Sunday = new(2026, 1, 11);
    private static readonly LocalDate Monday = new(2026, 1, 12);
    private static readonly LocalDate Tuesday = new(2026, 1, 13);

    [Fact]
    public void By_default_Saturday_and_Sunday_are_off()
    {
        var calendar = BusinessCalendar.Default;

        new[] { Friday, Saturday, Sunday, Monday }.Select(calendar.IsBusinessDay).Should().Equal(true, false, false, true);
        calendar.Holidays.Should().BeEmpty();
    }

    [Fact]
    public void Holidays_are_off_and_workdays_on_a_weekend_are_not()
    {
        var calendar = new BusinessCalendar([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], holidays: [Tuesday, Friday], workdays: [Sunday]);

        new[] { Friday, Saturday, Sunday, Monday, Tuesday }.Select(calendar.IsBusinessDay).Should().Equal(false, false, true, true, false);
    }

    [Fact]
    public void Adding_does_not_count_the_day_itself()
    {
        var calendar = BusinessCalendar.Default;

        calendar.AddBusinessDays(Friday, 1).Should().Be(Monday);
        calendar.AddBusinessDays(Saturday, 1).Should().Be(Monday);
        calendar.AddBusinessDays(Monday, 5).Should().Be(Monday.PlusWeeks(1));
    }

    [Fact]
    public void Adding_none_gives_the_day_or_the_next_business_day()
    {
        BusinessCalendar.Default.AddBusinessDays(Friday, 0).Should().Be(Friday);
        BusinessCalendar.Default.AddBusinessDays(Saturday, 0).Should().Be(Monday);
    }

    [Fact]
    public void Between_counts_the_last_day_and_not_the_first()
    {
        var calendar = BusinessCalendar.Default;

        calendar.BusinessDaysBetween(Friday, Monday).Should().Be(1);
        calendar.BusinessDaysBetween(Friday, Sunday).Should().Be(0);
        calendar.BusinessDaysBetween(Monday, Monday).Should().Be(0);
        calendar.BusinessDaysBetween(Friday, Friday.PlusWeeks(2)).Should().Be(10);
    }

    [Fact]
    public void The_order_of_the_days_does_not_matter()
    {
        var one = new BusinessCalendar([IsoDayOfWeek.Sunday, IsoDayOfWeek.Saturday], [Tuesday, Monday], [Sunday, Saturday]);
        var other = new BusinessCalendar([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], [Monday, Tuesday], [Saturday, Sunday]);

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(BusinessCalendar.Default);
        one.Holidays.Should().Equal(Monday, Tuesday);
    }

    [Fact]
    public void A_week_without_work_is_refused()
    {
        var make = () => new BusinessCalendar(ValueList.Create(Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None)));

        make.Should().Throw<ArgumentException>().WithMessage("*all seven days*");
    }

    [Fact]
    public void A_day_given_twice_is_refused_by_name()
    {
        var weekend = () => new BusinessCalendar([IsoDayOfWeek.Friday, IsoDayOfWeek.Friday]);
        var none = () => new BusinessCalendar([IsoDayOfWeek.None]);
        var holiday = () => new BusinessCalendar([], [Monday, Tuesday, Monday]);
        var workday = () => new BusinessCalendar([], [], [Sunday, Sunday]);
        var both = () => new BusinessCalendar([], [Monday], [Monday]);

        weekend.Should().Throw<ArgumentException>().WithMessage("*Friday twice*");
        none.Should().Throw<ArgumentException>().WithMessage("*None*");
        holiday.Should().Throw<ArgumentException>().WithMessage("*holidays*2026-01-12 twice*");
        workday.Should().Throw<ArgumentException>().WithMessage("*workdays*2026-01-11 twice*");
        both.Should().Throw<ArgumentException>().WithMessage("*2026-01-12*both*");
    }

    [Fact]
    public void Numbers_and_dates_have_bounds()
    {
        var negative = () => BusinessCalendar.Default.AddBusinessDays(Monday, -1);
        var many = () => BusinessCalendar.Default.AddBusinessDays(Monday, 1001);
        var late = () => BusinessCalendar.Default.AddBusinessDays(new LocalDate(2999, 12, 31), 1);
        var early = () => BusinessCalendar.Default.IsBusinessDay(new LocalDate(1969, 12, 31));
        var backwards = () => BusinessCalendar.Default.BusinessDaysBetween(Monday, Friday);

        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 1000*");
        many.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 1000*");
        late.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2999-12-31*");
        early.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1970-01-01*");
        backwards.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2026-01-12*");
    }

    [Fact]
    public void Days_added_are_the_days_between()
    {
        var offsets = Gen.Choose(-50, 1500).ListOf(40).Select(days => days.Distinct().ToList()).ToArbitrary();
        var weekends = Gen.SubListOf(Enum.GetValues<IsoDayOfWeek>()[1..]).Where(w => w.Count < 7).ToArbitrary();

        Prop.ForAll(weekends, offsets, Gen.Choose(1, 200).ToArbitrary(), (weekend, days, n) =>
        {
            var dates = days.Select(d => Monday.PlusDays(d)).ToList();
            var calendar = new BusinessCalendar(
                ValueList.Create(weekend), ValueList.Create(dates.Take(20)), ValueList.Create(dates.Skip(20)));
            var found = calendar.AddBusinessDays(Monday, n);
            return calendar.IsBusinessDay(found)
                && calendar.BusinessDaysBetween(Monday, found) == n
                && calendar.BusinessDaysBetween(Monday, found.PlusDays(-1)) == n - 1;
        }).QuickCheckThrowOnFailure();
    }
}
