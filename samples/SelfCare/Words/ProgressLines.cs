namespace SelfCare;

/// <summary>How far a cancellation has come: a line each for the stage, whose turn it is, what is missing, the dates, and what it comes to.</summary>
internal static class ProgressLines
{
    public static string Of(CancellationProgress progress, Phrases say) => string.Join("\n", Lines(progress, say));

    private static IEnumerable<string> Lines(CancellationProgress progress, Phrases say)
    {
        yield return say.Text(progress.IsOverdue ? "progressOverdue" : "progressSince", say.Word(progress.Stage), say.Moment(progress.Since));
        yield return say.Text($"turn.{progress.WaitingFor}", say.By(progress.DueBy));
        if (progress.MissingDocuments.Count > 0)
            yield return say.Text("progressDocuments", string.Join(say.Text("comma"), progress.MissingDocuments.Select(kind => say.Word(kind))));
        if (progress.BoundDevices.Count > 0)
            yield return string.Join("\n", progress.BoundDevices.Select(device => say.Text("progressDevice", device)));
        if (progress.Dues.IsPositive)
            yield return say.Text("progressDues", say.Amount(progress.Dues));
        if (progress.BillingEndsAt != progress.ServiceEndsAt)
            yield return say.Text("progressBilling", say.LastDate(progress.BillingEndsAt));
        yield return say.Text("progressService", say.LastDate(progress.ServiceEndsAt));
        if (progress.ProcessDueBy is { } due)
            yield return say.Text("progressProcess", say.By(due));
        if (progress.StillCharged.IsPositive)
            yield return say.Text("progressStillCharged", say.Amount(progress.StillCharged));
        yield return progress.Net.IsNegative ? say.Text("progressToPay", say.Amount(-progress.Net)) : say.Text("progressBack", say.Amount(progress.Net));
    }
}
