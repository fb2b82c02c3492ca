using System.Diagnostics.CodeAnalysis;
using NodaTime.Text;

namespace SelfCare;

/// <summary>Reads moments as people and programs write them: <c>2026-01-31T10:00:00+08:00</c>, or with <c>Z</c>.</summary>
internal static class Times
{
    public const string Expected = "a moment such as 2026-01-31T10:00:00+08:00, from the years 1970 to 2499";

    public static Instant Read(JsonAt json) => TryRead(json.ToText(), out var instant)
        ? instant.Value
        : throw json.Fault($"found '{json.ToText()}'; expected {Expected}");

    public static bool TryRead(string text, [NotNullWhen(true)] out Instant? instant)
    {
        instant = OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var value } ? value.ToInstant() : null;
        if (instant < Limits.EarliestNow || instant >= Limits.LatestNow)
            instant = null;
        return instant is not null;
    }
}
