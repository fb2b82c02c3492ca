using System.Globalization;

namespace EsimLifecycle;

/// <summary>Explains refusals, settlement lines and checklist items in the words of <see cref="MessageCatalog.Default"/>.</summary>
public static class Explanations
{
    /// <inheritdoc cref="MessageCatalog.Explain(Refusal, CultureInfo)"/>
    public static string Explain(this Refusal refusal, CultureInfo culture) => MessageCatalog.Default.Explain(refusal, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(Refusal, CultureInfo, DateTimeZone)"/>
    public static string Explain(this Refusal refusal, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(refusal, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(SettlementLine, CultureInfo)"/>
    public static string Explain(this SettlementLine line, CultureInfo culture) => MessageCatalog.Default.Explain(line, culture);

    /// <inheritdoc cref="MessageCatalog.Explain(ChecklistItem, CultureInfo, DateTimeZone)"/>
    public static string Explain(this ChecklistItem item, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(item, culture, zone);

    /// <inheritdoc cref="MessageCatalog.Explain(CancellationProgress, CultureInfo, DateTimeZone)"/>
    public static string Explain(this CancellationProgress progress, CultureInfo culture, DateTimeZone zone) => MessageCatalog.Default.Explain(progress, culture, zone);
}
