namespace EsimLifecycle.Tests;

public class StateChartDrawingTests
{
    [Fact]
    public void A_flat_chart_in_Mermaid() => StateChartSamples.TrafficLight().ToMermaid().Should().Be(Lines(
        """
        stateDiagram-v2
            [*] --> Red
            Red --> Green : tick
            Green --> Amber : tick
            Green --> Red : power cut
            Amber --> Red : tick / power cut

        """));

    [Fact]
    public void A_chart_with_a_group_in_Mermaid() => StateChartSamples.ParcelDelivery().ToMermaid().Should().Be(Lines(
        """
        stateDiagram-v2
            [*] --> Packed : pack
            Packed --> AtDepot : hand over
            Packed --> InVan : hand over
            note right of Packed : stays on public holiday
            state OnTheWay {
                AtDepot
                InVan
                AtDoor
                AtDepot --> InVan : load van
                InVan --> AtDoor : arrive
                InVan --> InVan : gps signal
                AtDoor --> AtDepot : ring bell / public holiday
                AtDepot --> AtDepot : public holiday
                InVan --> AtDepot : public holiday
            }
            OnTheWay --> Lost : report lost
            note right of OnTheWay : stays on bad weather
            AtDoor --> Delivered : ring bell / hand over
            Delivered --> [*]
            Lost --> [*]

        """));

    [Fact]
    public void A_flat_chart_in_Dot() => StateChartSamples.TrafficLight().ToDot().Should().Be(Lines(
        """
        digraph "traffic light" {
            compound=true;
            node [shape=box, style=rounded];
            "[*]" [shape=circle, style=filled, fillcolor=black, label="", width=0.15];
            "Red" [label="Red"];
            "Green" [label="Green"];
            "Amber" [label="Amber"];
            "[*]" -> "Red" [label=""];
            "Red" -> "Green" [label="tick"];
            "Green" -> "Amber" [label="tick"];
            "Amber" -> "Red" [label="tick / power cut"];
            "Green" -> "Red" [label="power cut"];
        }

        """));

    [Fact]
    public void A_chart_with_a_group_in_Dot() => StateChartSamples.ParcelDelivery().ToDot().Should().Be(Lines(
        """
        digraph "parcel" {
            compound=true;
            node [shape=box, style=rounded];
            "[*]" [shape=circle, style=filled, fillcolor=black, label="", width=0.15];
            "Packed" [label="Packed\nstays on public holiday"];
            subgraph "cluster_OnTheWay" {
                label="OnTheWay\nstays on bad weather";
                "AtDepot" [label="AtDepot"];
                "InVan" [label="InVan"];
                "AtDoor" [label="AtDoor"];
            }
            "Delivered" [label="Delivered", peripheries=2];
            "Lost" [label="Lost", peripheries=2];
            "[*]" -> "Packed" [label="pack"];
            "Packed" -> "AtDepot" [label="hand over"];
            "Packed" -> "InVan" [label="hand over"];
            "AtDepot" -> "InVan" [label="load van"];
            "InVan" -> "AtDoor" [label="arrive"];
            "InVan" -> "InVan" [label="gps signal"];
            "AtDoor" -> "Delivered" [label="ring bell / hand over"];
            "AtDoor" -> "AtDepot" [label="ring bell / public holiday"];
            "AtDepot" -> "Lost" [label="report lost", ltail="cluster_OnTheWay"];
            "AtDepot" -> "AtDepot" [label="public holiday"];
            "InVan" -> "AtDepot" [label="public holiday"];
        }

        """));

    [Fact]
    public void The_same_chart_built_twice_gives_the_same_text()
    {
        StateChartSamples.ParcelDelivery().ToMermaid().Should().Be(StateChartSamples.ParcelDelivery().ToMermaid());
        StateChartSamples.ParcelDelivery().ToDot().Should().Be(StateChartSamples.ParcelDelivery().ToDot());
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
