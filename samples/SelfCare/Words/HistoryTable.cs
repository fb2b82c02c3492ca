using Spectre.Console;

namespace SelfCare;

/// <summary>Prints events for people, a line each: when, what, by whom.</summary>
internal sealed class HistoryTable(IAnsiConsole console, Phrases say)
{
    public void Show(IEnumerable<LifecycleEvent> events)
    {
        var grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().RightAligned().PadRight(2))
            .AddColumn(new GridColumn().NoWrap().PadRight(2))
            .AddColumn(new GridColumn().PadRight(0));
        foreach (var @event in events)
        {
            var who = @event.Cause is { } cause ? say.Explain(cause.By) : say.Text("byTime");
            grid.AddRow(
                new Text($"{@event.Version}"),
                new Text(say.Moment(@event.At)),
                new Markup($"{Markup.Escape(say.Explain(@event))} [grey]({Markup.Escape(who)})[/]"));
        }

        console.Write(grid);
    }
}
