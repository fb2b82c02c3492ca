namespace EsimLifecycle.Tests;

/// <summary>The chart is the truth: every edge it declares is lived, and nothing is lived that it does not declare.</summary>
public class SubscriptionChartTests
{
    public static readonly TheoryData<string> Names = new(Lives.All.Select(life => life.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_life_goes_along_the_edges_it_shows_and_along_no_other_than_declared(string name)
    {
        var life = Lives.All.Single(each => each.Name == name);

        var lived = Lives.EdgesOf(life.Play().History).ToList();

        lived.Should().Contain(life.Shows);
        lived.Should().BeSubsetOf(SubscriptionChart.Instance.Edges);
    }

    [Fact]
    public void Every_declared_edge_is_shown_by_a_life() =>
        Lives.All.SelectMany(life => life.Shows).Distinct().Should().BeEquivalentTo(SubscriptionChart.Instance.Edges);

    [Fact]
    public void Only_closed_is_final() => SubscriptionChart.Instance.FinalStates.Should().Equal(SubscriptionStatus.Closed);

    [Fact]
    public void The_stages_of_a_cancellation_are_the_chart_s_group()
    {
        foreach (var status in Enum.GetValues<SubscriptionStatus>())
            SubscriptionChart.Instance.IsIn(status, SubscriptionChart.PendingCancel).Should().Be(status.IsPendingCancel());
    }

    [Fact]
    public void Closed_can_be_reached_without_the_carrier_s_termination_from_everywhere()
    {
        HashSet<SubscriptionStatus> closing = [SubscriptionStatus.Closed];
        var edges = SubscriptionChart.Instance.Edges.Where(edge => edge.Trigger != SubscriptionTrigger.Terminate).ToList();
        while (edges.Any(edge => closing.Contains(edge.To) && closing.Add(edge.From)))
        {
        }

        closing.Should().BeEquivalentTo(Enum.GetValues<SubscriptionStatus>());
    }
}
