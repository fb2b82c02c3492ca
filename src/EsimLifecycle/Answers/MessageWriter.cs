using System.Collections;
using System.Globalization;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Writes sentences and values for a reader, in the first language that has them.</summary>
/// <param name="languages">The languages, the reader's own first; the last has every text.</param>
/// <param name="culture">The culture in whose way numbers and dates are written.</param>
/// <param name="zone">The zone in which moments are given.</param>
internal sealed class MessageWriter(MessageLanguage[] languages, CultureInfo culture, DateTimeZone zone)
{
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
        return writer.Shape("line", name => name == "title" ? line.Kind : how);
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

    /// <summary>A text, and who writes it: a sentence is in one language as a whole.</summary>
    private (MessageWriter Writer, string Text)? Find(string key)
    {
        for (var i = 0; i < languages.Length; i++)
        {
            if (languages[i].Find(key) is { } text)
                return (i == 0 ? this : new MessageWriter(languages[i..], culture, zone), text);
        }

        return null;
    }

    public string Tell(string key, Func<string, object?> valueOf)
    {
        var (writer, text) = Find(key)!.Value;
        return writer.Fill(text, valueOf);
    }

    private string Fill(string text, Func<string, object?> valueOf) => Placeholder.Fill(text, placeholder =>
    {
        var value = valueOf(placeholder.Name);
        return placeholder.Format switch
        {
            Placeholder.LastDay => Say(LastDayBefore(value)),
            Placeholder.End => SayEnd(value),
            _ => Say(value),
        };
    });

    private string Say(object? value) => value switch
    {
        null => Form("notGiven"),
        string text => text,
        Enum word => Word(word),
        Instant moment => SayMoment(moment.InZone(zone)),
        LocalDate date => SayDate(date),
        Money money => money.ToString("C", culture),
        SettlementShare share => SayShare(share),
        IEnumerable list => Join([.. list.Cast<object>().Select(Say)]),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString()!,
    };

    private string Word(Enum value) => MessageLanguage.KeyOf(value) is { } key && Find(key) is var (_, word) ? word : value.ToString();

    private string SayShare(SettlementShare share)
    {
        if (share.Unit == SettlementUnit.Percent)
            return share.Part.ToString(culture) + Word(share.Unit);

        // Data is told in the units that plans are sold in.
        const decimal BytesOfMegabyte = 1 << 20;
        var unit = share.Unit == SettlementUnit.Bytes ? BytesOfMegabyte : 1;
        return Shape("share", name => name switch
        {
            "part" => (share.Part / unit).ToString("#,0.##", culture),
            "whole" => (share.Whole / unit).ToString("#,0.##", culture),
            _ => share.Unit,
        });
    }

    private string SayMoment(ZonedDateTime moment)
    {
        var time = Shape("time", name => SayTwoDigits(name == "hour" ? moment.Hour : moment.Minute));
        var text = Shape("moment", name => name == "date" ? moment.Date : time);
        return moment.Zone == DateTimeZone.Utc ? text + Form("utc") : text;
    }

    private string SayEnd(object? end) =>
        end is null ? Say(end)
        : IsBeginningOfDay(end) ? Shape("endOfDay", _ => LastDayBefore(end))
        : Shape("endAt", _ => end);

    private bool IsBeginningOfDay(object? value) =>
        value is LocalDate || (value is Instant moment && moment.InZone(zone).TimeOfDay == LocalTime.Midnight);

    private static string SayTwoDigits(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>As the culture writes dates in full; in ISO 8601 where it names days in another language than the text's.</summary>
    private string SayDate(LocalDate date)
    {
        // Without culture data every culture names them in English.
        var language = languages[0].Code;
        var namesInEnglish = culture.DateTimeFormat.DayNames[0] == CultureInfo.InvariantCulture.DateTimeFormat.DayNames[0];
        var isNative = IsWithin(culture.Name, language) && namesInEnglish == IsWithin(language, "en");
        return isNative ? date.ToString("D", culture) : LocalDatePattern.Iso.Format(date);
    }

    private string Join(string[] items) => items switch
    {
        [] => Form("nothing"),
        [var one] => one,
        [var first, var second] => first + Form("and") + second,
        [.. var some, var last] => string.Join(Form("comma"), some) + Form("lastAnd") + last,
    };

    private string Shape(string key, Func<string, object?> valueOf) => Fill(Form(key), valueOf);

    private string Form(string key) => Find($"forms/{key}")!.Value.Text;

    private object? LastDayBefore(object? end) => end switch
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
