using System.Globalization;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>What the guide of the web package says.</summary>
internal static partial class GuideTable
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Web", "README.md"));

    /// <summary>The table of statuses: each with the refusals that have it.</summary>
    public static IReadOnlyList<(int Status, string[] Codes)> Statuses() =>
    [
        .. Text.Split('\n').Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (int.Parse(row.Groups["status"].Value, CultureInfo.InvariantCulture), Code().Matches(row.Groups["codes"].Value).Select(code => code.Groups[1].Value).ToArray())),
    ];

    [GeneratedRegex(@"^\| (?<status>[45]\d\d) \|(?<codes>.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`([a-z]+\.[a-z_]+)`")]
    private static partial Regex Code();
}
