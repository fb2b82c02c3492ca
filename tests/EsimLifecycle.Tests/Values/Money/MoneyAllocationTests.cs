namespace EsimLifecycle.Tests;

public class MoneyAllocationTests
{
    [Fact]
    public void A_cent_left_over_goes_to_the_part_that_lost_most()
    {
        // Exact shares 0.3125, 0.3125, 9.375 of 10 minor units.
        Minor(Cents(10).Allocate(1, 1, 30)).Should().Equal(0, 0, 10);
        Minor(Cents(100).Allocate(1, 2)).Should().Equal(33, 67);
    }

    [Fact]
    public void Among_equals_it_goes_to_the_first()
    {
        Minor(Cents(100).Allocate(1, 1, 1)).Should().Equal(34, 33, 33);
        Minor(Cents(5).Allocate(3, 7, 10)).Should().Equal(1, 2, 2);
    }

    [Fact]
    public void A_refund_of_21_00_is_5_31sts_promotional()
    {
        Minor(Cents(2100).Allocate(26, 5)).Should().Equal(1761, 339);
    }

    [Fact]
    public void A_negative_amount_is_divided_as_its_positive()
    {
        Minor(Cents(-100).Allocate(1, 1, 1)).Should().Equal(-34, -33, -33);
        Minor(Cents(-10).Split(4)).Should().Equal(-3, -3, -2, -2);
    }

    [Fact]
    public void A_weight_of_zero_gets_nothing()
    {
        Minor(Cents(7).Allocate(0, 1, 0, 1)).Should().Equal(0, 4, 0, 3);
    }

    [Fact]
    public void The_largest_weights_and_amounts_do_not_overflow()
    {
        Minor(Cents(long.MinValue).Allocate(long.MaxValue, long.MaxValue)).Should().Equal(long.MinValue / 2, long.MinValue / 2);
        Minor(Cents(long.MinValue).Split(1)).Should().Equal(long.MinValue);
    }

    [Fact]
    public void Ten_dollars_in_three()
    {
        Money.Of(10m, Currency.USD).Split(3).ToString().Should().Be("[USD 3.34, USD 3.33, USD 3.33]");
    }

    [Fact]
    public void Weights_that_say_nothing_are_refused()
    {
        var none = () => Cents(1).Allocate();
        var zeros = () => Cents(1).Allocate(0, 0);
        var negative = () => Cents(1).Allocate(2, -1);
        var parts = () => Cents(1).Split(0);

        none.Should().Throw<ArgumentException>().WithMessage("*at least one weight greater than zero*");
        zeros.Should().Throw<ArgumentException>().WithMessage("*at least one weight greater than zero*");
        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*zero or more*-1*");
        parts.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*at least 1 part*0*");
    }

    private static Money Cents(long amount) => Money.OfMinor(amount, Currency.USD);

    private static IEnumerable<long> Minor(ValueList<Money> parts) => parts.Select(part => part.MinorUnits);
}
