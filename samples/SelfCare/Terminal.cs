using Spectre.Console;

namespace SelfCare;

/// <summary>Where the program reads from and writes to, so that a test can stand in for a person.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>The width of lines in a file or a pipe, which have none of their own.</summary>
    private const int WidthOfFiles = 100;

    /// <summary>Colours for a person at a screen who has not asked for none (https://no-color.org); else plain text.</summary>
    public IAnsiConsole ToConsole()
    {
        var output = new AnsiConsoleOutput(Out);
        var isColourful = output.IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output.IsTerminal ? output : new AnsiConsoleOutput(new TidyWriter(Out)),
            Ansi = isColourful ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isColourful ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!output.IsTerminal)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
