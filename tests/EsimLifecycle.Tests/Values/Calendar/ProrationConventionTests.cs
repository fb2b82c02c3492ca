namespace EsimLifecycle.Tests;

public class ProrationConventionTests
{
    private static readonly ProrationConvention Actual = ProrationConvention.Actual;
    private static readonly ProrationConvention KillBill = ProrationConvention.KillBill;
    private static readonly ServicePeriod March = new(0, Day(3, 1), Day(4, 1));

    [Fact]
    public void The_default_convention_is_ours() => new ProrationConvention().Should().Be(Actual);

    [Fact]
    public void Ended_on_11_March_ten_days_of_31_are_used()
    {
        var unused = Actual.UnusedShare(March, Day(3, 11));

        unused.Basis.Should().Be("21 of 31 days");
        unused.ToString().Should().Be(unused.Basis);
        unused.Exact.Should().Be(new Fraction(21, 31));
        unused.ExactRest.Should().Be(new Fraction(10, 31));
        unused.Of(3100).Should().Be(2100);
        unused.RestOf(3100).Should().Be(1000);
    }

    [Fact]
    public void The_ending_day_can_count_as_used()
    {
        var used = Actual with { EndingDayIsUsed = true };

        used.UnusedShare(March, Day(3, 11)).Days.Should().Be(20);
        used.UnusedShare(March, Day(3, 31)).Days.Should().Be(0);
        used.UnusedShare(March, Day(2, 27)).Days.Should().Be(31);
        used.UnusedShare(March, Day(2, 28)).Days.Should().Be(31);
        used.UnusedShare(March, Day(3, 1)).Days.Should().Be(30);
    }

    [Fact]
    public void An_ending_outside_the_period_leaves_all_or_nothing_of_it()
    {
        Actual.UnusedShare(March, Day(2, 1)).Exact.Should().Be(new Fraction(1, 1));
        Actual.UnusedShare(March, Day(3, 1)).Of(2999).Should().Be(2999);
        Actual.UnusedShare(March, Day(4, 1)).Of(2999).Should().Be(0);
        Actual.UnusedShare(March, Day(5, 1)).Days.Should().Be(0);
    }

    [Fact]
    public void An_interruption_leaves_the_days_in_between_unused()
    {
        Actual.UnusedShare(March, Day(3, 11), resumesOn: Day(3, 21)).Days.Should().Be(10);
        Actual.UnusedShare(March, Day(3, 11), resumesOn: Day(4, 21)).Days.Should().Be(21);
        Actual.UnusedShare(March, Day(3, 11), resumesOn: Day(3, 11)).Days.Should().Be(0);
        KillBill.UnusedShare(March, Day(2, 11), resumesOn: Day(2, 21)).Days.Should().Be(0);
        (Actual with { EndingDayIsUsed = true }).UnusedShare(March, Day(3, 11), resumesOn: Day(3, 11)).Days.Should().Be(0);
        var backwards = () => Actual.UnusedShare(March, Day(3, 11), resumesOn: Day(3, 10));
        backwards.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*2026-03-11*");
    }

    [Fact]
    public void A_full_period_costs_the_full_price_and_a_leading_one_its_share()
    {
        var schedule = new BillingSchedule(Day(1, 15), Period.FromMonths(1), anchorDay: 1);

        Actual.PriceShare(schedule, schedule[0]).Basis.Should().Be("17 of 31 days");
        Actual.PriceShare(schedule, schedule[1]).Basis.Should().Be("28 of 28 days");
        Actual.PriceShare(schedule, schedule[1], Day(2, 8)).Basis.Should().Be("7 of 28 days");
        Actual.UnusedPriceShare(schedule, schedule[0], Day(1, 22)).Basis.Should().Be("10 of 31 days");
        Actual.UnusedShare(schedule[0], Day(1, 22)).Basis.Should().Be("10 of 17 days");
    }

    [Fact]
    public void The_nominal_period_forgets_the_anchors_day_and_the_actual_one_does_not()
    {
        var schedule = new BillingSchedule(Day(1, 31), Period.FromMonths(1));

        Actual.PriceShare(schedule, schedule[1], Day(3, 30)).Basis.Should().Be("30 of 31 days");
        KillBill.PriceShare(schedule, schedule[1], Day(3, 30)).Basis.Should().Be("30 of 28 days");
        KillBill.PriceShare(schedule, schedule[1], Day(3, 31)).Basis.Should().Be("31 of 31 days");
        (KillBill with { Unclamped = false }).PriceShare(schedule, schedule[1], Day(3, 30)).Basis.Should().Be("28 of 28 days");
        KillBill.UnusedPriceShare(schedule, schedule[1], Day(2, 28)).Basis.Should().Be("31 of 31 days");
    }

    [Fact]
    public void The_leading_nominal_period_is_counted_back_from_the_first_cycle_or_the_end_before_it()
    {
        var schedule = new BillingSchedule(Day(2, 14), Period.FromMonths(1), anchorDay: 31);

        Actual.PriceShare(schedule, schedule[0]).Basis.Should().Be("14 of 28 days");
        KillBill.PriceShare(schedule, schedule[0]).Basis.Should().Be("14 of 31 days");
        KillBill.PriceShare(schedule, schedule[0], Day(2, 20)).Basis.Should().Be("6 of 31 days");
        var march = new BillingSchedule(Day(3, 1), Period.FromMonths(1), anchorDay: 10);
        KillBill.PriceShare(march, march[0], Day(3, 4)).Basis.Should().Be("3 of 28 days");
    }

    [Fact]
    public void A_leading_period_at_the_first_date_there_is_has_a_share_too()
    {
        var schedule = new BillingSchedule(new LocalDate(1970, 1, 1), Period.FromYears(10), anchorDay: 2);

        Actual.PriceShare(schedule, schedule[0]).Basis.Should().Be("1 of 3653 days");
    }

    [Fact]
    public void Months_of_thirty_days_count_every_month_alike()
    {
        var fixed30 = Actual with { FixedDaysInMonth = 30 };
        var quarterly = new BillingSchedule(Day(1, 31), Period.FromMonths(3));

        fixed30.UnusedShare(March, Day(3, 1)).Basis.Should().Be("30 of 30 days");
        fixed30.UnusedShare(March, Day(3, 16)).Basis.Should().Be("15 of 30 days");
        fixed30.PriceShare(quarterly, quarterly[0]).Basis.Should().Be("90 of 90 days");
        fixed30.PriceShare(quarterly, quarterly[0], Day(3, 15)).Basis.Should().Be("44 of 90 days");
        fixed30.PriceShare(quarterly, quarterly[1]).Basis.Should().Be("90 of 90 days");
        fixed30.UnusedShare(new ServicePeriod(0, Day(2, 28), Day(3, 31)), Day(2, 28)).Basis.Should().Be("30 of 30 days");
        fixed30.UnusedShare(new ServicePeriod(0, Day(5, 15), Day(5, 23)), Day(5, 20)).Basis.Should().Be("3 of 8 days");
    }

    [Fact]
    public void Months_of_thirty_days_stay_within_the_whole_when_clamped()
    {
        var first = new ServicePeriod(0, Day(1, 31), Day(2, 28));

        (KillBill with { FixedDaysInMonth = 28 }).UnusedShare(first, Day(1, 31), resumesOn: Day(2, 1)).Days.Should().Be(-2);
        (Actual with { FixedDaysInMonth = 28 }).UnusedShare(first, Day(1, 31), resumesOn: Day(2, 1)).Days.Should().Be(0);
    }

    [Fact]
    public void The_fraction_can_be_rounded_before_the_money()
    {
        var twoPlaces = Actual with { FractionScale = 2 };

        Actual.UnusedShare(March, Day(3, 11)).Of(100_000).Should().Be(67_742);
        twoPlaces.UnusedShare(March, Day(3, 11)).Rounded.Should().Be(0.68m);
        twoPlaces.UnusedShare(March, Day(3, 11)).Of(100_000).Should().Be(68_000);
        (twoPlaces with { FractionRounding = MoneyRounding.Down }).UnusedShare(March, Day(3, 11)).Of(100_000).Should().Be(67_000);
        (Actual with { FractionScale = 0 }).UnusedShare(March, Day(3, 11)).Of(100_000).Should().Be(100_000);
        Actual.UnusedShare(March, Day(3, 11)).Rounded.Should().Be(21m / 31m);
    }

    [Theory]
    [InlineData(MoneyRounding.HalfUp, 3)]
    [InlineData(MoneyRounding.HalfEven, 2)]
    [InlineData(MoneyRounding.Down, 2)]
    [InlineData(MoneyRounding.Up, 3)]
    [InlineData(MoneyRounding.Floor, 2)]
    [InlineData(MoneyRounding.Ceiling, 3)]
    public void Half_a_cent_goes_where_the_convention_says(MoneyRounding rounding, long expected)
    {
        var april = new ServicePeriod(0, Day(4, 1), Day(5, 1));

        (Actual with { MoneyRounding = rounding }).UnusedShare(april, Day(4, 16)).Of(5).Should().Be(expected);
    }

    [Fact]
    public void Half_a_cent_is_a_whole_one_less_when_rounded_half_up_and_owed_the_other_way() =>
        Actual.UnusedShare(new ServicePeriod(0, Day(4, 1), Day(5, 1)), Day(4, 16)).Of(-5).Should().Be(-3);

    [Fact]
    public void A_credit_is_never_more_than_what_was_paid_and_not_yet_credited()
    {
        Actual.CapCredit(24_189, 24_995, 0).Should().Be(24_189);
        Actual.CapCredit(24_189, 24_995, 1_000).Should().Be(23_995);
        Actual.CapCredit(24_189, 24_995, 24_995).Should().Be(0);
        Actual.CapCredit(24_189, 24_995, 30_000).Should().Be(0);
        ProrationConvention.Lago.CapCredit(24_189, 24_995, 1_000).Should().Be(23_189);
        ProrationConvention.Lago.CapCredit(24_189, 20_000, 1_000).Should().Be(19_000);
        ProrationConvention.Lago.CapCredit(100, 24_995, 1_000).Should().Be(0);
        Actual.CapCredit(0, 0, long.MaxValue).Should().Be(0);
    }

    [Fact]
    public void The_largest_amounts_do_not_overflow()
    {
        var schedule = new BillingSchedule(Day(1, 31), Period.FromMonths(1));
        var over = KillBill.PriceShare(schedule, schedule[1], Day(3, 30));
        var worth = () => over.Of(long.MaxValue);

        Actual.UnusedShare(March, Day(3, 1)).Of(long.MaxValue).Should().Be(long.MaxValue);
        KillBill.UnusedShare(March, Day(3, 1)).Of(long.MinValue).Should().Be(long.MinValue);
        worth.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*30 of 28 days*");
    }

    [Fact]
    public void A_share_of_nothing_is_nothing()
    {
        ProratedShare none = default;

        none.Of(100).Should().Be(0);
        none.RestOf(100).Should().Be(100);
        none.Rounded.Should().Be(0);
        none.Exact.Should().Be(default(Fraction));
        none.Basis.Should().Be("0 of 0 days");
        Actual.UnusedShare(default, Day(3, 1)).Exact.Should().Be(default(Fraction));
    }

    [Fact]
    public void Shares_are_equal_by_value()
    {
        Actual.UnusedShare(March, Day(3, 11)).Should().Be(new ProrationConvention().UnusedShare(March, Day(3, 11)));
        Actual.UnusedShare(March, Day(3, 11)).Should().NotBe(KillBill.UnusedShare(March, Day(3, 11)));
    }

    [Fact]
    public void A_period_of_another_schedule_is_refused_naming_both()
    {
        var schedule = new BillingSchedule(Day(1, 15), Period.FromMonths(1));
        var other = () => Actual.PriceShare(schedule, March);
        var none = () => Actual.PriceShare(schedule, default, Day(3, 11));
        var unused = () => Actual.UnusedPriceShare(schedule, March, Day(3, 11));

        other.Should().Throw<ArgumentException>().WithMessage("*#0 *2026-03-01, 2026-04-01)*P1M from 2026-01-15*");
        none.Should().Throw<ArgumentException>();
        unused.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var scale = () => Actual with { FractionScale = 13 };
        var negative = () => Actual with { FractionScale = -1 };
        var days = () => Actual with { FixedDaysInMonth = 27 };
        var rounding = () => Actual with { MoneyRounding = (MoneyRounding)9 };
        var fraction = () => Actual with { FractionRounding = (MoneyRounding)9 };
        var denominator = () => Actual with { Denominator = (ProrationDenominator)9 };
        var credits = () => Actual with { EarlierCredits = (EarlierCredits)9 };
        var credit = () => Actual.CapCredit(-1, 0, 0);
        var early = () => Actual.UnusedShare(March, new LocalDate(1969, 12, 31));

        scale.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 12*");
        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 12*");
        days.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*28 to 31*");
        rounding.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*MoneyRounding*");
        fraction.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*MoneyRounding*");
        denominator.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*ProrationDenominator*");
        credits.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*EarlierCredits*");
        credit.Should().Throw<ArgumentOutOfRangeException>();
        early.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1970-01-01*");
    }

    private static LocalDate Day(int month, int day) => new(2026, month, day);
}
