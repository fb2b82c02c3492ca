namespace EsimLifecycle;

/// <summary>Writes the progress of a cancellation: a sentence for whatever is to be known or done, in the order in which it matters.</summary>
internal static class ProgressText
{
    public static string Write(MessageWriter writer, CancellationProgress progress)
    {
        var sentences = new List<string>();
        Tell("Stage");
        if (progress.IsOverdue)
            Tell("Overdue");
        TellTasks(progress, Tell);
        if (progress.WaitingFor == CancellationParty.Nobody)
            Tell("Time");
        else if (progress.ProcessDueBy is not null)
            Tell("Process");

        var items = default(ListBuilder<ChecklistItem>);
        items.Add(new ChecklistItem(ChecklistItemKind.ServiceEnds) { At = progress.ServiceEndsAt });
        CancellationChecklist.AddSettlement(ref items, progress.StillCharged, progress.Lines, progress.Net, progress.Costs, progress.Balance);
        foreach (var item in items.ToList())
        {
            // Once it is settled, what is left to pay is among the tasks.
            if (item.Kind != ChecklistItemKind.ToPay || progress.SettledAt is null)
                sentences.Add(writer.Explain(item));
        }

        return string.Join("\n", sentences);

        void Tell(string key) => sentences.Add(writer.Tell($"progress/{key}", name => name switch
        {
            "stage" => progress.Stage,
            "since" => progress.Since,
            "documents" => progress.MissingDocuments,
            "devices" => progress.BoundDevices,
            "dues" => progress.Dues,
            "processDueBy" => progress.ProcessDueBy,
            _ => progress.DueBy,
        }));
    }

    private static void TellTasks(CancellationProgress progress, Action<string> tell)
    {
        var isCustomersTurn = progress.WaitingFor == CancellationParty.Customer;
        var isClearing = progress.Stage == SubscriptionStatus.Clearing;
        if (progress.MissingDocuments.Count > 0)
            tell(isCustomersTurn ? "Documents" : "DocumentsMissing");
        if (progress.Stage == SubscriptionStatus.UnderReview)
            tell("Review");
        if (progress.BoundDevices.Count > 0)
            tell(!isClearing ? "DevicesLater" : isCustomersTurn ? "Devices" : "DevicesAwaited");
        if (isClearing && progress.Dues.IsPositive)
            tell("Dues");
    }
}
