using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class ProrationLaws
{
    private static readonly Arbitrary<Ending> Endings =
        (from schedule in BillingScheduleLaws.SchedulesOf()
         from index in Gen.Choose(0, 40)
         from day in Gen.Choose(-3, 400)
         from convention in ConventionsOf()
         let period = schedule[index]
         select new Ending(schedule, period, period.Start.PlusDays(day % (period.Days + 3)), convention)).ToArbitrary();

    private static readonly Arbitrary<long> Amounts =
        Gen.OneOf(Gen.Choose(0, 100_000).Select(a => (long)a), Gen.Choose(0, int.MaxValue).Select(a => a * 1_000_003L)).ToArbitrary();

    [Fact]
    public void Used_and_unused_share_are_one_exactly() => Prop.ForAll(Endings, it =>
    {
        var unused = it.Convention.UnusedShare(it.Period, it.EndsOn);
        return Sum(unused.Exact, unused.ExactRest) == (1, 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Used_and_unused_part_of_a_full_period_are_the_whole_when_counted_apart() => Prop.ForAll(Endings, it =>
    {
        if (it.Period.Start < it.Schedule.Anchor)
            return true;
        var actual = it.Convention with { Denominator = ProrationDenominator.ActualPeriod, FixedDaysInMonth = null };
        var used = actual.PriceShare(it.Schedule, it.Period, it.EndsOn);
        var unused = actual.UnusedPriceShare(it.Schedule, it.Period, it.EndsOn);
        return Sum(used.Exact, unused.Exact) == (1, 1) && unused == actual.UnusedShare(it.Period, it.EndsOn);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Used_and_unused_money_are_what_was_paid_and_neither_is_more() => Prop.ForAll(Endings, Amounts, (it, paid) =>
    {
        var unused = (it.Convention with { Unclamped = false }).UnusedShare(it.Period, it.EndsOn);
        var (credit, earned) = (unused.Of(paid), unused.RestOf(paid));
        return credit + earned == paid && credit >= 0 && earned >= 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exact_half_up_money_is_off_by_half_a_minor_unit_at_most() => Prop.ForAll(Endings, Amounts, (it, paid) =>
    {
        var unused = ProrationConvention.Actual.UnusedShare(it.Period, it.EndsOn);
        var off = ((Int128)unused.Of(paid) * it.Period.Days) - ((Int128)paid * unused.Days);
        return Int128.Abs(off) * 2 <= it.Period.Days;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ending_a_day_later_never_gives_more_back() => Prop.ForAll(Endings, Amounts, (it, paid) =>
    {
        // Months of 28 or 29 days do: from the 31st to the 15th is then fewer days than from the 1st.
        var convention = it.Convention.FixedDaysInMonth < 30 ? it.Convention with { FixedDaysInMonth = 30 } : it.Convention;
        return convention.UnusedShare(it.Period, it.EndsOn.PlusDays(1)).Of(paid) <= convention.UnusedShare(it.Period, it.EndsOn).Of(paid);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Credits_never_add_up_to_more_than_was_paid() => Prop.ForAll(Endings, Amounts, Amounts, (it, paid, other) =>
    {
        var first = it.Convention.CapCredit(other, paid, 0);
        return first + it.Convention.CapCredit(other, paid, first) <= paid;
    }).QuickCheckThrowOnFailure();

    private static Gen<ProrationConvention> ConventionsOf() =>
        from endingDayIsUsed in Gen.Elements(true, false)
        from denominator in Gen.Elements(Enum.GetValues<ProrationDenominator>())
        from fixedDays in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(28, 31).Select(d => (int?)d))
        from scale in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 12).Select(s => (int?)s))
        from fractionRounding in Gen.Elements(Enum.GetValues<MoneyRounding>())
        from moneyRounding in Gen.Elements(Enum.GetValues<MoneyRounding>())
        from unclamped in Gen.Elements(true, false)
        from credits in Gen.Elements(Enum.GetValues<EarlierCredits>())
        select new ProrationConvention
        {
            EndingDayIsUsed = endingDayIsUsed,
            Denominator = denominator,
            FixedDaysInMonth = fixedDays,
            FractionScale = scale,
            FractionRounding = fractionRounding,
            MoneyRounding = moneyRounding,
            Unclamped = unclamped,
            EarlierCredits = credits,
        };

    private static (Int128 Numerator, Int128 Denominator) Sum(Fraction a, Fraction b)
    {
        var numerator = ((Int128)a.Numerator * b.Denominator) + ((Int128)b.Numerator * a.Denominator);
        var denominator = (Int128)a.Denominator * b.Denominator;
        return numerator == denominator ? (1, 1) : (numerator, denominator);
    }

    private sealed record Ending(BillingSchedule Schedule, ServicePeriod Period, LocalDate EndsOn, ProrationConvention Convention);
}
