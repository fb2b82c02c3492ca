using System.Globalization;
using System.Text.Json;

namespace SelfCare;

/// <summary>The program's own few words, in the languages of the library's texts: they are in <c>texts.json</c>.</summary>
internal sealed class Texts
{
    private const string English = "en";

    private static readonly Dictionary<string, Dictionary<string, string>> All = Read();

    public Texts(CultureInfo culture)
    {
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

    public string this[string key] => All[key][Language];

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream("texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
    }
}
