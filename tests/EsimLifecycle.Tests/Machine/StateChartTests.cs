namespace EsimLifecycle.Tests;

public class StateChartTests
{
    private static readonly StateChart<Parcel, ParcelTrigger> Chart = StateChartSamples.ParcelDelivery();

    [Fact]
    public void A_chart_tells_its_name_states_beginning_and_ends()
    {
        Chart.Name.Should().Be("parcel");
        Chart.Initial.Should().Be(Parcel.None);
        Chart.States.Should().Equal(Enum.GetValues<Parcel>());
        Chart.FinalStates.Should().Equal(Parcel.Delivered, Parcel.Lost);
        Chart.Groups.Should().ContainSingle().Which.Should().Be(
            new ChartGroup<Parcel>("OnTheWay", [Parcel.AtDepot, Parcel.InVan, Parcel.AtDoor]));
    }

    [Fact]
    public void Edges_are_in_the_order_of_declaration_with_a_groups_own_once_for_each_state_inside() =>
        Chart.Edges.Select(edge => edge.ToString()).Should().Equal(
            "None --Pack--> Packed",
            "Packed --HandOver--> AtDepot",
            "Packed --HandOver--> InVan",
            "Packed --PublicHoliday--> Packed",
            "AtDepot --LoadVan--> InVan",
            "InVan --Arrive--> AtDoor",
            "InVan --GPSSignal--> InVan",
            "AtDoor --RingBell--> Delivered",
            "AtDoor --RingBell--> AtDepot",
            "AtDepot --ReportLost--> Lost",
            "InVan --ReportLost--> Lost",
            "AtDoor --ReportLost--> Lost",
            "AtDepot --PublicHoliday--> AtDepot",
            "InVan --PublicHoliday--> AtDepot",
            "AtDoor --PublicHoliday--> AtDepot",
            "AtDepot --BadWeather--> AtDepot",
            "InVan --BadWeather--> InVan",
            "AtDoor --BadWeather--> AtDoor",
            "AtDoor --HandOver--> Delivered");

    [Fact]
    public void A_declared_step_is_allowed_and_no_other()
    {
        Chart.Allows(Parcel.Packed, ParcelTrigger.HandOver, Parcel.InVan).Should().BeTrue();
        Chart.Allows(Parcel.AtDoor, ParcelTrigger.ReportLost, Parcel.Lost).Should().BeTrue("the group declares it");
        Chart.Allows(Parcel.InVan, ParcelTrigger.BadWeather, Parcel.InVan).Should().BeTrue("it stays");
        Chart.Allows(Parcel.Packed, ParcelTrigger.HandOver, Parcel.AtDoor).Should().BeFalse();
        Chart.Allows(Parcel.Packed, ParcelTrigger.LoadVan, Parcel.InVan).Should().BeFalse();
        Chart.Allows(Parcel.Lost, ParcelTrigger.HandOver, Parcel.InVan).Should().BeFalse();
    }

    [Fact]
    public void The_permitted_triggers_are_each_there_once_in_the_order_of_the_enum()
    {
        Chart.Permitted(Parcel.Packed).Should().Equal(ParcelTrigger.HandOver, ParcelTrigger.PublicHoliday);
        Chart.Permitted(Parcel.AtDoor).Should().Equal(
            ParcelTrigger.HandOver,
            ParcelTrigger.RingBell,
            ParcelTrigger.ReportLost,
            ParcelTrigger.BadWeather,
            ParcelTrigger.PublicHoliday);
        Chart.Permitted(Parcel.Lost).Should().BeEmpty();
    }

    [Fact]
    public void A_trigger_may_have_several_targets()
    {
        Chart.Targets(Parcel.AtDoor, ParcelTrigger.RingBell).Should().Equal(Parcel.AtDepot, Parcel.Delivered);
        Chart.Targets(Parcel.InVan, ParcelTrigger.BadWeather).Should().Equal(Parcel.InVan);
        Chart.Targets(Parcel.InVan, ParcelTrigger.RingBell).Should().BeEmpty();
    }

    [Fact]
    public void A_state_is_in_its_group_and_only_ends_are_final()
    {
        Chart.States.Where(state => Chart.IsIn(state, "OnTheWay")).Should().Equal(Parcel.AtDepot, Parcel.InVan, Parcel.AtDoor);
        Chart.States.Where(Chart.IsFinal).Should().Equal(Parcel.Delivered, Parcel.Lost);
        StateChartSamples.TrafficLight().FinalStates.Should().BeEmpty();
    }

    [Fact]
    public void Asking_for_an_unknown_group_is_an_error_that_tells_the_known_ones() =>
        FluentActions.Invoking(() => Chart.IsIn(Parcel.InVan, "ontheway")).Should().Throw<ArgumentException>()
            .WithMessage("'ontheway' is not a group of the chart 'parcel'; it has [OnTheWay].*");

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_value_that_is_no_state_or_trigger_is_nowhere_and_permits_nothing(int value)
    {
        var state = (Parcel)value;

        Chart.Permitted(state).Should().BeEmpty();
        Chart.Targets(state, ParcelTrigger.Pack).Should().BeEmpty();
        Chart.Allows(state, ParcelTrigger.Pack, Parcel.Packed).Should().BeFalse();
        Chart.Allows(Parcel.None, ParcelTrigger.Pack, state).Should().BeFalse();
        Chart.IsFinal(state).Should().BeFalse();
        Chart.IsIn(state, "OnTheWay").Should().BeFalse();
    }

    [Fact]
    public void A_trigger_beyond_the_last_is_not_taken_for_one_of_the_next_state()
    {
        var beyond = (ParcelTrigger)(Enum.GetValues<ParcelTrigger>().Length + (int)ParcelTrigger.HandOver);

        Chart.Allows(Parcel.None, beyond, Parcel.AtDepot).Should().BeFalse();
        Chart.Targets(Parcel.None, beyond).Should().BeEmpty();
        Chart.Targets(Parcel.None, (ParcelTrigger)(-1)).Should().BeEmpty();
    }

    [Fact]
    public void A_chart_may_begin_at_its_end()
    {
        var chart = StateChart<Light, LightTrigger>.Define("dark", Light.Red).Without(Light.Green, Light.Amber).Final(Light.Red).Freeze();

        chart.Edges.Should().BeEmpty();
        chart.Permitted(Light.Red).Should().BeEmpty();
        chart.ToMermaid().Should().Be("stateDiagram-v2\n    [*] --> Red\n    Red --> [*]\n");
    }

    [Fact]
    public void A_value_left_out_of_the_chart_is_not_a_state()
    {
        var chart = StateChart<Light, LightTrigger>.Define("two lights", Light.Red)
            .Without(Light.Amber)
            .From(Light.Red).On(LightTrigger.Tick, Light.Green)
            .From(Light.Green).On(LightTrigger.Tick, Light.Red)
            .Freeze();

        chart.States.Should().Equal(Light.Red, Light.Green);
        chart.Permitted(Light.Amber).Should().BeEmpty();
    }

    private enum Tiny : byte { A, Z = 63 }

    private enum Signed : sbyte { Go = 63 }

    private enum Wide : long { A, Z = 63 }

    private enum Short : ushort { Go = 63 }

    [Fact]
    public void Enums_of_every_size_and_values_up_to_63_will_do()
    {
        var tiny = StateChart<Tiny, Signed>.Define("tiny", Tiny.A).From(Tiny.A).On(Signed.Go, Tiny.Z).Final(Tiny.Z).Freeze();
        tiny.Allows(Tiny.A, Signed.Go, Tiny.Z).Should().BeTrue();
        tiny.Allows(Tiny.A, (Signed)(-1), Tiny.Z).Should().BeFalse();
        tiny.IsFinal(Tiny.Z).Should().BeTrue();

        var wide = StateChart<Wide, Short>.Define("wide", Wide.A).From(Wide.A).On(Short.Go, Wide.Z).Final(Wide.Z).Freeze();
        wide.Allows(Wide.A, Short.Go, Wide.Z).Should().BeTrue();
        wide.Allows(Wide.A, Short.Go, Wide.Z + (1L << 32)).Should().BeFalse();
        wide.Permitted((Wide)(1L << 32)).Should().BeEmpty();
    }

    [Fact]
    public void Asking_whether_a_step_is_allowed_allocates_nothing()
    {
        Chart.Allows(Parcel.None, ParcelTrigger.Pack, Parcel.Packed);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Chart.Allows(Parcel.None, ParcelTrigger.Pack, Parcel.Packed);
        Chart.Permitted(Parcel.AtDoor);
        Chart.IsIn(Parcel.AtDoor, "OnTheWay");
        Chart.IsFinal(Parcel.AtDoor);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
