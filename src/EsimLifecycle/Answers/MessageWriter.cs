using System.Collections;
using System.Globalization;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Writes sentences and values for a reader, in the first language that has them.</summary>
/// <param name="languages">The languages, the reader's own first; the last has every text.</param>
/// <param name="culture">The culture in whose way numbers and dates are written.</param>
/// <param name="zone">The zone in which moments are given.</param>
/// <param name="isBrief">Whether dates are written without the day of the week, as lines of a list have them.</param>
internal sealed class MessageWriter(MessageLanguage[] languages, CultureInfo culture, DateTimeZone zone, bool isBrief = false)
{
    private static readonly string[] DataUnits = ["KB", "MB", "GB", "TB", "PB", "EB"];

    public string Explain(Refusal refusal)
    {
        var (writer, text) = Find($"refusals/{refusal.Code}") ?? (this, refusal.Code);
        text = writer.Fill(text, name => refusal[name]);
        return refusal.RetryAt is { } retryAt ? text + writer.Tell("forms/retry", _ => RoundUp(retryAt)) : text;
    }

    public string Explain(SettlementLine line)
    {
        // Where the basis is the amount itself, it is not said twice.
        var (writer, text) = Find($"settlementRules/{line.Rule}")!.Value;
        if (text.Length == 0)
            return Say(line.Kind);
        var how = writer.Fill(text, name => name == "basis" ? line.Basis : line.Share);
        return writer.Title(Say(line.Kind), how);
    }

    public string Explain(ChecklistItem item)
    {
        return Tell(IsBeginningOfDay(item.At) ? $"checklist/{item.Kind}.lastDay" : $"checklist/{item.Kind}", name => name switch
        {
            "amount" => item.Amount,
            "devices" => item.Devices,
            "documents" => item.Documents,
            _ => item.At,
        });
    }

    public string Explain(LifecycleEvent @event) => Tell("events", @event.GetType().Name, @event.ListFacts());

    public string Explain(Deadline deadline) => Tell("deadlines", deadline.Kind.ToString(), deadline.ListFacts());

    public string Explain(IFactual part) => Tell("parts", part.GetType().Name, part.ListFacts());

    /// <summary>What it is about, and its facts where it has any.</summary>
    public string Explain(LifecycleCommand command)
    {
        var (writer, title) = Find(MessageLanguage.KeyOf(command.Kind)!)!.Value;
        title = writer.Capitalize(title);
        var facts = command.ListFacts();
        var how = facts == Facts.None ? "" : writer.Tell("requests", command.Kind.ToString(), facts);
        return how.Length == 0 ? title : writer.Title(title, how);
    }

    public string Explain(Instruction instruction) => instruction is SendMessage message
        ? Tell("instructions/SendMessage", _ => Tell("subjects", message.Template.ToString(), message.ListFacts()))
        : Tell("instructions", instruction.GetType().Name, instruction.ListFacts());

    public MessageContent Compose(SendMessage message)
    {
        var facts = message.ListFacts();
        return new MessageContent(Tell("subjects", message.Template.ToString(), facts), Tell("messages", message.Template.ToString(), facts));
    }

    /// <summary>The word of an enumeration's value; null if its values have no words.</summary>
    public string? FindWord(Enum value) => MessageLanguage.KeyOf(value) is { } key && Find(key) is var (_, word) ? word : null;

    /// <summary>A text, and who writes it: a sentence is in one language as a whole.</summary>
    private (MessageWriter Writer, string Text)? Find(string key)
    {
        for (var i = 0; i < languages.Length; i++)
        {
            if (languages[i].Find(key) is { } text)
                return (i == 0 ? this : new MessageWriter(languages[i..], culture, zone, isBrief), text);
        }

        return null;
    }

    public string Tell(string key, Func<string, object?> valueOf)
    {
        var (writer, text) = Find(key)!.Value;
        return writer.Fill(text, valueOf);
    }

    /// <summary>What has no text, such as a value that no release of the library has, is told by its name.</summary>
    public string Tell(string section, string name, Facts facts)
    {
        var key = facts.Variant is { } variant ? $"{section}/{name}.{variant}" : $"{section}/{name}";
        return Find(key) is var (writer, text) ? writer.Fill(text, fact => facts[fact]) : name;
    }

    private string Fill(string text, Func<string, object?> valueOf) => Placeholder.Fill(
        text,
        placeholder => valueOf(placeholder.Name) is { } value ? Say(value, placeholder.Format) : null,
        Form("notGiven"));

    private string Say(object value, string format) => format switch
    {
        Placeholder.LastDay => Say(LastDayBefore(value)),
        Placeholder.End => SayEnd(value, "endOfDay", "endAt"),
        Placeholder.Until => SayEnd(value, "untilDay", "until"),
        Placeholder.By => SayEnd(value, "byDay", "by"),
        Placeholder.Data => SayData(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => Say(value),
    };

    private string Say(object value) => value switch
    {
        string text => text,
        true => "",
        Enum word => FindWord(word) ?? word.ToString(),
        Instant moment => SayMoment(moment.InZone(zone)),
        LocalDate date => SayDate(date),
        Period length => SayLength(length),
        Money money => money.ToString("C", culture),
        SettlementShare share => SayShare(share),
        IFactual part => Explain(part),
        IEnumerable list => Join([.. list.Cast<object>()]),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString()!,
    };

    private string SayShare(SettlementShare share)
    {
        if (share.Unit == SettlementUnit.Percent)
            return share.Part.ToString(culture) + Say(share.Unit);

        // Data is told in the units that plans are sold in.
        const decimal BytesOfMegabyte = 1 << 20;
        var unit = share.Unit == SettlementUnit.Bytes ? BytesOfMegabyte : 1;
        return Shape("share", name => name switch
        {
            "part" => SayAmount(share.Part / unit),
            "whole" => SayAmount(share.Whole / unit),
            _ => share.Unit,
        });
    }

    private string SayData(decimal bytes)
    {
        const int Step = 1024;
        if (Math.Abs(bytes) < Step)
            return Shape("bytes", _ => SayAmount(bytes));
        var unit = -1;
        for (; Math.Abs(bytes) >= Step && unit < DataUnits.Length - 1; unit++)
            bytes /= Step;
        return Shape("data", name => name == "amount" ? SayAmount(bytes) : DataUnits[unit]);
    }

    private string SayAmount(decimal amount) => amount.ToString("#,0.##", culture);

    private string SayLength(Period length) => length switch
    {
        { Days: > 0 } => SayCount(length.Days, "day"),
        { Weeks: > 0 } => SayCount(length.Weeks, "week"),
        { Months: > 0 } => SayCount(length.Months, "month"),
        _ => SayCount(length.Years, "year"),
    };

    private string SayCount(int count, string unit) => count == 1 ? Form(unit) : Shape($"{unit}s", _ => count);

    private string SayMoment(ZonedDateTime moment)
    {
        var time = Shape("time", name => SayTwoDigits(name == "hour" ? moment.Hour : moment.Minute));
        var text = Shape("moment", name => name == "date" ? moment.Date : time);
        return moment.Zone == DateTimeZone.Utc ? text + Form("utc") : text;
    }

    private string SayEnd(object end, string ofDay, string ofMoment) =>
        IsBeginningOfDay(end) ? Shape(ofDay, _ => LastDayBefore(end)) : Shape(ofMoment, _ => end);

    private bool IsBeginningOfDay(object? value) =>
        value is LocalDate || (value is Instant moment && moment.InZone(zone).TimeOfDay == LocalTime.Midnight);

    private static string SayTwoDigits(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>As the culture writes dates in full; in ISO 8601 where it names days in another language than the text's.</summary>
    private string SayDate(LocalDate date) => IsInCulture && IsWithin(languages[0].Code, "en") == NamesDaysInEnglish(culture)
        ? date.ToString(isBrief ? LongDateWithoutDayOfWeek(culture) : "D", culture)
        : LocalDatePattern.Iso.Format(date);

    private bool IsInCulture => IsWithin(culture.Name, languages[0].Code);

    // Without culture data every culture names them in English.
    private static bool NamesDaysInEnglish(CultureInfo culture) =>
        culture.DateTimeFormat.DayNames[0] == CultureInfo.InvariantCulture.DateTimeFormat.DayNames[0];

    private static string LongDateWithoutDayOfWeek(CultureInfo culture)
    {
        foreach (var pattern in culture.DateTimeFormat.GetAllDateTimePatterns('D'))
        {
            if (!pattern.Contains("ddd", StringComparison.Ordinal))
                return pattern;
        }

        return "D";
    }

    private string Join(object[] items)
    {
        // Parts have commas of their own.
        if (items is [IFactual, _, ..])
            return string.Join(Form("semicolon"), items.Select(Say));
        return items switch
        {
            [] => Form("nothing"),
            [var one] => Say(one),
            [var first, var second] => Space(Say(first), Form("and"), Say(second)),
            [.. var some, var last] => Space(string.Join(Form("comma"), some.Select(Say)), Form("lastAnd"), Say(last)),
        };
    }

    /// <summary>Puts a word between two others: what is written without spaces has one all the same beside a letter or digit that is not.</summary>
    private static string Space(string before, string word, string after) =>
        before + (IsApart(before[^1], word[0]) ? " " : "") + word + (IsApart(after[0], word[^1]) ? " " : "") + after;

    private static bool IsApart(char letter, char ideograph) =>
        char.IsAsciiLetterOrDigit(letter) && char.GetUnicodeCategory(ideograph) == UnicodeCategory.OtherLetter;

    private string Title(string title, string how) => Shape("line", name => name == "title" ? title : how);

    private string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpper(text[0], IsInCulture ? culture : CultureInfo.InvariantCulture) + text[1..];

    private string Shape(string key, Func<string, object?> valueOf) => Fill(Form(key), valueOf);

    private string Form(string key) => Find($"forms/{key}")!.Value.Text;

    private object LastDayBefore(object end) => end switch
    {
        LocalDate date => date.PlusDays(-1),
        Instant moment => (moment - Duration.Epsilon).InZone(zone).Date,
        _ => end,
    };

    private static bool IsWithin(string name, string language) =>
        name.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (name.Length == language.Length || name[language.Length] == '-');

    // Times are told in minutes; a moment too early would be refused again.
    private static Instant RoundUp(Instant moment)
    {
        var beyond = moment.ToUnixTimeTicks() % NodaConstants.TicksPerMinute;
        return beyond == 0 ? moment : moment + Duration.FromTicks(NodaConstants.TicksPerMinute - beyond);
    }
}
