namespace Shop;

/// <summary>A page, or a part of one, that is about a line.</summary>
public class OfLine : ComponentBase
{
    [Parameter, EditorRequired] public required LineView View { get; set; }

    protected DateTimeZone Zone => View.Lifecycle.Zone;
}
