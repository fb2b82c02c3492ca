using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>Prints a story for people, from its title to what is left at its end.</summary>
internal static class StoryPrinter
{
    public static void Print(Story story, IAnsiConsole console, CultureInfo culture)
    {
        var say = new Phrases(DateTimeZoneProviders.Tzdb[story.Policy.Identity.Zone]);
        PrintTitle(story, console);

        var timeline = new Timeline(console, say, culture);
        var outcomes = new Dictionary<Outcome, int>();
        var last = Subscription.None;
        foreach (var played in StoryPlayer.Play(story))
        {
            timeline.Show(played);
            last = played.After;
            if (played.Step.Message is not null)
                outcomes[played.Decision.Outcome] = outcomes.GetValueOrDefault(played.Decision.Outcome) + 1;
        }

        console.Write(new Rule("[bold]at the end[/]") { Justification = Justify.Left });
        new Portrait(console, say).Show(last);
        var counts = outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {Phrases.Name(pair.Key)}");
        console.MarkupLine($"  [grey]{last.Version} events; commands: {string.Join(", ", counts)}[/]");
        console.WriteLine();
    }

    private static void PrintTitle(Story story, IAnsiConsole console)
    {
        var identity = story.Policy.Identity;
        console.Write(new Rule($"[bold]{Markup.Escape(story.Title)}[/]") { Justification = Justify.Left, Border = BoxBorder.Double });
        if (story.About is { } about)
            console.WriteLine(about);
        var rules = Markup.Escape($"{identity.Name}, version {identity.Version}; {identity.Currency}; times in {identity.Zone}");
        console.MarkupLine($"[grey]Rules: {rules}[/]");
        console.WriteLine();
    }
}
