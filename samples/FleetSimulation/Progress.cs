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
    public void Watch(Fleet fleet, Task running)
    {
        while (Task.WaitAny([running], _isSeen ? Often : Seldom) < 0)
        {
            var lived = fleet.Lived;
            var done = (int)(lived * BarWidth / subscriptions);
            var text = say.Text("progress", (double)lived / subscriptions, lived, subscriptions, lived / Elapsed.TotalSeconds);
            terminal.Error.Write(_isSeen ? $"\r{new string('█', done)}{new string('░', BarWidth - done)} {text} " : text + terminal.Error.NewLine);
        }

        if (_isSeen)
            terminal.Error.Write("\r\x1b[K");
    }
}
