using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>Plays the program's own stories for a first look: a line for each, the first one in brief, and what to type next.</summary>
internal sealed class StoryList(IAnsiConsole console, CultureInfo culture)
{
    private static readonly (string Command, string Text)[] Next =
    [
        ("play 1", "nextPlay1"), ("play", "nextPlay"), ("desk", "nextDesk"), ("--help", "nextHelp"),
    ];

    public void Print(IReadOnlyList<Story> stories)
    {
        var say = new Phrases(DateTimeZone.Utc, culture);
        console.WriteLine(say.Text("stories"));
        console.WriteLine();
        foreach (var product in stories.GroupBy(story => Product(story.Title)))
        {
            console.Write(new Rule($"[bold]{Markup.Escape(product.Key)}[/]") { Justification = Justify.Left, Border = BoxBorder.Double });
            var lines = Columns();
            foreach (var story in product)
                lines.AddRow(new Text(Number(story.Title)), new Text(Subject(story.Title)), new Text(End(story)));
            console.Write(lines);
        }

        console.WriteLine();
        console.WriteLine(say.Text("thisIs"));
        console.WriteLine();
        new StoryPrinter(console, culture, Detail.Brief).Print(stories[0]);

        console.WriteLine(say.Text("whatNext"));
        var next = Columns();
        foreach (var (command, text) in Next)
            next.AddRow(new Text(""), new Text($"SelfCare {command}"), new Text(say.Text(text)));
        console.Write(next);
    }

    /// <summary>How a story ends: it is played for that.</summary>
    private string End(Story story)
    {
        var say = new Phrases(story.Policy, culture);
        var end = StoryPlayer.Play(story).Last().After;
        return say.Text("steps", story.Steps.Count, end.Closure is { } closure ? $"{say.Word(end.Status)} {say.LastDate(closure.At)}" : say.Word(end.Status));
    }

    private static Grid Columns() => new Grid { Expand = false }
        .AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2).Width(2))
        .AddColumn(new GridColumn().PadRight(2))
        .AddColumn(new GridColumn().PadRight(0));

    /// <summary>"1b. AXIS keep-number eSIM: devices go first" is number 1b, of the product "1. AXIS keep-number eSIM", about "devices go first".</summary>
    private static string Number(string title) => title.Split('.')[0];

    private static string Product(string title) => title[0] + title.Split(": ")[0][Number(title).Length..];

    private static string Subject(string title) => title[(title.IndexOf(": ", StringComparison.Ordinal) + 2)..];
}
