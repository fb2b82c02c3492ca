using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class StateChartPropertyTests
{
    public enum Place { P0, P1, P2, P3, P4 }

    /// <summary>Walk leads round all places, so that every random chart is sound; Fly is for groups; the others are random.</summary>
    public enum Move { Walk, Run, Fly, Swim }

    private static readonly Place[] Places = Enum.GetValues<Place>();

    private static readonly ChartEdge<Place, Move>[] Walks =
        [.. Places.Select(place => new ChartEdge<Place, Move>(place, Move.Walk, (Place)(((int)place + 1) % Places.Length)))];

    private static readonly ChartEdge<Place, Move>[] AllEdges =
        [.. from a in Places from move in Enum.GetValues<Move>() from b in Places select new ChartEdge<Place, Move>(a, move, b)];

    /// <summary>Any set of places as a group with any targets, and any set of further edges.</summary>
    private static readonly Arbitrary<(Place[] Group, Place[] Targets, ChartEdge<Place, Move>[] Edges)> Declarations = Arb.From(
        from grouped in Gen.SubListOf(Places).Where(places => places.Count > 0)
        from targets in Gen.SubListOf(Places).Where(places => places.Count > 0)
        from edges in Gen.SubListOf(AllEdges.Where(edge => edge.Trigger is Move.Run or Move.Swim).ToArray())
        select (grouped.ToArray(), targets.ToArray(), edges.ToArray()));

    [Fact]
    public void Edges_are_what_was_declared() => ForAnyChart((chart, declared) => chart.Edges.ToHashSet().SetEquals(declared));

    [Fact]
    public void Allows_agrees_with_the_edges() => ForAnyChart((chart, declared) =>
        AllEdges.All(edge => chart.Allows(edge.From, edge.Trigger, edge.To) == declared.Contains(edge)));

    [Fact]
    public void Permitted_agrees_with_the_edges() => ForAnyChart((chart, declared) =>
        Places.All(place => chart.Permitted(place).SequenceEqual(
            declared.Where(edge => edge.From == place).Select(edge => edge.Trigger).Distinct().Order())));

    [Fact]
    public void Targets_agree_with_the_edges() => ForAnyChart((chart, declared) =>
        Places.All(place => Enum.GetValues<Move>().All(move => chart.Targets(place, move).SequenceEqual(
            declared.Where(edge => edge.From == place && edge.Trigger == move).Select(edge => edge.To).Order()))));

    private static void ForAnyChart(Func<StateChart<Place, Move>, HashSet<ChartEdge<Place, Move>>, bool> law) =>
        Prop.ForAll(Declarations, given =>
        {
            var builder = StateChart<Place, Move>.Define("random", Place.P0)
                .Group("Group", given.Group)
                .FromGroup("Group").On(Move.Fly, given.Targets[0], given.Targets.AsSpan(1));
            foreach (var edge in given.Edges.Concat(Walks))
                builder.From(edge.From).On(edge.Trigger, edge.To);

            var flights = from a in given.Group from b in given.Targets select new ChartEdge<Place, Move>(a, Move.Fly, b);
            return law(builder.Freeze(), [.. Walks, .. given.Edges, .. flights]);
        }).QuickCheckThrowOnFailure();
}
