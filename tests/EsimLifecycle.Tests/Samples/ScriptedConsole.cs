using Spectre.Console;
using Spectre.Console.Rendering;

namespace EsimLifecycle.Tests;

/// <summary>A terminal at which a script is typed: lines, each ended by Enter. Where the script ends, so does the session, as by Ctrl-C.</summary>
internal sealed class ScriptedConsole : IAnsiConsole, IAnsiConsoleInput, IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly IAnsiConsole _inner;
    private readonly Queue<ConsoleKeyInfo> _keys = [];

    public ScriptedConsole(IEnumerable<string> lines)
    {
        _inner = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_output),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _inner.Profile.Width = 80;
        foreach (var line in lines)
        {
            foreach (var letter in line)
                _keys.Enqueue(new ConsoleKeyInfo(letter, ConsoleKey.NoName, shift: false, alt: false, control: false));
            _keys.Enqueue(new ConsoleKeyInfo('\r', ConsoleKey.Enter, shift: false, alt: false, control: false));
        }
    }

    /// <summary>What stood on the screen, without what moves the cursor.</summary>
    public string Screen => System.Text.RegularExpressions.Regex.Replace(_output.ToString(), "\u001b\\[[0-9;?]*[A-Za-z]", "");

    public Profile Profile => _inner.Profile;

    public IAnsiConsoleCursor Cursor => _inner.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => _inner.ExclusivityMode;

    public RenderPipeline Pipeline => _inner.Pipeline;

    public void Clear(bool home) => _inner.Clear(home);

    public void Write(IRenderable renderable) => _inner.Write(renderable);

    public void Dispose() => _output.Dispose();

    public bool IsKeyAvailable() => _keys.Count > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => _keys.Count > 0 ? _keys.Dequeue() : throw new SessionEndedException();

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}

/// <summary>The person at the terminal pressed Ctrl-C.</summary>
internal sealed class SessionEndedException : Exception;
