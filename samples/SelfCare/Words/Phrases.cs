using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace SelfCare;

/// <summary>Names and moments as people read them, in the carrier's time zone.</summary>
internal sealed class Phrases
{
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

    private readonly DateTimeZone _zone;
    private readonly Texts _texts;
    private readonly LocalDatePattern _datePattern;
    private readonly LocalDatePattern _dayPattern;
    private readonly LocalDateTimePattern _momentPattern;

    /// <param name="zone">The zone in which moments are told.</param>
    /// <param name="culture">The reader's culture.</param>
    public Phrases(DateTimeZone zone, CultureInfo culture)
    {
        (_zone, Culture, _texts) = (zone, culture, new Texts(culture));
        var names = CultureInfo.GetCultureInfo(_texts.Language);
        _datePattern = LocalDatePattern.Create(_texts["date"], names);
        _dayPattern = LocalDatePattern.Create(_texts["day"], names);
        _momentPattern = LocalDateTimePattern.Create(_texts["moment"], names);
    }

    /// <summary>Phrases for who lives by a policy: in its zone.</summary>
    public Phrases(CarrierPolicy policy, CultureInfo culture)
        : this(DateTimeZoneProviders.Tzdb[policy.Identity.Zone], culture)
    {
    }

    public CultureInfo Culture { get; }

    /// <summary>One of the program's own texts.</summary>
    public string Text(string key, params ReadOnlySpan<object?> facts) => facts.Length == 0 ? _texts[key] : string.Format(Culture, _texts[key], facts);

    public string Amount(Money amount) => amount.ToString("C", Culture);

    public LocalDate DateOf(Instant instant) => instant.InZone(_zone).Date;

    public string Day(Instant instant) => _dayPattern.Format(DateOf(instant));

    public string Time(Instant instant) => TimePattern.Format(instant.InZone(_zone).TimeOfDay);

    public string Moment(Instant instant) => _momentPattern.Format(instant.InZone(_zone).LocalDateTime);

    public string Date(Instant instant) => _datePattern.Format(DateOf(instant));

    /// <summary>The date on which something that ends then was there last.</summary>
    public string LastDate(Instant end) => _datePattern.Format(DateOf(end - Duration.Epsilon));

    /// <summary>How many columns a date takes at most.</summary>
    public int DateWidth => _texts.Language == "zh" ? 14 : 11;

    /// <summary>How long something lasts that ends then: "through 28 Feb 2026" where it ends with that day, and "until 28 Feb 2026 10:00".</summary>
    public string Until(Instant end) => IsMidnight(end) ? Through(DateOf(end)) : $"until {Moment(end)}";

    /// <summary>The last day of what ends as this date begins: "through 28 Feb 2026".</summary>
    public static string Through(LocalDate end) => $"through {Date(end.PlusDays(-1))}";

    /// <summary>When something ends: "at the end of 28 Feb 2026" or "on 28 Feb 2026 10:00".</summary>
    public string End(Instant end) => IsMidnight(end) ? $"at {AsOf(end)}" : $"on {Moment(end)}";

    /// <summary>The moment itself: "the end of 28 Feb 2026" or "28 Feb 2026 10:00".</summary>
    public string AsOf(Instant moment) => IsMidnight(moment) ? $"the end of {Date(DateOf(moment).PlusDays(-1))}" : Moment(moment);

    /// <summary>Until when something has to be done: "by the end of 28 Feb 2026" or "by 28 Feb 2026 10:00".</summary>
    public string By(Instant due) => $"by {AsOf(due)}";

    public string Explain(Refusal refusal) => refusal.Explain(Culture, _zone);

    public string Explain(ChecklistItem item) => item.Explain(Culture, _zone);

    public string Explain(SettlementLine line) => line.Explain(Culture);

    public static string Date(LocalDate date) => DatePattern.Format(date);

    /// <summary>The name of a type or of an enumeration's value as words: <c>EndOfTerm</c> is "end of term".</summary>
    public static string Name(string pascalCase)
    {
        var words = new StringBuilder();
        foreach (var letter in pascalCase)
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    public static string Name(Enum value) => Name(value.ToString());

    /// <summary>The same, as the beginning of a sentence.</summary>
    public static string Title(string pascalCase)
    {
        var name = Name(pascalCase);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>A list of names: "proof of identity, contract".</summary>
    public static string Names<T>(ValueList<T> values) where T : struct, Enum => string.Join(", ", values.Select(value => Name(value)));

    /// <summary>What the end of a cancellation still waits for: "unbind 8904…, pay USD 5.00".</summary>
    public static string Open(ValueList<Eid> devices, Money? dues)
    {
        var open = devices.Select(device => $"unbind {device}");
        return string.Join(", ", dues is { } amount ? open.Append($"pay {amount:C}") : open);
    }

    public static string Length(Period length) => length switch
    {
        { Days: > 0 } => Count(length.Days, "day"),
        { Weeks: > 0 } => Count(length.Weeks, "week"),
        { Months: > 0 } => Count(length.Months, "month"),
        _ => Count(length.Years, "year"),
    };

    public static string Method(PaymentMethod method) => method switch
    {
        PaymentMethod.PayPal => "PayPal",
        PaymentMethod.EWallet => "e-wallet",
        _ => Name(method),
    };

    /// <summary>An amount of data in the largest unit that it fills: "1.5 GiB", of 2^30 bytes each.</summary>
    public static string Data(long bytes)
    {
        var unit = 0;
        var amount = (decimal)bytes;
        for (; Math.Abs(amount) >= 1024 && unit < Units.Length - 1; unit++)
            amount /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {Units[unit]}");
    }

    public static string Days(int days) => days == 1 ? "1 day" : Count(days, "day");

    private bool IsMidnight(Instant instant) => instant.InZone(_zone).TimeOfDay == LocalTime.Midnight;

    private static string Count(int number, string unit) =>
        number == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}s");
}
