using System.Globalization;

namespace EsimLifecycle;

/// <summary>Puts reasons into words, in the language of those who read them.</summary>
/// <remarks>
/// Each language is one file, <c>MessagesIn….cs</c>, for a translator to work in; values are written by <see cref="MessageLanguage"/>.
/// </remarks>
internal static class Messages
{
    public static string Explain(Refusal refusal, CultureInfo culture, DateTimeZone zone) =>
        LanguageOf(culture).Explain(refusal, culture, zone);

    public static string Explain(SettlementLine line, CultureInfo culture) => LanguageOf(culture).Explain(line, culture);

    public static string Explain(ChecklistItem item, CultureInfo culture, DateTimeZone zone) => LanguageOf(culture).Explain(item, culture, zone);

    internal static MessageLanguage LanguageOf(CultureInfo culture) => CodeOf(culture) switch
    {
        // Simplified is nearer to readers of Traditional Chinese than English is.
        "zh" => MessagesInChinese.Language,
        "id" => MessagesInIndonesian.Language,
        _ => MessagesInEnglish.Language,
    };

    // By the name: where a program runs without culture data, the name is all that a culture has.
    internal static ReadOnlySpan<char> CodeOf(CultureInfo culture)
    {
        var name = culture.Name.AsSpan();
        return name.IndexOf('-') is var end and >= 0 ? name[..end] : name;
    }
}
