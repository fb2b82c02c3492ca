using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EsimLifecycle.Tests;

/// <summary>The codes of all refusals, and the facts each carries as its documentation says in brackets: <c>[device, most]</c>.</summary>
internal static partial class RefusalDocs
{
    public static IReadOnlyDictionary<string, string[]> Facts { get; } = Read();

    private static Dictionary<string, string[]> Read()
    {
        var summaries = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "EsimLifecycle.xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value.Trim() ?? string.Empty);
        return typeof(RefusalCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).ToDictionary(
            field => (string)field.GetRawConstantValue()!,
            field => Brackets().Match(summaries[$"F:EsimLifecycle.{nameof(RefusalCode)}.{field.Name}"]).Groups[1].Value
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@"\[([^\]]*)\]\.$")]
    private static partial Regex Brackets();
}
