using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace SelfCare;

/// <summary>A program's own few words, in the languages of the library's texts: they are in its <c>texts.json</c>.</summary>
internal sealed class Texts
{
    private const string English = "en";

    private static readonly Dictionary<string, Dictionary<string, string>> All = Read(typeof(Texts).Assembly);

    private readonly Dictionary<string, Dictionary<string, string>> _all;

    /// <param name="culture">The reader's culture.</param>
    /// <param name="program">Another program, whose words come before these.</param>
    public Texts(CultureInfo culture, Assembly? program = null)
    {
        _all = program is null ? All : new(All.Concat(Read(program)));
        var names = new List<string>();
        for (var each = culture; each.Name.Length > 0; each = each.Parent)
            names.Add(each.Name);
        Language = names.Find(All["date"].ContainsKey) ?? English;
    }

    public static IEnumerable<string> Languages => All["date"].Keys;

    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>The language's code: <c>en</c>, <c>zh</c> or <c>id</c>.</summary>
    public string Language { get; }

    /// <summary>A text in a language; null where there is none of that key.</summary>
    public static string? Find(string key, string language) => All.TryGetValue(key, out var texts) ? texts[language] : null;

    public string this[string key] => _all[key][Language];

    public static Dictionary<string, Dictionary<string, string>> Read(Assembly program)
    {
        using var stream = program.GetManifestResourceStream("texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
    }
}
