using Spectre.Console;

namespace SelfCare;

/// <summary>The console at which a person sits.</summary>
internal static class Dialog
{
    /// <summary>How a shell is told that a program was interrupted: 128 and the number of the signal.</summary>
    private const int Interrupted = 130;

    /// <summary>A console that can ask; null where nobody sits there, or where it can't move its cursor.</summary>
    public static IAnsiConsole? Open()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            return null;
        var isColourful = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            ColorSystem = isColourful ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!console.Profile.Capabilities.Ansi || !console.Profile.Capabilities.Interactive)
            return null;

        // A question hides the cursor; who leaves in the middle of one wants it back.
        Console.CancelKeyPress += (_, _) =>
        {
            console.Cursor.Show();
            console.WriteLine();
            Environment.Exit(Interrupted);
        };
        return console;
    }
}
