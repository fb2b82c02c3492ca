using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace EsimLifecycle.AspNetCore;

/// <summary>The culture of whoever reads an answer.</summary>
internal static class ReaderCulture
{
    // Browsers send a handful.
    private const int MaxLanguages = 16;

    /// <summary>
    /// Returns the culture of the request's localization or, where there is none, the first in its <c>Accept-Language</c> that there are texts for;
    /// otherwise the invariant one: English, with ISO dates.
    /// </summary>
    public static CultureInfo Of(HttpContext http, MessageCatalog messages)
    {
        if (http.Features.Get<IRequestCultureFeature>() is { } feature)
            return feature.RequestCulture.UICulture;
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage;
        return wanted.Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Take(MaxLanguages)
            .Select(language => Find(language.Value.ToString(), messages))
            .FirstOrDefault(culture => culture is not null) ?? CultureInfo.InvariantCulture;
    }

    public static string LanguageOf(CultureInfo culture) => culture.Name.Length == 0 ? "en" : culture.Name;

    private static CultureInfo? Find(string name, MessageCatalog messages)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            for (var each = culture; each.Name.Length > 0; each = each.Parent)
            {
                if (messages.Languages.Contains(each.Name))
                    return culture;
            }
        }
        catch (CultureNotFoundException)
        {
            // Somebody's own language tag, or "*": the next one may do.
        }

        return null;
    }
}
