using System.CommandLine;

namespace SelfCare;

/// <summary><c>play</c>, and playing the program's own stories where no command is given.</summary>
internal static class StoryCommands
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Stories to play; - reads one from standard input. All are checked before the first one is played.",
            Arity = ArgumentArity.OneOrMore,
        };
        var play = new Command("play", "Play stories from files.") { files };
        play.SetAction(parsed => Play(parsed.GetRequiredValue(files), parsed, terminal));
        root.Subcommands.Add(play);

        root.Options.Add(OutputOptions.Json);
        root.Options.Add(OutputOptions.Culture);
        root.SetAction(parsed => Play(StoryFiles.Own, parsed, terminal));
    }

    private static int Play(IEnumerable<string> files, ParseResult parsed, Terminal terminal)
    {
        var culture = OutputOptions.CultureOf(parsed);
        foreach (var story in StoryFiles.Read(files, terminal))
        {
            if (!parsed.GetValue(OutputOptions.Json))
            {
                StoryPrinter.Print(story, terminal.ToConsole(), culture);
                continue;
            }

            var say = new Phrases(DateTimeZoneProviders.Tzdb[story.Policy.Identity.Zone]);
            foreach (var played in StoryPlayer.Play(story))
                terminal.Out.WriteLine(StepJson.Write(played, say, culture));
        }

        return ExitCode.Ok;
    }
}
