using System.Diagnostics;

namespace EsimLifecycle.Tests;

/// <summary>
/// Runs the shell blocks of a README by a real shell, in a folder that stands in for the repository and the home. <c>dotnet</c> is a stand-in: what builds the repository or asks a
/// registry is a short list that the build's own run covers, and the samples are those that were built for the tests.
/// </summary>
internal sealed class Shell : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        case "$*" in
          "run --project samples/SelfCare"*) shift 3; [ "${1:-}" = "--" ] && shift; exec "$REAL_DOTNET" exec "$SELF_CARE" "$@" ;;
          "run -c Release --project samples/FleetSimulation -- "*) shift 6; exec "$REAL_DOTNET" exec "$FLEET_SIMULATION" "$@" ;;
          "add package EsimLifecycle"* | "run --project samples/Shop" | "test tests/EsimLifecycle.Hosting.Tests --filter "* | "test" | 'test --filter speed!=slow' | "pack src/EsimLifecycle"*) ;;
          "run -c Release --project tests/EsimLifecycle.Benchmarks -- "*) ;;
          *) echo "not run here: dotnet $*" >&2; exit 3 ;;
        esac
        """;

    public Shell()
    {
        Write("bin/dotnet", Dotnet);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(Folder, "bin", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var story in Directory.EnumerateFiles(SelfCareRun.Stories))
            Write($"samples/SelfCare/stories/{Path.GetFileName(story)}", File.ReadAllText(story));
    }

    private string Folder { get; } = Directory.CreateTempSubdirectory("readme-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
    }

    /// <summary>Runs a script and returns what it prints; every command of it has to succeed.</summary>
    public async Task<string> Run(string script, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = Folder,
                ["PATH"] = $"{Path.Combine(Folder, "bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                ["REAL_DOTNET"] = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Find("dotnet"),
                ["SELF_CARE"] = Path.Combine(AppContext.BaseDirectory, "SelfCare.dll"),
                ["FLEET_SIMULATION"] = Path.Combine(AppContext.BaseDirectory, "FleetSimulation.dll"),
                ["LC_ALL"] = "C.UTF-8",
                ["COLUMNS"] = "80",
            },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        process.ExitCode.Should().Be(0, "{0} says {1}", script, await error);
        return (await output).ReplaceLineEndings("\n");
    }

    private static string Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
