using System.Globalization;

namespace EsimLifecycle;

internal static class Messages
{
    public static string Explain(Refusal refusal, CultureInfo culture) => refusal.Code + culture.Name;
}
