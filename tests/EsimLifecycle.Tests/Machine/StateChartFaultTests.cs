namespace EsimLifecycle.Tests;

public class StateChartFaultTests
{
    private enum Door { Open, Closed, Locked }

    private enum Hand { Push, Turn }

    private enum Bike { Parked, Ridden, Stolen = 64 }

    private enum Rider { Mount, Steal = 64 }

    private static StateChartBuilder<Door, Hand> Empty => StateChart<Door, Hand>.Define("door", Door.Open);

    /// <summary>A door without fault, to which each test adds one.</summary>
    private static StateChartBuilder<Door, Hand> Sound => Empty
        .From(Door.Open).On(Hand.Push, Door.Closed)
        .From(Door.Closed).On(Hand.Push, Door.Open).On(Hand.Turn, Door.Locked)
        .From(Door.Locked).On(Hand.Turn, Door.Closed);

    private static void Faults<TState, TTrigger>(StateChartBuilder<TState, TTrigger> chart, params string[] faults)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        FluentActions.Invoking(chart.Freeze).Should().Throw<InvalidStateChartException>().Which.Faults.Should().Equal(faults);

    [Fact]
    public void A_door_without_fault_freezes() => Sound.Freeze().Edges.Should().HaveCount(4);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var freezing = () => Empty.From(Door.Open).On(Hand.Push, Door.Closed).On(Hand.Push, Door.Closed).Freeze();

        freezing.Should().Throw<InvalidStateChartException>().WithMessage(
            """
            The chart 'door' has 4 faults:
            - The edge Open --Push--> Closed is declared more than once.
            - The state Closed has no way out and is not final.
            - The state Locked has no way out and is not final.
            - The state Locked can't be reached from Open.
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void One_fault_is_told_in_the_singular() =>
        FluentActions.Invoking(() => Sound.Group("Shut").Freeze()).Should().Throw<InvalidStateChartException>()
            .WithMessage("The chart 'door' has 1 fault:\n- The group Shut is empty.");

    [Fact]
    public void The_initial_state_must_exist()
    {
        var chart = StateChart<Door, Hand>.Define("door", (Door)9)
            .From(Door.Open).On(Hand.Push, Door.Closed)
            .From(Door.Closed).On(Hand.Turn, Door.Locked)
            .Final(Door.Locked);

        Faults(chart, "9, the initial state, is not defined in Door.");
    }

    [Fact]
    public void States_and_triggers_must_exist()
    {
        Faults(Sound.From(Door.Open).On(Hand.Turn, (Door)9), "9, the target of Open --Turn--> 9, is not defined in Door.");
        Faults(Sound.From((Door)9).On(Hand.Turn, Door.Open), "9, the source of 9 --Turn--> Open, is not defined in Door.");
        Faults(Sound.From(Door.Open).On((Hand)9, Door.Closed), "9, the trigger of Open --9--> Closed, is not defined in Hand.");
        Faults(Sound.Final((Door)9), "9, the final state, is not defined in Door.");
        Faults(Sound.Group("Shut", Door.Closed, (Door)9), "9, the member of Shut, is not defined in Door.");
    }

    [Fact]
    public void A_state_left_out_must_not_be_used() => Faults(
        Sound.Without(Door.Locked),
        "Locked, the target of Closed --Turn--> Locked, was left out of the chart.",
        "Locked, the source of Locked --Turn--> Closed, was left out of the chart.");

    [Fact]
    public void Values_above_63_are_refused()
    {
        var chart = StateChart<Bike, Rider>.Define("bike", Bike.Parked)
            .From(Bike.Parked).On(Rider.Mount, Bike.Ridden)
            .From(Bike.Ridden).On(Rider.Steal, Bike.Stolen)
            .Final(Bike.Stolen);

        Faults(chart, "The value of the state Stolen is 64; expected 0 to 63.", "The value of the trigger Steal is 64; expected 0 to 63.");
    }

    [Fact]
    public void A_state_must_be_reachable() => Faults(
        Empty.From(Door.Open).On(Hand.Push, Door.Closed).From(Door.Locked).On(Hand.Turn, Door.Closed).Final(Door.Closed),
        "The state Locked can't be reached from Open.");

    [Fact]
    public void An_edge_must_not_repeat()
    {
        const string Repeated = "The edge Locked --Turn--> Closed is declared more than once.";

        Faults(Sound.From(Door.Locked).On(Hand.Turn, Door.Closed), Repeated);
        Faults(Sound.Group("Barred", Door.Locked).FromGroup("Barred").On(Hand.Turn, Door.Closed), Repeated);
        Faults(
            Sound.From(Door.Open).Stays(Hand.Turn).On(Hand.Turn, Door.Open),
            "The edge Open --Turn--> Open is declared more than once.");
    }

    [Fact]
    public void A_final_state_must_not_have_a_way_out_nor_stay() => Faults(
        Sound.Final(Door.Locked).From(Door.Locked).Stays(Hand.Push),
        "The final state Locked has a way out: Locked --Turn--> Closed.",
        "The final state Locked has a way out: Locked --Push--> Locked.");

    [Fact]
    public void Staying_is_no_way_out() => Faults(
        Empty.From(Door.Open).On(Hand.Push, Door.Closed, Door.Locked).From(Door.Closed).Stays(Hand.Push).Final(Door.Locked),
        "The state Closed has no way out and is not final.");

    [Fact]
    public void A_group_must_be_declared_once_and_hold_something()
    {
        Faults(Sound.Group("Shut"), "The group Shut is empty.");
        Faults(Sound.FromGroup("Shut").On(Hand.Turn, Door.Open), "The group Shut has edges and is not declared.");
        Faults(Sound.Group("Shut", Door.Closed).Group("Shut", Door.Locked), "The group Shut is declared more than once.");
    }

    [Fact]
    public void A_state_is_in_one_group_at_most()
    {
        Faults(
            Sound.Group("Shut", Door.Closed, Door.Locked).Group("Barred", Door.Locked),
            "The state Locked is in more than one place: Shut, Barred.");
        Faults(Sound.Group("Shut", Door.Closed, Door.Closed), "The state Closed is in more than one place: Shut, Shut.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Not open")]
    [InlineData("2nd")]
    public void The_name_of_a_group_is_an_identifier(string name) =>
        Faults(Sound.Group(name, Door.Closed), $"The group name '{name}' is not a letter followed by letters and digits.");

    [Fact]
    public void The_name_of_a_group_is_not_that_of_a_state() =>
        Faults(Sound.Group("Locked", Door.Closed), "The group Locked has the name of a state.");

    [Fact]
    public void A_trigger_needs_a_source() =>
        Faults(Empty.On(Hand.Push, Door.Closed).From(Door.Open).On(Hand.Push, Door.Closed, Door.Locked).Final(Door.Closed, Door.Locked),
            "The trigger Push is declared before any From or FromGroup.");

    [Fact]
    public void A_state_drawn_as_the_start_is_left_for_good()
    {
        Faults(Sound.DrawInitialAsStart(), "Open is drawn as the start, and Closed --Push--> Open leads back to it.");

        var oneWay = Empty.DrawInitialAsStart().From(Door.Open).On(Hand.Push, Door.Closed, Door.Locked).Final(Door.Closed, Door.Locked);
        Faults(oneWay.Group("All", Door.Open, Door.Closed), "Open is drawn as the start, and is in a group or final.");
    }
}
