namespace EsimLifecycle.Tests;

public class MoneyTests
{
    private static readonly Money Fee = Money.Of(12m, Currency.USD);

    [Fact]
    public void The_default_value_is_zero_of_no_currency_and_not_zero_of_USD()
    {
        Money none = default;

        none.Should().Be(Money.Zero(Currency.Parse("XXX")));
        none.Should().NotBe(Money.Zero(Currency.USD));
        none.IsZero.Should().BeTrue();
        none.ToString().Should().Be("XXX 0");
    }

    [Fact]
    public void Major_and_minor_units_give_the_same_amount()
    {
        Money.Of(30m, Currency.USD).Should().Be(Money.OfMinor(3000, Currency.USD));
        Money.Of(3000m, Currency.JPY).Should().Be(Money.OfMinor(3000, Currency.JPY));
        Money.Of(-1.234m, Currency.KWD).Should().Be(Money.OfMinor(-1234, Currency.KWD));
        Money.Of(0.0001m, Currency.Parse("CLF")).Should().Be(Money.OfMinor(1, Currency.Parse("CLF")));
    }

    [Fact]
    public void Zeros_after_the_decimals_do_not_count()
    {
        Money.Of(1.50000m, Currency.USD).MinorUnits.Should().Be(150);
        Money.Of(7.00m, Currency.JPY).MinorUnits.Should().Be(7);
    }

    [Theory]
    [InlineData("1.999", "USD", 2)]
    [InlineData("0.5", "JPY", 0)]
    [InlineData("0.0000000000000000000000000001", "KWD", 3)]
    [InlineData("70000000000000000.000000000001", "IDR", 2)]
    public void More_decimals_than_the_currency_has_are_refused_naming_both(string amount, string currency, int digits)
    {
        var making = () => Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Parse(currency));

        making.Should().Throw<ArgumentException>().WithMessage($"{amount}*{currency}*at most {digits}*");
    }

    [Fact]
    public void An_amount_that_does_not_fit_is_refused_naming_it()
    {
        var large = () => Money.Of(92233720368547758.08m, Currency.USD);
        var huge = () => Money.Of(decimal.MaxValue, Currency.USD);

        large.Should().Throw<OverflowException>()
            .WithMessage("*: 9223372036854775808 minor units of USD. Expected -9223372036854775808 to 9223372036854775807*");
        huge.Should().Throw<OverflowException>().WithMessage("*USD 79228162514264337593543950335*");
        Money.Of(92233720368547758.07m, Currency.USD).MinorUnits.Should().Be(long.MaxValue);
        Money.Of(-92233720368547758.08m, Currency.USD).MinorUnits.Should().Be(long.MinValue);
    }

    [Fact]
    public void The_amount_comes_back_with_the_digits_of_its_currency()
    {
        Money.OfMinor(-2189, Currency.USD).Amount.Should().Be(-21.89m);
        Money.OfMinor(long.MinValue, Currency.KWD).Amount.Should().Be(-9223372036854775.808m);
        Money.OfMinor(long.MaxValue, Currency.JPY).Amount.Should().Be(9223372036854775807m);
        Money.Zero(Currency.USD).Amount.Scale.Should().Be(2);
    }

    [Fact]
    public void The_sign_can_be_asked()
    {
        Money.Zero(Currency.USD).Should().Match<Money>(m => m.IsZero && !m.IsPositive && !m.IsNegative);
        Fee.Should().Match<Money>(m => !m.IsZero && m.IsPositive && !m.IsNegative);
        (-Fee).Should().Match<Money>(m => !m.IsZero && !m.IsPositive && m.IsNegative);
    }

    [Fact]
    public void The_worked_refund_adds_up()
    {
        var refund = Money.Of(17.61m, Currency.USD) + Money.Of(14m, Currency.USD) - Fee;

        refund.Should().Be(Money.Of(19.61m, Currency.USD));
    }

    [Fact]
    public void Amounts_are_ordered()
    {
        var less = Money.OfMinor(-1, Currency.USD);
        var more = Money.OfMinor(1, Currency.USD);

        (less < more && less <= more && more > less && more >= less).Should().BeTrue();
        (more < less || more <= less || less > more || less >= more).Should().BeFalse();
        less.CompareTo(more).Should().BeNegative();
        Money.Min(less, more).Should().Be(less).And.Be(Money.Min(more, less));
        Money.Max(less, more).Should().Be(more).And.Be(Money.Max(more, less));
        less.Abs().Should().Be(more).And.Be(more.Abs());
    }

    public static TheoryData<Action> Mixing => new(
        () => _ = Fee + Money.Zero(Currency.EUR),
        () => _ = Fee - Money.Zero(Currency.EUR),
        () => _ = Fee < Money.Zero(Currency.EUR),
        () => _ = Fee.CompareTo(Money.Zero(Currency.EUR)),
        () => _ = Money.Min(Fee, Money.Zero(Currency.EUR)),
        () => _ = Money.Max(Fee, Money.Zero(Currency.EUR)));

    [Theory]
    [MemberData(nameof(Mixing), DisableDiscoveryEnumeration = true)]
    public void Mixing_currencies_is_refused_naming_both(Action mixing)
    {
        mixing.Should().Throw<CurrencyMismatchException>().WithMessage("*EUR*").WithMessage("*USD*")
            .Which.Should().Match<CurrencyMismatchException>(e => e.Left != e.Right);
    }

    [Fact]
    public void Nothing_of_no_currency_is_not_mixed_either()
    {
        var mixing = () => Fee + default(Money);

        mixing.Should().Throw<CurrencyMismatchException>().Which.Right.Should().Be(default(Currency));
    }

    [Fact]
    public void Amounts_of_two_currencies_are_just_not_equal()
    {
        Money.OfMinor(1, Currency.USD).Should().NotBe(Money.OfMinor(1, Currency.EUR));
        (Money.OfMinor(1, Currency.USD) == Money.OfMinor(1, Currency.EUR)).Should().BeFalse();
        (Money.OfMinor(1, Currency.USD) != Money.OfMinor(1, Currency.USD)).Should().BeFalse();
        Money.OfMinor(1, Currency.USD).GetHashCode().Should().Be(Money.OfMinor(1, Currency.USD).GetHashCode());
    }

    [Theory]
    [InlineData(MoneyRounding.HalfUp, 3, 3, 4, -3, -3)]
    [InlineData(MoneyRounding.HalfEven, 3, 2, 4, -2, -3)]
    [InlineData(MoneyRounding.Down, 2, 2, 3, -2, -2)]
    [InlineData(MoneyRounding.Up, 3, 3, 4, -3, -3)]
    [InlineData(MoneyRounding.Floor, 2, 2, 3, -3, -3)]
    [InlineData(MoneyRounding.Ceiling, 3, 3, 4, -2, -2)]
    public void Rounding_goes_its_way(MoneyRounding rounding, long of27, long of25, long of35, long ofMinus25, long ofMinus29)
    {
        long Rounded(long tenths) => Money.OfMinor(tenths, Currency.USD).MultiplyByFraction(1, 10, rounding).MinorUnits;

        new[] { Rounded(27), Rounded(25), Rounded(35), Rounded(-25), Rounded(-29), Rounded(20) }
            .Should().Equal(of27, of25, of35, ofMinus25, ofMinus29, 2);
    }

    [Fact]
    public void Nineteen_of_31_days_of_30_dollars_are_18_39()
    {
        Money.Of(30m, Currency.USD).MultiplyByFraction(19, 31, MoneyRounding.HalfUp).Should().Be(Money.Of(18.39m, Currency.USD));
    }

    [Fact]
    public void A_fraction_of_an_amount_only_overflows_if_the_result_does()
    {
        var most = Money.OfMinor(long.MaxValue, Currency.USD);
        var overflowing = () => most.MultiplyByFraction(long.MaxValue, long.MaxValue - 1, MoneyRounding.Up);

        most.MultiplyByFraction(long.MaxValue, long.MaxValue, MoneyRounding.HalfEven).Should().Be(most);
        overflowing.Should().Throw<OverflowException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-31)]
    public void A_denominator_that_is_not_positive_is_refused_naming_it(long denominator)
    {
        var multiplying = () => Fee.MultiplyByFraction(1, denominator, MoneyRounding.HalfUp);

        multiplying.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*greater than zero*{denominator}*");
    }

    [Fact]
    public void A_rounding_without_a_name_is_refused()
    {
        var multiplying = () => Fee.MultiplyByFraction(1, 2, (MoneyRounding)6);

        multiplying.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*names of MoneyRounding*6*");
    }
}
