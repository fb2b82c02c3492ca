using System.CommandLine;
using System.Globalization;

namespace SelfCare;

/// <summary>How the answer is given; understood by every command.</summary>
internal static class OutputOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object per step, each on a line, instead of text for people.",
        Recursive = true,
    };

    public static Option<string> Culture { get; } = new("--culture")
    {
        Description = "The language in which refusals are explained: en, zh-Hans or id.",
        HelpName = "name",
        DefaultValueFactory = _ => "en",
        Recursive = true,
    };

    public static CultureInfo CultureOf(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Culture);
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new BadInputException($"--culture: found '{name}'; expected a culture such as en, zh-Hans or id.");
        }
    }
}
