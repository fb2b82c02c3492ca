using NodaTime.Text;

namespace SelfCare;

/// <summary>
/// Reads a question: <c>{ "ask": "Checklist", "by", …the fields of RequestCancellation… }</c>, <c>{ "ask": "BestDay", "from", "to", …and the same… }</c>,
/// <c>{ "ask": "Available", "by" }</c> or <c>{ "ask": "Progress" }</c>.
/// </summary>
internal static class QuestionReader
{
    public const string Name = "ask";

    public const string Checklist = nameof(QuestionKind.Checklist);

    /// <summary>A question changes nothing, so that all may have the same id.</summary>
    public static CommandId Id { get; } = new("question");

    /// <param name="fields">What is left of the object; afterwards nothing is.</param>
    /// <param name="by">Who asks where the object does not say; null if it has to.</param>
    public static Question Read(JsonFields fields, Caller? by)
    {
        var name = fields.Take(Name);
        if (fields.Has("do"))
            throw name.Fault("found both 'ask' and 'do'; expected one of them");
        switch (name.ToText())
        {
            case Checklist:
                return ReadRequest(QuestionKind.Checklist, fields, by);
            case nameof(QuestionKind.BestDay):
                var (from, to) = (TakeDate(fields, "from"), TakeDate(fields, "to"));
                return ReadRequest(QuestionKind.BestDay, fields, by) with { From = from, To = to };
            case nameof(QuestionKind.Available):
                var asking = CallerReader.TryTake(fields) ?? by ?? throw name.Fault("'by' is missing; expected a caller, here or for the whole story");
                fields.End("at, about, ask and by, where it is asked what is possible");
                return new Question(QuestionKind.Available, By: asking);
            case nameof(QuestionKind.Progress):
                fields.End("at, about and ask, where the progress is asked for");
                return new Question(QuestionKind.Progress);
            default:
                throw name.Fault($"found '{name.ToText()}'; expected {string.Join(", ", Enum.GetNames<QuestionKind>()[..^1])} or {QuestionKind.BestDay}");
        }
    }

    private static LocalDate? TakeDate(JsonFields fields, string name)
    {
        if (fields.TryTake(name) is not { } json)
            return null;
        return LocalDatePattern.Iso.Parse(json.ToText()) is { Success: true, Value: var date } && date.Year is > 1970 and < 2500
            ? date
            : throw json.Fault($"found '{json.ToText()}'; expected a date such as 2026-12-31");
    }

    private static Question ReadRequest(QuestionKind kind, JsonFields fields, Caller? by)
    {
        var caller = CallerReader.TryTake(fields) ?? by;
        var json = fields.TakeRest(command: nameof(RequestCancellation));
        var request = (RequestCancellation)json.Read(bytes => LifecycleJson.ReadCommand(bytes));
        return caller is null
            ? throw json.Fault("'by' is missing; expected a caller, here or for the whole story")
            : new Question(kind, request, caller);
    }
}
