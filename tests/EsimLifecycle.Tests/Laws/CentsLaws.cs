using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>Not a cent appears or is lost, whatever the price, the dates, the convention and what free credit paid.</summary>
public class CentsLaws
{
    private static readonly Arbitrary<Case> Cases = Gen.Choose(0, int.MaxValue).Select(seed => Draw(new Dice(seed))).ToArbitrary();

    [Fact]
    public void What_is_used_and_what_is_given_back_are_exactly_what_was_paid() => Prop.ForAll(Cases, it =>
    {
        var (used, cash, promotional) = Proration.Split(it.Period, Proration.Share(it.Period, it.EndsOn, it.Convention), it.Unit);
        var paidByCredit = it.Period.Promotional ?? Money.Zero(it.Period.Price.Currency);
        return used + cash + promotional == it.Period.Price
            && (it.Unit is not { } unit || (cash + promotional == it.Period.Price) || (cash + promotional).MinorUnits % unit.MinorUnits == 0 || it.Period.Price.MinorUnits % unit.MinorUnits != 0)
            && !used.IsNegative && !cash.IsNegative && !promotional.IsNegative
            && promotional <= paidByCredit && cash <= it.Period.Price - paidByCredit;
    }).Check(100_000);

    private static Case Draw(Dice dice)
    {
        var currency = dice.Of(Currency.USD, Currency.JPY, Currency.KWD);
        var price = dice.From(0L, dice.Of(3L, 100L, 100_000L, Limits.MaxAmount));
        Money? promotional = dice.OneIn(2) ? null : Money.OfMinor(dice.OneIn(5) ? price : dice.From(0L, price), currency);
        var schedule = new BillingSchedule(
            new LocalDate(2024, 1, 1).PlusDays(dice.From(0, 1_500)),
            dice.Of(Period.FromDays(dice.From(1, 90)), Period.FromWeeks(dice.From(1, 6)), Period.FromMonths(dice.From(1, 12)), Period.FromYears(1)));
        var period = schedule[dice.From(0, 30)];
        var endsOn = period.Start.PlusDays(dice.From(-3, period.Days + 3));
        return new Case(
            new PaidPeriod(period.Start, period.End, period.End.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), Money.OfMinor(price, currency)) { Promotional = promotional },
            endsOn,
            RandomPolicies.Proration(dice),
            dice.OneIn(2) ? null : Money.OfMinor(dice.Of(1, 100, 50_000), currency));
    }

    private sealed record Case(PaidPeriod Period, LocalDate EndsOn, ProrationConvention Convention, Money? Unit);
}
