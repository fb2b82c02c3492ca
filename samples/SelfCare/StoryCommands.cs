using System.CommandLine;

namespace SelfCare;

/// <summary><c>play</c>, and the list of the program's own stories where no command is given.</summary>
internal static class StoryCommands
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var stories = new Argument<string[]>("stories")
        {
            Description = "Stories to play: the number or name of one of the program's own, or a file; - reads one from standard input. "
                + "All are checked before the first one is played. Without any, all of the program's own are played.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var play = new Command("play", "Play stories.") { stories, OutputOptions.Brief, OutputOptions.Verbose };
        play.SetAction(parsed => Play(parsed.GetValue(stories) ?? [], OutputOptions.Of(parsed, terminal), terminal));
        root.Subcommands.Add(play);

        root.Options.Add(OutputOptions.Json);
        root.Options.Add(OutputOptions.Culture);
        root.SetAction(parsed => OutputOptions.Of(parsed, terminal) is { AsJson: false } output ? List(output, terminal) : Play([], OutputOptions.Of(parsed, terminal), terminal));
    }

    private static int Play(string[] names, Output output, Terminal terminal)
    {
        var files = names.Length == 0 ? StoryFiles.Own : names.Select(StoryFiles.Find);
        foreach (var story in StoryFiles.Read(files, terminal))
        {
            if (!output.AsJson)
            {
                new StoryPrinter(terminal.ToConsole(), output.Culture, output.Detail).Print(story);
                continue;
            }

            var say = new Phrases(story.Policy, output.Culture);
            foreach (var played in StoryPlayer.Play(story))
                terminal.Out.WriteLine(StepJson.Write(played, say));
        }

        return ExitCode.Ok;
    }

    private static int List(Output output, Terminal terminal)
    {
        var stories = StoryFiles.Read(StoryFiles.Own, terminal);
        new StoryList(terminal.ToConsole(), output.Culture).Print(stories);
        return ExitCode.Ok;
    }
}
