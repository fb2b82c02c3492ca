using System.Globalization;
using Spectre.Console;

namespace SelfCare;

/// <summary>Where the program reads from and writes to, so that a test can stand in for a person.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    private const int DefaultWidth = 80;
    private const int LeastWidth = 40;
    private const int MostWidth = 500;

    /// <summary>A variable of the environment; null or empty where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>A console that asks a person; null where none sits there.</summary>
    public Func<IAnsiConsole?> ToDialog { get; init; } = () => null;

    /// <summary>The width of lines in a file or a pipe, which have none of their own.</summary>
    private int WidthOfFiles => int.TryParse(Variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
        ? Math.Clamp(columns, LeastWidth, MostWidth)
        : DefaultWidth;

    /// <summary>Colours for a person at a screen who has not asked for none (https://no-color.org); else plain text.</summary>
    public IAnsiConsole ToConsole()
    {
        var output = new AnsiConsoleOutput(Out);
        var isColourful = output.IsTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));
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
