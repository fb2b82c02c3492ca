using System.CommandLine;
using System.CommandLine.Invocation;

namespace SelfCare;

/// <summary>The program: its commands, and how it ends.</summary>
internal static class App
{
    public static int Run(string[] args, Terminal terminal)
    {
        var root = new RootCommand(
            "Plays the life of eSIM subscriptions, and keeps real ones in a folder. Without a command it lists its own stories, and plays the first in brief.");
        StoryCommands.AddTo(root, terminal);
        JournalCommands.AddTo(root, terminal);
        DeskCommand.AddTo(root, terminal);
        ChartCommand.AddTo(root, terminal);
        PolicyCommand.AddTo(root, terminal);
        HelpExamples.AddTo(root, terminal);

        // No "@file" arguments: a caller's id may begin with that.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
            return Fail(terminal, string.Join(Environment.NewLine, [.. PolicyCommand.FindSlip(parsed) is { } slip ? [slip] : parsed.Errors.Select(error => error.Message), "--help tells more."]));
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, e.Message);
        }
    }

    private static int Fail(Terminal terminal, string message)
    {
        terminal.Error.WriteLine(message);
        return ExitCode.BadInput;
    }
}
