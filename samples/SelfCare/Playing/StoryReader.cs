namespace SelfCare;

/// <summary>Reads a story whole and strictly, before any of it is played.</summary>
internal static class StoryReader
{
    public static Story Read(ReadOnlyMemory<byte> utf8, string source)
    {
        var fields = JsonAt.Parse(utf8, source).ToFields();
        var title = fields.TryTake("title")?.ToText() ?? Path.GetFileNameWithoutExtension(source);
        var about = fields.TryTake("about")?.ToText();
        var policy = ReadPolicy(fields.Take("policy"));
        var by = CallerReader.TryTake(fields);
        var steps = fields.Take("steps").ToItems();
        fields.End("title, about, policy, by and steps");
        return new Story(title, about, policy, ReadSteps(steps, by));
    }

    private static CarrierPolicy ReadPolicy(JsonAt json)
    {
        if (json.Value.ValueKind != System.Text.Json.JsonValueKind.String)
            return json.Read(bytes => CarrierPolicy.FromJson(bytes));
        var name = json.ToText();
        return CarrierPolicy.PresetNames.Contains(name)
            ? CarrierPolicy.Preset(name)
            : throw json.Fault($"found '{name}'; expected a policy or one of {string.Join(", ", CarrierPolicy.PresetNames)}");
    }

    private static List<Step> ReadSteps(List<JsonAt> items, Caller? by)
    {
        var steps = new List<Step>();
        for (var i = 0; i < items.Count; i++)
        {
            var fields = items[i].ToFields();
            var time = fields.Take("at");
            var at = Times.Read(time);
            if (steps.Count > 0 && at < steps[^1].At)
                throw time.Fault($"found '{time.ToText()}', which is before the step above; expected steps in the order of time");
            steps.AddRange(ReadStep(fields, at, by, $"step-{i + 1}"));
        }

        return steps;
    }

    /// <summary>A step, or one for each notice of a platform's notification.</summary>
    private static IEnumerable<Step> ReadStep(JsonFields fields, Instant at, Caller? by, string id)
    {
        var about = fields.TryTake("about")?.ToText();
        if (fields.Has("do") && !fields.Has(QuestionReader.Name))
        {
            var incoming = MessageReader.ReadAll(fields, by, id);
            return incoming.Select((each, i) => new Step(at, each.Message, i == 0 ? about : null, Notification: each.Notification));
        }

        if (fields.Has(QuestionReader.Name))
            return [new Step(at, null, about, QuestionReader.Read(fields, by))];
        fields.End("at and about in a step without 'do' or 'ask', which only lets time pass");
        return [new Step(at, null, about)];
    }
}
