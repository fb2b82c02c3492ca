using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>The dates the library reckons with: within them no calculation can overflow.</summary>
internal static class CalendarBounds
{
    public static readonly LocalDate First = new(1970, 1, 1);
    public static readonly LocalDate Last = new(2999, 12, 31);

    public static bool Contains(LocalDate date) => date.Calendar == CalendarSystem.Iso && date >= First && date <= Last;

    public static LocalDate Check(LocalDate date, string name)
    {
        if (date.Calendar != CalendarSystem.Iso)
            throw NotIso(date, name);
        return Contains(date) ? date : throw Beyond(date, name);
    }

    public static string Iso(this LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static ArgumentException NotIso(LocalDate date, string name) =>
        new($"A date of the ISO calendar is expected, but this one is of {date.Calendar}.", name);

    private static ArgumentOutOfRangeException Beyond(LocalDate date, string name) =>
        new(name, date.Iso(), $"A date from {First.Iso()} to {Last.Iso()} is expected.");
}
