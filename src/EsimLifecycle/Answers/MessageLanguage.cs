using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>A language: its texts, its words for values, and how it joins them.</summary>
/// <remarks>
/// A text names facts in braces, as <see cref="RefusalCode"/> documents them: <c>Device {device} is not bound.</c> It need not tell all.
/// </remarks>
internal sealed class MessageLanguage
{
    private const string TimePlaceholder = "retryAt";

    /// <summary>Its ISO 639 code: <c>en</c>.</summary>
    public required string Code { get; init; }

    /// <summary>A text for each <see cref="RefusalCode"/>.</summary>
    public required FrozenDictionary<string, string> Texts { get; init; }

    /// <summary>A text for each <see cref="ChecklistItemKind"/>.</summary>
    public required FrozenDictionary<ChecklistItemKind, string> Checklist { get; init; }

    /// <summary>For each <see cref="SettlementRule"/>, how a settlement's line came to its amount.</summary>
    public required FrozenDictionary<SettlementRule, string> Lines { get; init; }

    /// <summary>How a line's title (0) and how it came to its amount (1) make a line.</summary>
    public required CompositeFormat Line { get; init; }

    /// <summary>A share: the part (0) of the whole (1), in units (2).</summary>
    public required CompositeFormat Share { get; init; }

    /// <summary>A word for each value of the enumerations that texts tell.</summary>
    public required FrozenDictionary<Enum, string> Words { get; init; }

    /// <summary>The sentence that says from when it is possible again, with what separates it from the one before.</summary>
    public required string RetryAt { get; init; }

    /// <summary>How a date (0) and a time (1) make a moment.</summary>
    public required CompositeFormat Moment { get; init; }

    /// <summary>What a moment in UTC ends with, so that nobody takes it for local time.</summary>
    public required string Utc { get; init; }

    /// <summary>How a time of day is written: hours and minutes, by a 24-hour clock.</summary>
    public required LocalTimePattern Time { get; init; }

    /// <summary>Between the elements of a list, except for the last two.</summary>
    public required string Comma { get; init; }

    /// <summary>Between the elements of a list of two.</summary>
    public required string And { get; init; }

    /// <summary>Between the last two elements of a list of three or more.</summary>
    public required string LastAnd { get; init; }

    /// <summary>What stands for a list without elements.</summary>
    public required string Nothing { get; init; }

    /// <summary>What stands for a fact that was left out.</summary>
    public required string NotGiven { get; init; }

    public string Explain(Refusal refusal, CultureInfo culture, DateTimeZone zone)
    {
        var text = Texts.GetValueOrDefault(refusal.Code, refusal.Code);
        return Fill(refusal.RetryAt is null ? text : text + RetryAt, name => Say(refusal, name, culture, zone));
    }

    public string Explain(SettlementLine line, CultureInfo culture)
    {
        // Where the basis is the amount itself, it is not said twice.
        if (Lines[line.Rule].Length == 0)
            return Words[line.Kind];
        var how = Fill(Lines[line.Rule], name => name == "basis" ? Say(line.Basis, culture, DateTimeZone.Utc) : SayShare(line.Share!.Value, culture));
        return string.Format(culture, Line, Words[line.Kind], how);
    }

    public string Explain(ChecklistItem item, CultureInfo culture, DateTimeZone zone) => Fill(Checklist[item.Kind], name => name switch
    {
        "amount" => Say(item.Amount!.Value, culture, zone),
        "devices" => Say(item.Devices, culture, zone),
        "documents" => Say(item.Documents, culture, zone),
        _ => Say(item.At!.Value, culture, zone),
    });

    /// <summary>Puts facts in the place of their names, in one pass, so that a brace within a fact stays a brace.</summary>
    private static string Fill(string template, Func<string, string> say)
    {
        var text = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var length = rest[open..].IndexOf('}');
            text.Append(rest[..open]).Append(say(rest.Slice(open + 1, length - 1).ToString()));
            rest = rest[(open + length + 1)..];
        }

        return text.Append(rest).ToString();
    }

    private string Say(Refusal refusal, string name, CultureInfo culture, DateTimeZone zone) => name == TimePlaceholder
        ? Say(RoundUp(refusal.RetryAt!.Value), culture, zone)
        : refusal[name] is { } value ? Say(value, culture, zone) : NotGiven;

    private string Say(object value, CultureInfo culture, DateTimeZone zone) => value switch
    {
        string text => text,
        Enum word => Words.GetValueOrDefault(word) ?? word.ToString(),
        Instant moment => SayMoment(moment.InZone(zone), culture),
        LocalDate date => SayDate(date, culture),
        Money money => money.ToString("C", culture),
        IEnumerable list => Join([.. list.Cast<object>().Select(each => Say(each, culture, zone))]),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString()!,
    };

    private string SayShare(SettlementShare share, CultureInfo culture)
    {
        if (share.Unit == SettlementUnit.Percent)
            return share.Part.ToString(culture) + Words[share.Unit];

        // Data is told in the units that plans are sold in.
        const decimal BytesOfMegabyte = 1 << 20;
        var unit = share.Unit == SettlementUnit.Bytes ? BytesOfMegabyte : 1;
        return string.Format(
            culture, Share, (share.Part / unit).ToString("#,0.##", culture), (share.Whole / unit).ToString("#,0.##", culture), Words[share.Unit]);
    }

    private string SayMoment(ZonedDateTime moment, CultureInfo culture)
    {
        var text = string.Format(culture, Moment, SayDate(moment.Date, culture), Time.Format(moment.TimeOfDay));
        return moment.Zone == DateTimeZone.Utc ? text + Utc : text;
    }

    /// <summary>As the culture writes dates in full; in ISO 8601 where it names days in another language than the text's.</summary>
    private string SayDate(LocalDate date, CultureInfo culture)
    {
        // Without culture data every culture names them in English.
        var namesInEnglish = culture.DateTimeFormat.DayNames[0] == CultureInfo.InvariantCulture.DateTimeFormat.DayNames[0];
        var isNative = Messages.CodeOf(culture).SequenceEqual(Code) && namesInEnglish == (Code == "en");
        return isNative ? date.ToString("D", culture) : LocalDatePattern.Iso.Format(date);
    }

    private string Join(ReadOnlySpan<string> items) => items switch
    {
        [] => Nothing,
        [var one] => one,
        [var first, var second] => first + And + second,
        [.. var some, var last] => string.Join(Comma, some!) + LastAnd + last,
    };

    // Times are told in minutes; a moment too early would be refused again.
    private static Instant RoundUp(Instant moment)
    {
        var beyond = moment.ToUnixTimeTicks() % NodaConstants.TicksPerMinute;
        return beyond == 0 ? moment : moment + Duration.FromTicks(NodaConstants.TicksPerMinute - beyond);
    }
}
