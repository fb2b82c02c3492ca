namespace SelfCare;

/// <summary>
/// Reads a question: <c>{ "ask": "Checklist", "by", …the fields of RequestCancellation… }</c> or <c>{ "ask": "Progress" }</c>.
/// </summary>
internal static class QuestionReader
{
    public const string Name = "ask";

    public const string Checklist = "Checklist";
    private const string Progress = "Progress";

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
                return ReadChecklist(fields, by);
            case Progress:
                fields.End("at, about and ask, where the progress is asked for");
                return new Question();
            default:
                throw name.Fault($"found '{name.ToText()}'; expected {Checklist} or {Progress}");
        }
    }

    private static Question ReadChecklist(JsonFields fields, Caller? by)
    {
        var caller = CallerReader.TryTake(fields) ?? by;
        var json = fields.TakeRest(command: nameof(RequestCancellation));
        var request = (RequestCancellation)json.Read(bytes => LifecycleJson.ReadCommand(bytes));
        return caller is null
            ? throw json.Fault("'by' is missing; expected a caller, here or for the whole story")
            : new Question(request, caller);
    }
}
