using System.CommandLine;

namespace SelfCare;

/// <summary><c>desk</c>: an interactive session.</summary>
internal static class DeskCommand
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var desk = new Command("desk", "Look after subscriptions in a dialog: what is possible, why not, do it, what follows.")
        {
            JournalCommands.Now, JournalCommands.Folder, OutputOptions.Verbose,
        };
        desk.SetAction(parsed => Run(parsed, terminal));
        root.Subcommands.Add(desk);
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        var output = OutputOptions.Of(parsed, terminal);
        var now = JournalCommands.NowOf(parsed);
        if (terminal.ToDialog() is not { } console)
            throw new BadInputException(new Phrases(DateTimeZone.Utc, output.Culture).Text("deskNoTerminal"));
        return new Desk(console, new JournalFolder(parsed.GetRequiredValue(JournalCommands.Folder), terminal.Error), terminal, now, output with { AsJson = false }).Run();
    }
}
