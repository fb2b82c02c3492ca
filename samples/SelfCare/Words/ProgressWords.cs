namespace SelfCare;

/// <summary>How far a cancellation has come, in words: a line each for the stage, what is missing and the dates.</summary>
internal static class ProgressWords
{
    public static string Of(CancellationProgress progress, Phrases say) => string.Join("\n", Lines(progress, say));

    private static IEnumerable<string> Lines(CancellationProgress progress, Phrases say)
    {
        yield return $"{Phrases.Name(progress.Stage)} since {say.Moment(progress.Since)}{(progress.IsOverdue ? ", overdue" : "")}";
        yield return Turn(progress, say);
        if (progress.MissingDocuments.Count > 0)
            yield return $"documents missing: {Phrases.Names(progress.MissingDocuments)}";
        if (progress.BoundDevices.Count > 0)
            yield return $"devices to unbind: {progress.BoundDevices.Count}";
        if (progress.Dues.IsPositive)
            yield return $"to pay: {progress.Dues:C}";
        yield return progress.BillingEndsAt == progress.ServiceEndsAt
            ? $"billing and service end {say.End(progress.ServiceEndsAt)}"
            : $"billing ends {say.End(progress.BillingEndsAt)}, service {say.End(progress.ServiceEndsAt)}";
        if (progress.ProcessDueBy is { } due)
            yield return $"all of it to be done {EventWords.By(due, say)}";
    }

    private static string Turn(CancellationProgress progress, Phrases say) => progress.WaitingFor switch
    {
        CancellationParty.Customer => $"your turn, {EventWords.By(progress.DueBy, say)}",
        CancellationParty.Nobody => $"done {say.End(progress.DueBy)} by itself",
        _ => $"the {Phrases.Name(progress.WaitingFor)}'s turn, {EventWords.By(progress.DueBy, say)}",
    };
}
