using System.Reflection;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>A block of a README between its fences.</summary>
/// <param name="Language">What stands behind the opening fence; empty where nothing does.</param>
/// <param name="Content">The lines of the block, each with its end.</param>
/// <param name="Line">The line of the first of them, from 1.</param>
/// <param name="Given">What a comment before it says is given: a situation of <see cref="Example"/>; null where none is said.</param>
/// <param name="File">The name of the file that it is, where the line before says so; else null.</param>
/// <param name="Section">The generated section in which it stands, such as <c>chart refund</c>; else null.</param>
internal sealed record ReadmeBlock(string Language, string Content, int Line, string? Given, string? File, string? Section);

/// <summary>A part of a README that is made from the code, between the comments <c>kind of</c> and <c>/kind of</c>.</summary>
internal sealed record ReadmeSection(string Kind, string Of, string Content)
{
    public string Name => Of.Length == 0 ? Kind : $"{Kind} {Of}";
}

/// <summary>A Markdown file of the repository, where it stands among the sources.</summary>
internal sealed partial class Readme
{
    public Readme(string path, string text)
    {
        Path = path;
        Lines = text.ReplaceLineEndings("\n").Split('\n');
        Read();
    }

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        typeof(Readme).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Sources").Value!, "..", ".."));

    /// <summary>Every Markdown file, the root's first.</summary>
    public static IReadOnlyList<Readme> All { get; } =
    [
        .. new[] { "", "src", "samples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(
                System.IO.Path.Combine(Root, folder), "*.md", folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !BuiltOutput().IsMatch(path))
            .OrderBy(path => path.Count(letter => letter == '/'))
            .ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => new Readme(path, File.ReadAllText(System.IO.Path.Combine(Root, path)))),
    ];

    /// <summary>The file's path from the root.</summary>
    public string Path { get; }

    public string FullPath => System.IO.Path.Combine(Root, Path);

    public string Folder => System.IO.Path.GetDirectoryName(FullPath)!;

    public string[] Lines { get; }

    public string Text => string.Join('\n', Lines);

    public List<ReadmeBlock> Blocks { get; } = [];

    public List<ReadmeSection> Sections { get; } = [];

    /// <summary>What stands outside of the blocks, with the number of its line.</summary>
    public List<(string Text, int Line)> Prose { get; } = [];

    /// <summary>The anchors of its headings, as GitHub and others make them.</summary>
    public IEnumerable<string> Anchors => Prose
        .Where(line => line.Text.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    public static Readme Of(string path) => All.Single(readme => readme.Path == path);

    public override string ToString() => Path;

    /// <summary>Writes something else in the place of a part of the file.</summary>
    public void Rewrite(string part, string made)
    {
        var text = File.ReadAllText(FullPath);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        if (at >= 0 && part != made)
            File.WriteAllText(FullPath, string.Concat(text.AsSpan(0, at), made, text.AsSpan(at + part.Length)));
    }

    private void Read()
    {
        var (given, file, section, sectionFrom) = ((string?)null, (string?)null, (string?)null, 0);
        for (var i = 0; i < Lines.Length; i++)
        {
            var line = Lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(Lines, "```", i + 1);
                if (end < 0)
                    throw new FormatException($"{Path}:{i + 1}: the block has no end.");
                Blocks.Add(new ReadmeBlock(line[3..], string.Concat(Lines[(i + 1)..end].Select(each => each + "\n")), i + 2, given, file, section));
                (given, file, i) = (null, null, end);
            }
            else if (Comment().Match(line) is { Success: true } comment)
            {
                var text = comment.Groups["text"].Value;
                if (text.StartsWith("given: ", StringComparison.Ordinal))
                    given = text["given: ".Length..];
                else if (section is null)
                    (section, sectionFrom) = (text, i + 1);
                else if (text != $"/{section}")
                    throw new FormatException($"{Path}:{i + 1}: found '{text}' within '{section}'.");
                else
                    section = Close(section, sectionFrom, i);
            }
            else if (line.Length > 0)
            {
                (given, file) = (null, FileName().Match(line) is { Success: true } name ? name.Groups["file"].Value : null);
                Prose.Add((line, i + 1));
            }
        }

        if (section is not null)
            throw new FormatException($"{Path}: the section '{section}' has no end.");
    }

    private string? Close(string section, int from, int to)
    {
        var words = section.Split(' ', 2);
        Sections.Add(new ReadmeSection(words[0], words.ElementAtOrDefault(1) ?? "", string.Concat(Lines[from..to].Select(each => each + "\n"))));
        return null;
    }

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuiltOutput();

    [GeneratedRegex("^<!-- (?<text>.*) -->$")]
    private static partial Regex Comment();

    [GeneratedRegex("^`(?<file>[^`]+)`:$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
