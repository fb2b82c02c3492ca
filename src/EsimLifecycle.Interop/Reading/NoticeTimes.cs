using System.Globalization;
using NodaTime.Text;

namespace EsimLifecycle.Interop;

/// <summary>
/// Reads instants as platforms write them: in ISO 8601 with an offset or without one (UTC), or as seconds or milliseconds since 1970.
/// </summary>
internal static class NoticeTimes
{
    public const string Expected = "a moment from the years 1970 to 2499, in ISO 8601 or in seconds or milliseconds since 1970";

    private const int Longest = 40;

    // A count of seconds as large as this is beyond the years that are taken; so it is one of milliseconds.
    private const long MinMilliseconds = 100_000_000_000;

    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<Z+HHmm>"),
    ];

    private static readonly LocalDateTimePattern[] InUtc =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd' 'HH':'mm':'ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd' 'HH':'mm"),
    ];

    public static Instant? Read(string text)
    {
        text = text.Length <= Longest ? text.Trim() : "";
        var instant = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? FromCount(count) : FromIso(text);
        return instant >= Limits.EarliestNow && instant < Limits.LatestNow ? instant : null;
    }

    private static Instant? FromCount(long count) => count switch
    {
        < MinMilliseconds => Instant.FromUnixTimeSeconds(count),
        < MinMilliseconds * 1000 => Instant.FromUnixTimeMilliseconds(count),
        _ => null,
    };

    private static Instant? FromIso(string text)
    {
        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text).TryGetValue(default, out var value))
                return value.ToInstant();
        }

        foreach (var pattern in InUtc)
        {
            if (pattern.Parse(text).TryGetValue(default, out var value))
                return value.InUtc().ToInstant();
        }

        return null;
    }
}
