namespace EsimLifecycle.Tests;

/// <summary>The chart is the truth: every edge it declares is lived, and nothing is lived that it does not declare.</summary>
public class SubscriptionChartTests
{
    public static readonly TheoryData<string> Names = new(Lives.All.Select(life => life.Name));

    /// <summary>The edges that events go along: a command that changes no status by itself goes along none.</summary>
    private static readonly ChartEdge<SubscriptionStatus, SubscriptionTrigger>[] Ways =
        [.. SubscriptionChart.Instance.Edges.Where(edge => edge.Trigger.Command is null || edge.From != edge.To)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_life_goes_along_the_edges_it_shows_and_along_no_other_than_declared(string name)
    {
        var life = Lives.All.Single(each => each.Name == name);

        var lived = Lives.EdgesOf(life.Play().History).ToList();

        lived.Should().Contain(life.Shows);
        lived.Should().BeSubsetOf(Ways);
    }

    [Fact]
    public void Every_declared_edge_is_shown_by_a_life() => Lives.All.SelectMany(life => life.Shows).Distinct().Should().BeEquivalentTo(Ways);

    [Fact]
    public void Only_closed_is_final() => SubscriptionChart.Instance.FinalStates.Should().Equal(SubscriptionStatus.Closed);

    [Fact]
    public void No_subscription_ever_rests_in_a_superstate()
    {
        SubscriptionChart.Instance.Edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Should().BeEquivalentTo(Lives.Resting);
        var inside = SubscriptionChart.Instance.Info.States.Where(state => state.Substates.Any())
            .ToDictionary(state => (SubscriptionStatus)state.UnderlyingState, state => state.Substates.Select(each => (SubscriptionStatus)each.UnderlyingState));
        inside.Keys.Should().BeEquivalentTo(Lives.Superstates);
        inside[SubscriptionStatus.InForce].Should().BeEquivalentTo(Lives.Origins);
        inside[SubscriptionStatus.PendingCancel].Should().BeEquivalentTo(Lives.Resting.Where(status => status.IsPendingCancel()));
    }

    [Theory]
    [InlineData("InForce")]
    [InlineData("PendingCancel")]
    public void A_superstate_is_no_status_in_JSON(string status)
    {
        var json = LifecycleJson.Write(Lives.In(SubscriptionStatus.Active).State);
        var read = () => LifecycleJson.ReadSubscription(System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(json).Replace("\"status\":\"Active\"", $"\"status\":\"{status}\"", StringComparison.Ordinal)));

        read.Should().Throw<LifecycleJsonException>().WithMessage($"*$.status*{status}*");
    }

    [Fact]
    public void Every_command_can_be_given_in_some_status_and_facts_in_every_one_once_opened()
    {
        foreach (var command in Enum.GetValues<CommandKind>())
            Lives.Resting.Should().Contain(status => SubscriptionChart.Instance.Permits(status, command), "{0} has its line in the chart", command);
        var facts = typeof(LifecycleFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LifecycleFact))).Select(type => Enum.Parse<CommandKind>(type.Name));
        foreach (var fact in facts)
            Lives.Resting.Where(status => SubscriptionChart.Instance.Permits(status, fact)).Should().BeEquivalentTo(Lives.Resting.Except([SubscriptionStatus.None]));
    }

    [Fact]
    public void Closed_can_be_reached_without_the_carrier_s_termination_from_everywhere()
    {
        HashSet<SubscriptionStatus> closing = [SubscriptionStatus.Closed];
        var edges = SubscriptionChart.Instance.Edges.Where(edge => edge.Trigger != CommandKind.Terminate).ToList();
        while (edges.Any(edge => closing.Contains(edge.To) && closing.Add(edge.From)))
        {
        }

        closing.Should().BeEquivalentTo(Lives.Resting);
    }
}
