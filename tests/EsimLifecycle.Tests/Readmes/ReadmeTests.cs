using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>Every block of every README is tried, every table and chart in it is the code's own, and every link leads somewhere.</summary>
public partial class ReadmeTests
{
    /// <summary>Set to anything, it writes anew what is made from the code and what the examples print.</summary>
    private const string Writing = "WRITE_READMES";

    public static bool IsWriting { get; } = Environment.GetEnvironmentVariable(Writing) is not null;

    public static readonly TheoryData<string> Files = new(Readme.All.Select(readme => readme.Path));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Its_code_compiles_runs_and_prints_what_is_shown(string file)
    {
        var readme = Readme.Of(file);
        ReadmeCode.Faults(readme).Should().BeEmpty();
        using var run = new ReadmeRun(readme, TestContext.Current.CancellationToken);

        await run.Run(shell: false);
    }

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("speed", "slow")]
    public async Task Its_commands_run_in_a_shell_and_print_what_is_shown(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX shell.");
        using var run = new ReadmeRun(Readme.Of(file), TestContext.Current.CancellationToken);

        await run.Run(shell: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_tables_and_charts_are_made_from_the_code(string file)
    {
        var readme = Readme.Of(file);
        foreach (var section in readme.Sections)
        {
            if (ReadmeSections.Of(section) is not { } made)
                continue;
            if (IsWriting)
                readme.Rewrite($"<!-- {section.Name} -->\n{section.Content}<!-- /", $"<!-- {section.Name} -->\n{made}<!-- /");
            else
                section.Content.Should().Be(made, "'{0}' in {1} is made from the code; run this test with {2}=1 to write it", section.Name, file, Writing);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_links_lead_to_what_is_there(string file)
    {
        var readme = Readme.Of(file);
        foreach (var (text, line) in readme.Prose)
        {
            foreach (Match link in Link().Matches(InCode().Replace(text, "")))
            {
                var target = link.Groups["target"].Value;
                if (target.StartsWith("https://", StringComparison.Ordinal))
                    continue;
                var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
                var full = Path.GetFullPath(Path.Combine(readme.Folder, path));
                var name = Path.GetRelativePath(Readme.Root, full).Replace('\\', '/');
                (path.Length == 0 || File.Exists(full) || Directory.Exists(full)).Should().BeTrue("{0}:{1} links to '{2}'", file, line, target);
                if (anchor.Length > 0)
                    (path.Length == 0 ? readme : Readme.Of(name)).Anchors.Should().Contain(anchor, "{0}:{1} links to it", file, line);
            }
        }
    }

    [Fact]
    public void Every_chart_is_drawn_somewhere() => Readme.All.SelectMany(readme => readme.Sections).Where(section => section.Kind == "chart")
        .Select(section => section.Of).Distinct().Should().BeEquivalentTo("", "binding", "refund", "profile", "cancellation");

    [Fact]
    public void Every_command_stands_in_the_guide_of_its_room() => Readme.All.Where(readme => readme.Path != "README.md")
        .SelectMany(readme => readme.Sections.Where(section => section.Kind == "commands").Select(section => (readme.Path, section.Of)))
        .Should().BeEquivalentTo(Enum.GetValues<CommandKind>().Select(ReadmeSections.RoomOf).Distinct().Select(room => ($"src/EsimLifecycle/{room}/README.md", room)));

    [Fact]
    public void Every_knob_stands_in_one_guide() => Readme.All
        .SelectMany(readme => readme.Sections.Where(section => section.Kind == "knobs").SelectMany(section => section.Of.Split(' ')))
        .Should().BeEquivalentTo(ReadmeSections.PolicyParts.Select(part => part.Name));

    [Theory]
    [InlineData("EsimLifecycle")]
    [InlineData("EsimLifecycle.Interop")]
    [InlineData("EsimLifecycle.Hosting")]
    [InlineData("EsimLifecycle.Hosting.Conformance")]
    [InlineData("EsimLifecycle.AspNetCore")]
    public void What_a_package_shows_is_brief_and_stands_by_itself(string package)
    {
        var readme = Readme.Of($"src/{package}/PACKAGE.md");

        File.ReadAllText(Path.Combine(readme.Folder, $"{package}.csproj")).Should().Contain("<None Include=\"PACKAGE.md\" Pack=\"true\" PackagePath=\"/\" />");
        readme.Lines.Should().HaveCountLessThanOrEqualTo(80);
        readme.Blocks.Select(block => block.Language).Should().NotContain("mermaid", "the registry draws no charts");
        readme.Blocks.Should().NotContain(block => block.Given != null);
        foreach (var (text, line) in readme.Prose)
        {
            InCode().Replace(text, "").Should().NotContain("<", "line {0} has no HTML, which the registry shows as it stands", line).And.NotContain("![", "line {0} has no picture", line);
            Link().Matches(text).Should().NotContain(link => !link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal), "line {0} has no neighbours", line);
        }
    }

    [Fact]
    public void Every_room_has_a_guide() => Directory.EnumerateDirectories(Path.Combine(Readme.Root, "src", "EsimLifecycle"))
        .Select(folder => Path.GetFileName(folder))
        .Where(room => room is not ("bin" or "obj"))
        .Except(Readme.All.Select(readme => readme.Path.Split('/')).Where(path => path is ["src", "EsimLifecycle", _, "README.md"]).Select(path => path[2]))
        .Should().BeEmpty();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InCode();
}
