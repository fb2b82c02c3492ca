using System.Text.Json;
using SelfCare;

namespace EsimLifecycle.Tests;

/// <summary>One run of the self-care program, in this process: what it was given and what it gave.</summary>
internal sealed record SelfCareRun(int ExitCode, string Output, string Error)
{
    /// <summary>The JSON objects it printed, one a line.</summary>
    public IReadOnlyList<JsonElement> Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>Where the program keeps its own stories.</summary>
    public static string Stories { get; } = Path.Combine(AppContext.BaseDirectory, "stories");

    /// <summary>One of the program's own stories, a JSON object for each step.</summary>
    public static SelfCareRun OfStory(string file)
    {
        var run = Of("play", Path.Combine(Stories, file), "--json");
        run.ExitCode.Should().Be(0, run.Error);
        return run;
    }

    public static SelfCareRun Of(params string[] arguments) => WithInput("", arguments);

    public static SelfCareRun WithInput(string input, params string[] arguments) => With([], input, arguments);

    /// <summary>A run in an environment of these variables.</summary>
    public static SelfCareRun With(Dictionary<string, string> variables, string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = App.Run(arguments, new Terminal(new StringReader(input), output, error) { Variable = name => variables.GetValueOrDefault(name) });
        return new SelfCareRun(code, output.ToString(), error.ToString());
    }
}
