using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>Prints a story for people, from its title to what is left at its end.</summary>
internal sealed class StoryPrinter(IAnsiConsole console, CultureInfo culture, Detail detail)
{
    public void Print(Story story)
    {
        var say = new Phrases(story.Policy, culture);
        PrintTitle(story, say);

        var timeline = new Timeline(console, say, detail);
        var outcomes = new Dictionary<Outcome, int>();
        var last = Subscription.None;
        foreach (var played in StoryPlayer.Play(story))
        {
            timeline.Show(played);
            last = played.After;
            if (played.Step.Message is not null)
                outcomes[played.Decision.Outcome] = outcomes.GetValueOrDefault(played.Decision.Outcome) + 1;
        }

        if (detail != Detail.Brief)
        {
            console.Write(new Rule($"[bold]{say.Text("atTheEnd")}[/]") { Justification = Justify.Left });
            new Card(console, say, detail).Show(last, new Lifecycle(story.Policy), Instant.Max(story.Steps[^1].At, last.LastEventAt));
            var counts = outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {say.Word(pair.Key)}");
            console.MarkupLine($"  [grey]{say.Text("counts", last.Version, string.Join(", ", counts))}[/]");
        }

        console.WriteLine();
    }

    private void PrintTitle(Story story, Phrases say)
    {
        var identity = story.Policy.Identity;
        console.Write(new Rule($"[bold]{Markup.Escape(story.Title)}[/]") { Justification = Justify.Left, Border = BoxBorder.Double });
        if (story.About is { } about)
            console.WriteLine(about);
        if (detail != Detail.Brief)
            console.MarkupLine($"[grey]{Markup.Escape(say.Text("rules", identity.Name, identity.Version, identity.Currency, identity.Zone))}[/]");
        console.WriteLine();
    }
}
