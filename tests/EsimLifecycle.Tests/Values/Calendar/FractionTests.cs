using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class FractionTests
{
    [Fact]
    public void Fractions_are_equal_by_value()
    {
        new Fraction(14, 28).Should().Be(new Fraction(1, 2));
        new Fraction(-14, 28).ToString().Should().Be("-1/2");
        new Fraction(0, 31).Should().Be(default(Fraction));
        default(Fraction).ToString().Should().Be("0/1");
        new Fraction(long.MinValue, long.MaxValue).Numerator.Should().Be(long.MinValue);
        new Fraction(long.MinValue, 2).Denominator.Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_denominator_is_positive(long denominator)
    {
        var make = () => new Fraction(1, denominator);

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(MoneyRounding.HalfUp, "3 2 3 -3 -2 -3")]
    [InlineData(MoneyRounding.HalfEven, "2 2 3 -2 -2 -3")]
    [InlineData(MoneyRounding.Down, "2 2 2 -2 -2 -2")]
    [InlineData(MoneyRounding.Up, "3 3 3 -3 -3 -3")]
    [InlineData(MoneyRounding.Floor, "2 2 2 -3 -3 -3")]
    [InlineData(MoneyRounding.Ceiling, "3 3 3 -2 -2 -2")]
    public void Every_rounding_of_two_and_a_half_and_of_a_little_less_and_more(MoneyRounding rounding, string expected)
    {
        int[] tenths = [25, 24, 26, -25, -24, -26];

        string.Join(' ', tenths.Select(t => rounding.Divide(t, 10))).Should().Be(expected);
    }

    [Theory]
    [InlineData(MoneyRounding.HalfUp, MidpointRounding.AwayFromZero)]
    [InlineData(MoneyRounding.HalfEven, MidpointRounding.ToEven)]
    [InlineData(MoneyRounding.Down, MidpointRounding.ToZero)]
    [InlineData(MoneyRounding.Floor, MidpointRounding.ToNegativeInfinity)]
    [InlineData(MoneyRounding.Ceiling, MidpointRounding.ToPositiveInfinity)]
    public void Rounding_agrees_with_decimals(MoneyRounding rounding, MidpointRounding same) => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
        Gen.Choose(1, 1000).ToArbitrary(),
        (dividend, divisor) => (decimal)rounding.Divide(dividend, divisor) == decimal.Round((decimal)dividend / divisor, same))
        .QuickCheckThrowOnFailure();
}
