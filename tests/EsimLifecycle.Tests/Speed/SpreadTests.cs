using EsimLifecycle.Benchmarks;

namespace EsimLifecycle.Tests;

public class SpreadTests
{
    [Fact]
    public void The_percentiles_lie_where_the_sorted_values_do() =>
        Spread.Of(Enumerable.Range(1, 11).Reverse().Select(value => (double)value)).Should().Be(new Spread(2, 6, 10));

    [Fact]
    public void Between_two_values_they_lie_as_far_along_as_the_share()
    {
        var spread = Spread.Of([1, 2]);
        spread.P10.Should().BeApproximately(1.1, 1e-9);
        spread.Median.Should().Be(1.5);
        spread.P90.Should().BeApproximately(1.9, 1e-9);
    }

    [Fact]
    public void One_value_is_all_of_them() => Spread.Of([7]).Should().Be(new Spread(7, 7, 7));

    [Theory]
    [InlineData]
    [InlineData(0.0)]
    [InlineData(1.0, -1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity)]
    public void What_was_not_measured_has_no_spread(params double[] values) =>
        FluentActions.Invoking(() => Spread.Of(values)).Should().Throw<InvalidOperationException>();
}
