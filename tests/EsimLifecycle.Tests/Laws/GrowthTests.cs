using EsimLifecycle.Benchmarks;

namespace EsimLifecycle.Tests;

/// <summary>Nothing costs more than its length: what ten times as much input allocates. The benchmark <c>--growth</c> measures the time of the same cases.</summary>
public class GrowthTests
{
    public static TheoryData<string> Cases => [.. GrowthCase.All.Select(each => each.Title)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_times_as_much_allocates_at_most_fifteen_times_as_much(string title)
    {
        var grown = GrowthCase.All.Single(each => each.Title == title);
        grown.CountBytes(1);
        var small = grown.CountBytes(GrowthCase.Small);
        grown.CountBytes(GrowthCase.Factor * GrowthCase.Small).Should().BeLessThanOrEqualTo(GrowthCase.Limit * small);
    }
}
