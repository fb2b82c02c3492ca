using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class MoneyLaws
{
    private static readonly Gen<long> AnyLong =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) | (uint)low;

    private static readonly Gen<long> Small = Gen.Choose(-10_000, 10_000).Select(n => (long)n);

    private static readonly Gen<long> Border =
        Gen.Elements(long.MinValue, long.MinValue + 1, -1L, 0L, 1L, long.MaxValue - 1, long.MaxValue);

    private static readonly Gen<long> Amounts = Gen.OneOf(AnyLong, Small, Border);

    private static readonly Gen<decimal> Decimals =
        from low in AnyLong
        from high in Gen.OneOf(Gen.Constant(0), Gen.Choose(int.MinValue, int.MaxValue))
        from scale in Gen.Choose(0, 28)
        from negative in Gen.Elements(false, true)
        select new decimal((int)low, (int)(low >> 32), high, negative, (byte)scale);

    private static readonly Gen<long> Denominators = Amounts.Select(n => n == long.MinValue ? long.MaxValue : Math.Max(1, Math.Abs(n)));

    // Some thousand millions, so that a sum of three always fits.
    private static readonly Gen<Money> Prices = Gen.Choose(int.MinValue, int.MaxValue).Select(n => Usd(n));

    [Fact]
    public void Addition_is_associative_and_commutative_and_undone_by_subtraction() =>
        Prop.ForAll(Arb.From(Prices), Arb.From(Prices), Arb.From(Prices), (a, b, c) =>
            (a + b) + c == a + (b + c) && a + b == b + a && a + b - b == a && a - a == Money.Zero(Currency.USD) && -a + a == a - a)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Arithmetic_gives_what_big_integers_give_or_throws_and_never_wraps() =>
        Prop.ForAll(Arb.From(Amounts), Arb.From(Amounts), (a, b) =>
        {
            var times = (int)b;
            GivesOrOverflows((BigInteger)a + b, () => Usd(a) + Usd(b));
            GivesOrOverflows((BigInteger)a - b, () => Usd(a) - Usd(b));
            GivesOrOverflows((BigInteger)a * times, () => Usd(a).Multiply(times));
            GivesOrOverflows(-(BigInteger)a, () => -Usd(a));
            GivesOrOverflows(BigInteger.Abs(a), () => Usd(a).Abs());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fraction_is_exact_and_rounded_once() =>
        Prop.ForAll(Arb.From(Amounts), Arb.From(Amounts), Arb.From(Denominators), (amount, numerator, denominator) =>
            Assert.All(Enum.GetValues<MoneyRounding>(), rounding => GivesOrOverflows(
                Reference((BigInteger)amount * numerator, denominator, rounding),
                () => Usd(amount).MultiplyByFraction(numerator, denominator, rounding))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Halves_are_rounded_as_named() =>
        Prop.ForAll(Arb.From(Small), n =>
            Enum.GetValues<MoneyRounding>().All(rounding =>
                Usd((2 * n) + 1).MultiplyByFraction(1, 2, rounding) == Usd((long)Reference((2 * n) + 1, 2, rounding))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_round_trips_in_every_currency() =>
        Prop.ForAll(Arb.From(Amounts), amount => CurrencyTable.Rows.All(row =>
        {
            var money = Money.OfMinor(amount, Currency.Parse(row.Code));
            var text = money.ToString();
            var decimals = text.Contains('.') ? text.Length - 1 - text.IndexOf('.') : 0;
            return Money.Parse(text) == money && text == $"{row.Code} {money.ToString("N", null)}" && decimals == row.Digits;
        }))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Major_units_round_trip_in_every_currency() =>
        Prop.ForAll(Arb.From(Amounts), amount => CurrencyTable.Rows.All(row =>
        {
            var money = Money.OfMinor(amount, Currency.Parse(row.Code));
            return money.Amount == amount / (decimal)Math.Pow(10, row.Digits) && Money.Of(money.Amount, money.Currency) == money;
        }))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Major_units_are_taken_exactly_or_not_at_all() =>
        Prop.ForAll(Arb.From(Gen.OneOf(Decimals, Decimals.Select(amount => decimal.Round(amount, 2)))), amount =>
        {
            var bits = decimal.GetBits(amount);
            var unscaled = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
            var cents = BigInteger.DivRem(unscaled * 100, BigInteger.Pow(10, amount.Scale), out var rest) * Math.Sign(amount);
            var making = () => Money.Of(amount, Currency.USD);
            if (!rest.IsZero)
                making.Should().Throw<Exception>().Where(e => e is ArgumentException || e is OverflowException);
            else if (cents >= long.MinValue && cents <= long.MaxValue)
                making().MinorUnits.Should().Be((long)cents);
            else
                making.Should().Throw<OverflowException>();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_trying_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            Money.TryParse(text, out var money) ? Money.Parse(text!) == money : money == default)
        .QuickCheckThrowOnFailure();

    private static Money Usd(long minorUnits) => Money.OfMinor(minorUnits, Currency.USD);

    private static void GivesOrOverflows(BigInteger expected, Func<Money> calculation)
    {
        if (expected >= long.MinValue && expected <= long.MaxValue)
            calculation().Should().Be(Usd((long)expected));
        else
            calculation.Should().Throw<OverflowException>().WithMessage(FormattableString.Invariant($"*{expected} minor units of USD*"));
    }

    // Written from the definitions, on floor and halves only: another way than the library's.
    private static BigInteger Reference(BigInteger dividend, BigInteger divisor, MoneyRounding rounding)
    {
        var floor = BigInteger.Divide(dividend - Modulo(dividend, divisor), divisor);
        var exact = Modulo(dividend, divisor).IsZero;
        var ceiling = exact ? floor : floor + 1;
        var (towardZero, awayFromZero) = dividend.Sign < 0 ? (ceiling, floor) : (floor, ceiling);
        var half = (2 * Modulo(dividend, divisor)).CompareTo(divisor);
        var nearest = half < 0 ? floor : ceiling;
        return rounding switch
        {
            MoneyRounding.Floor => floor,
            MoneyRounding.Ceiling => ceiling,
            MoneyRounding.Down => towardZero,
            MoneyRounding.Up => awayFromZero,
            MoneyRounding.HalfUp => half == 0 ? awayFromZero : nearest,
            _ => half != 0 ? nearest : floor.IsEven ? floor : ceiling,
        };
    }

    private static BigInteger Modulo(BigInteger dividend, BigInteger divisor) => ((dividend % divisor) + divisor) % divisor;
}
