using System.Diagnostics;
using System.Globalization;

namespace EsimLifecycle.Benchmarks;

/// <summary>How long a process takes from its start until it has read its rules and decided for the first time, as it says itself.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Properties">The properties with which the program is published.</param>
/// <param name="Goals">What its median has to be.</param>
internal sealed record FirstDecision(string Name, string[] Properties, params Goal[] Goals)
{
    private const string Program = "EsimLifecycle.FirstDecision";

    public static IReadOnlyList<FirstDecision> All { get; } =
    [
        new("compiled as it runs", [], Goal.Milliseconds(150)),
        new("published ready to run", ["PublishReadyToRun"]),
        new("published ahead of time (native AOT)", ["PublishAot"]),
    ];

    /// <summary>Publishes the program and starts it so many times; gives nanoseconds.</summary>
    public Spread Measure(string root, int starts)
    {
        var folder = Directory.CreateTempSubdirectory("first-decision-").FullName;
        try
        {
            // A build of its own, of which nothing is left over from another way.
            Run("dotnet", ["publish", Path.Combine(root, "tests", Program), "-c", "Release", "--use-current-runtime", "--artifacts-path", Path.Combine(folder, "build"), "-o", folder, "-p:RunAnalyzers=false", .. Properties.Select(property => $"-p:{property}=true")]);
            return Spread.Of(Enumerable.Range(0, starts).Select(_ => Start(Path.Combine(folder, Program))).ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Start(string program) =>
        1e6 * double.Parse(Run(program, [Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)]), CultureInfo.InvariantCulture);

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}");
    }
}
