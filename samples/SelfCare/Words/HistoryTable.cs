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
            var words = EventWords.Of(@event, say);
            var what = words.Length > 0 ? $": {Markup.Escape(words)}" : "";
            var who = Markup.Escape(@event.Cause is { } cause ? MessageWords.Caller(cause.By) : "by time");
            grid.AddRow(
                new Text($"{@event.Version}"),
                new Text(say.Moment(@event.At)),
                new Markup($"[bold]{EventWords.Title(@event)}[/]{what} [grey]({who})[/]"));
        }

        console.Write(grid);
    }
}
