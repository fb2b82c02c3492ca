using System.Diagnostics;
using Spectre.Console;

namespace FleetSimulation;

/// <summary>How far the simulation is: a bar that moves where somebody looks at it, else a line now and then. It goes to the error output, apart from the report.</summary>
internal sealed class Progress(Terminal terminal, Phrases say, long subscriptions)
{
    private const int BarWidth = 30;

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(10);

    private readonly bool _isSeen = new AnsiConsoleOutput(terminal.Error).IsTerminal;
    private readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Tells how far it is until it is over.</summary>
    public async Task Watch(Fleet fleet, Task running)
    {
        while (await Task.WhenAny(running, Task.Delay(_isSeen ? Often : Seldom)) != running)
        {
            var lived = fleet.Lived;
            var text = say.Text("progress", (double)lived / subscriptions, lived, subscriptions, lived / Elapsed.TotalSeconds);
            var done = (int)(lived * BarWidth / subscriptions);
            if (_isSeen)
                terminal.Error.Write($"\r{new string('█', done)}{new string('░', BarWidth - done)} {text} ");
            else
                terminal.Error.WriteLine(text);
        }

        if (_isSeen)
            terminal.Error.Write("\r\x1b[K");
    }
}
