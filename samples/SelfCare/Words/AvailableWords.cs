namespace SelfCare;

/// <summary>What a caller may do now in words, and what not, why and from when.</summary>
/// <param name="available">The library's answer.</param>
/// <param name="say">The reader's language.</param>
internal sealed class AvailableWords(ValueList<AvailableCommand> available, Phrases say)
{
    public IEnumerable<AvailableCommand> Possible => available.Where(each => each.IsPossible && IsOffered(each.Kind));

    /// <summary>What this caller may not do now; what never is theirs to do is only counted.</summary>
    public IEnumerable<AvailableCommand> Impossible => available.Where(each => !each.IsPossible && IsOffered(each.Kind) && each.IsOpenToRole);

    /// <summary>How much only somebody else can do; empty where nothing is.</summary>
    public string Others => available.Count(each => !each.IsPossible && IsOffered(each.Kind) && !each.IsOpenToRole) is > 0 and var count ? say.Text("deskOthers", count) : "";

    public string WhyNot(AvailableCommand command)
    {
        var why = string.Join(" ", command.Refusals.Select(say.Explain));
        return command.PossibleFrom is { } from && command.Refusals.All(refusal => refusal.RetryAt != from) ? $"{why} {say.Text("deskFrom", say.From(from))}" : why;
    }

    /// <summary>A choice in a line: what it is about, its price, and when it would end; with a sign where it would be refused.</summary>
    public string Tell(CommandChoice choice)
    {
        var words = new List<string>();
        if (choice.Plan is { } plan)
            words.Add(say.Plan(plan));
        else if (choice.Pack is { } pack)
            words.Add(pack.Code);
        if (choice.Command is ChangePlan { When: var when })
            words.Add(say.Word(when));
        if (choice.Timing is { } timing)
            words.Add(say.Word(timing));
        if (choice.Document is { } document)
            words.Add(say.Word(document));
        if (choice.Device is { } device)
            words.Add(device.ToString());
        if (!choice.Reference.IsNone)
            words.Add(choice.Reference.ToString());
        if ((choice.Amount ?? choice.Charged ?? choice.Price) is { } amount && amount != choice.Plan?.Price)
            words.Add(say.Amount(amount));
        if (choice.Ends is { LastDay: var last } && choice.Timing != CancellationTiming.OnDate)
            words.Add(say.Text("deskLastDay", say.Date(last)));
        if (choice.Command is { } command && (words.Count == 0 || choice is { Document: not null } or { Plan: null, Pack: null, Timing: null, Device: null, Reference.IsNone: false }))
            words.Add(Phrases.Split(say.Explain(command)) is { Tail.Length: > 0 } split ? split.Tail : say.Explain(command));
        return (choice.IsPossible ? "" : "✗ ") + string.Join(", ", words);
    }

    /// <summary>A subscription is opened from the list.</summary>
    private static bool IsOffered(CommandKind kind) => kind is not (CommandKind.OpenSubscription or CommandKind.ImportSubscription);
}
