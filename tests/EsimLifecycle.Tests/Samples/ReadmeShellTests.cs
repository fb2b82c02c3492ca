using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>
/// Every shell block of every README, run in order by a real shell in a folder of its own. A block of text after it is what it prints, in which … stands for
/// anything; a block of JSON after a file's name is that file.
/// </summary>
[Trait("speed", "slow")]
public sealed partial class ReadmeShellTests : IDisposable
{
    // What builds the repository or asks a registry is only looked at; the program is the one that was built for the tests.
    private const string Dotnet = """
        #!/usr/bin/env bash
        case "$*" in
          "run --project samples/SelfCare"*) shift 3; [ "${1:-}" = "--" ] && shift; exec "$REAL_DOTNET" exec "$SELF_CARE" "$@" ;;
          "add package EsimLifecycle" | "test" | 'test --filter speed!=slow') ;;
          *) echo "not run here: dotnet $*" >&2; exit 3 ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("readme-").FullName;

    public ReadmeShellTests()
    {
        var shim = Path.Combine(_folder, "bin", "dotnet");
        Directory.CreateDirectory(Path.GetDirectoryName(shim)!);
        File.WriteAllText(shim, Dotnet.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var stories = Directory.CreateDirectory(Path.Combine(_folder, "samples", "SelfCare", "stories")).FullName;
        foreach (var story in Directory.EnumerateFiles(SelfCareRun.Stories))
            File.Copy(story, Path.Combine(stories, Path.GetFileName(story)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Samples/README.md", 4)]
    [InlineData("Samples/SelfCare/README.md", 4)]
    [InlineData("Samples/EsimLifecycle/README.md", 0)]
    [InlineData("Interop/README.md", 0)]
    public async Task Every_command_of_a_readme_runs_as_it_stands(string file, int blocks)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX shell.");
        var readme = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken);
        var (printed, run) = ("", 0);
        foreach (Match block in Block().Matches(readme))
        {
            var (name, language, content) = (block.Groups["file"].Value, block.Groups["language"].Value, block.Groups["content"].Value);
            if (language == "sh")
                (printed, run) = (await Run(content), run + 1);
            else if (language == "text")
                printed.Should().MatchRegex($"^{Regex.Escape(content).Replace("…", ".*", StringComparison.Ordinal)}$", "the README of {0} says so", file);
            else if (name.Length > 0)
                await File.WriteAllTextAsync(Path.Combine(_folder, name), content, TestContext.Current.CancellationToken);
            language.Should().NotBeEmpty("a block without a language is not tried, at {0}", content);
        }

        run.Should().Be(blocks);
        foreach (Match command in InLine().Matches(readme))
            await Run(command.Groups["command"].Value);
    }

    private async Task<string> Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = _folder,
                ["PATH"] = $"{Path.Combine(_folder, "bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                ["REAL_DOTNET"] = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Find("dotnet"),
                ["SELF_CARE"] = Path.Combine(AppContext.BaseDirectory, "SelfCare.dll"),
            },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, "{0} says {1}", script, await error);
        return (await output).ReplaceLineEndings("\n");
    }

    private static string Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);

    [GeneratedRegex("(^`(?<file>[^`\n]+)`:\n\n)?^```(?<language>[a-z]*)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<command>dotnet run --project samples/SelfCare[^`\n]*)`")]
    private static partial Regex InLine();
}
