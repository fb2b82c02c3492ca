using System.CommandLine;
using System.Globalization;

namespace SelfCare;

/// <summary>How the answer is given; understood by every command.</summary>
internal static class OutputOptions
{
    private const string EnglishName = "en";

    /// <summary>What names the user's language, the first that is set (POSIX).</summary>
    private static readonly string[] LanguageVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object per step, each on a line, instead of text for people.",
        Recursive = true,
    };

    public static Option<string?> Culture { get; } = new("--culture")
    {
        Description = "The language: en, zh-Hans or id; by default that of LC_ALL, LC_MESSAGES or LANG.",
        HelpName = "name",
        Recursive = true,
    };

    public static Option<bool> Brief { get; } = new("--brief") { Description = "A line for each step." };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "All there is: postings, every instruction, the next deadline.",
    };

    public static Output Of(ParseResult parsed, Terminal terminal) => new(
        parsed.GetValue(Json),
        CultureOf(parsed, terminal),
        parsed.GetValue(Brief) ? Detail.Brief : parsed.GetValue(Verbose) ? Detail.Full : Detail.Normal);

    private static CultureInfo CultureOf(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(Culture) is not { } name)
            return CultureOf(terminal);
        return Find(name) ?? throw new BadInputException($"--culture: found '{name}'; expected a culture such as en, zh-Hans or id.");
    }

    /// <summary>The language of the environment, such as <c>zh_CN.UTF-8</c>; English where there is none that the program speaks.</summary>
    private static CultureInfo CultureOf(Terminal terminal)
    {
        var name = LanguageVariables.Select(terminal.Variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        var culture = Find(name.Split('.', '@')[0].Replace('_', '-'));
        return culture is not null && Texts.Languages.Contains(culture.TwoLetterISOLanguageName) ? culture : CultureInfo.GetCultureInfo(EnglishName);
    }

    private static CultureInfo? Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>How the answer is given.</summary>
/// <param name="AsJson">As JSON, for programs.</param>
/// <param name="Culture">The reader's culture.</param>
/// <param name="Detail">How much is told.</param>
internal sealed record Output(bool AsJson, CultureInfo Culture, Detail Detail);

/// <summary>How much is told.</summary>
internal enum Detail
{
    /// <summary>A line for each step.</summary>
    Brief,

    /// <summary>What a customer would want to know, and what waits for an answer.</summary>
    Normal,

    /// <summary>All there is.</summary>
    Full,
}
