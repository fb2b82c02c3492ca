using System.Globalization;
using System.Reflection;
using NodaTime.Text;

namespace SelfCare;

/// <summary>
/// What the library says, and the program's own few words, for a reader: in their language, and with moments in the carrier's time zone.
/// </summary>
internal sealed class Phrases
{
    private readonly DateTimeZone _zone;
    private readonly Texts _texts;
    private readonly LocalDatePattern _datePattern;
    private readonly LocalDatePattern _dayPattern;
    private readonly LocalDatePattern _monthPattern;
    private readonly LocalDateTimePattern _momentPattern;
    private readonly LocalTimePattern _timePattern;

    /// <param name="zone">The zone in which moments are told.</param>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="program">Another program that speaks, with words of its own.</param>
    public Phrases(DateTimeZone zone, CultureInfo culture, Assembly? program = null)
    {
        (_zone, _texts) = (zone, new Texts(culture, program));
        Culture = WithDates(culture, _texts["date"]);
        var names = CultureInfo.GetCultureInfo(_texts.Language);
        _datePattern = LocalDatePattern.Create(_texts["date"], names);
        _dayPattern = LocalDatePattern.Create(_texts["day"], names);
        _monthPattern = LocalDatePattern.Create(_texts["month"], names);
        _momentPattern = LocalDateTimePattern.Create($"{_texts["date"]} {_texts["time"]}", names);
        _timePattern = LocalTimePattern.Create(_texts["time"], names);
    }

    /// <summary>Phrases for who lives by a policy: in its zone.</summary>
    public Phrases(CarrierPolicy policy, CultureInfo culture, Assembly? program = null)
        : this(DateTimeZoneProviders.Tzdb[policy.Identity.Zone], culture, program)
    {
    }

    /// <summary>The reader's culture, in which the library writes dates as the program does.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The language of the texts, which is English where they don't speak the reader's.</summary>
    public string Language => _texts.Language;

    /// <summary>How many columns a date takes at most.</summary>
    public int DateWidth => Cells.Count(_datePattern.Format(new LocalDate(2026, 12, 30)));

    /// <summary>One of the program's own texts.</summary>
    public string Text(string key, params ReadOnlySpan<object?> facts) => facts.Length == 0 ? _texts[key] : string.Format(Culture, _texts[key], facts);

    /// <summary>What a field of a command is called.</summary>
    public string Field(string name) => _texts[$"field.{name}"];

    /// <summary>The library's word for a value, or the program's own where it has none.</summary>
    public string Word(Enum value) => Texts.Find($"{value.GetType().Name}.{value}", _texts.Language) ?? MessageCatalog.Default.Explain(value, Culture);

    /// <summary>The same at the beginning of a line.</summary>
    public string Title(Enum value) => Word(value) is var word ? char.ToUpper(word[0], Culture) + word[1..] : "";

    public string Explain(Refusal refusal) => refusal.Explain(Culture, _zone);

    public string Explain(ChecklistItem item) => item.Explain(Culture, _zone);

    public string Explain(SettlementLine line) => line.Explain(Culture);

    public string Explain(LifecycleEvent @event) => @event.Explain(Culture, _zone);

    public string Explain(Instruction instruction) => instruction.Explain(Culture, _zone);

    public string Explain(Deadline deadline) => deadline.Explain(Culture, _zone);

    public string Explain(LifecycleCommand command) => command.Explain(Culture, _zone);

    public string Explain(Caller caller) => caller.Explain(Culture);

    public string Explain(CancellationProgress progress) => progress.Explain(Culture, _zone);

    public ValueList<DescriptionLine> Describe(Subscription subscription) => subscription.Describe(Culture, _zone);

    /// <summary>"USD 20.00"; null where nothing is owed.</summary>
    public string? Owed(Subscription subscription) => Describe(subscription).Where(line => line.Kind == DescriptionLineKind.Owed).Select(line => line.Text).FirstOrDefault();

    /// <summary>"What would it mean to cancel: no longer needed, immediately".</summary>
    public string Explain(Question question) => question.Request is { } request
        ? Text("about", Text($"ask{question.Kind}"), Split(Explain(request)).Tail)
        : Text($"ask{question.Kind}");

    /// <summary>A word for the reader: the story's own, and what a platform said; null where there is neither.</summary>
    public string? About(Step step)
    {
        if (step.Notification is not { From: var from } notification)
            return step.About;
        var said = notification.Notice switch
        {
            null => Text("saysNothing", from),
            { Command: not null, Topic: var topic } => Text("says", from, topic),
            { WhyNot: { } whyNot, Topic: var topic } => Text("saysUnclear", from, topic, whyNot),
            { Topic: var topic } notice => Text("saysInformation", from, topic, notice.ProfileText ?? notice.StatusText),
        };
        return step.About is { } about ? $"{about} ({said})" : said;
    }

    /// <summary>What a line is about, and what it says of that, which is empty where there is no colon.</summary>
    public static (string Head, string Tail) Split(string line)
    {
        // A colon in a time of day has no blank after it.
        var colon = line.AsSpan().IndexOf('：');
        if (colon < 0)
            colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].TrimStart());
    }

    /// <summary>"Feb 2026".</summary>
    public string Month(LocalDate date) => _monthPattern.Format(date);

    public int MonthWidth => Cells.Count(Month(new LocalDate(2026, 12, 1)));

    /// <summary>The last moment of a date.</summary>
    public Instant EndOf(LocalDate date) => _zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.Epsilon;

    public LocalDate DateOf(Instant instant) => instant.InZone(_zone).Date;

    public string Day(Instant instant) => _dayPattern.Format(DateOf(instant));

    public string Time(Instant instant) => _timePattern.Format(instant.InZone(_zone).TimeOfDay);

    public string Moment(Instant instant) => _momentPattern.Format(instant.InZone(_zone).LocalDateTime);

    public string Date(LocalDate date) => _datePattern.Format(date);

    public string Date(Instant instant) => Date(DateOf(instant));

    /// <summary>The date on which something that ends then was there last.</summary>
    public string LastDate(Instant end) => Date(end - Duration.Epsilon);

    /// <summary>How long something lasts of which this is the first date without it: "through 28 Feb 2026".</summary>
    public string Through(LocalDate end) => Text("through", Date(end.PlusDays(-1)));

    /// <summary>From when on something is: "28 Feb 2026", where it begins with that day, or "28 Feb 2026 10:00".</summary>
    public string From(Instant start) => start.InZone(_zone).TimeOfDay == LocalTime.Midnight ? Date(start) : Moment(start);

    public string Amount(Money amount) => amount.ToString("C", Culture);

    /// <summary>"monthly, USD 31.00 per month".</summary>
    public string Plan(PlanTerms plan) => Text("plan", plan.Code, Amount(plan.Price), Length(plan.Length));

    private static CultureInfo WithDates(CultureInfo culture, string pattern)
    {
        var own = (CultureInfo)culture.Clone();
        own.DateTimeFormat.LongDatePattern = pattern.Replace('u', 'y');
        return CultureInfo.ReadOnly(own);
    }

    private string Length(Period length) => length switch
    {
        { Days: > 0 } => Count("day", length.Days),
        { Weeks: > 0 } => Count("week", length.Weeks),
        { Months: > 0 } => Count("month", length.Months),
        _ => Count("year", length.Years),
    };

    private string Count(string unit, int number) => number == 1 ? Text($"length.{unit}") : Text($"length.{unit}s", number);
}
