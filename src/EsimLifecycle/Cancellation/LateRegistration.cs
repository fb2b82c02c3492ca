namespace EsimLifecycle;

/// <summary>
/// Documents for a request that lapsed: one that was received in time counts, whenever it is registered, unless the customer has gone on meanwhile.
/// </summary>
internal static class LateRegistration
{
    public static void Check(ref DecisionBuilder decision, LapsedRequest lapsed, ValueList<ReceivedDocument> documents)
    {
        CancellationEligibility.Check(ref decision);
        foreach (var document in documents)
        {
            if (document.ReceivedAt >= lapsed.At)
                decision.Refuse(Refusals.DocumentReceivedLate(document.Reference, document.ReceivedAt, lapsed.At));
        }
    }

    /// <summary>Opens the request again, with the ends and the fees that it had. What was asked for meanwhile is interrupted as by a new request.</summary>
    public static void Reopen(ref DecisionBuilder decision)
    {
        var interrupted = ChargeRules.Asked(decision.State);
        PurchasePipeline.ReleaseAll(ref decision);
        var lapsed = decision.State.CancellationHistory.Lapsed!;
        var postings = new Postings();
        foreach (var period in lapsed.Unearned)
            postings.Add(Account.Earned, Account.Deferred, period.Price);
        var request = lapsed.Request;
        var processDueBy = ProcessDueBy(ref decision, request);
        decision.Raise(new CancellationReopened
        {
            Request = request with
            {
                ReopenedAt = decision.At,
                ServiceEndedAt = null,
                ProcessDueBy = processDueBy,
                IsProcessOverdue = request.IsProcessOverdue && processDueBy <= decision.At,
                Interrupted = interrupted,
                ReturnsFrom = request.ReturnsFrom ?? (decision.State.Term.PaidUntilDate > lapsed.PaidUntilDate ? lapsed.PaidUntilDate : null),
            },
            Status = lapsed.Status,
            Postings = postings.ToList(),
        });
    }

    /// <summary>Returns the deadline of the whole process, moved by the days for which the documents lay with the carrier.</summary>
    private static Instant? ProcessDueBy(ref DecisionBuilder decision, CancellationRequest request)
    {
        if (request.ProcessDueBy is not { } dueBy)
            return null;
        var received = Instant.Max(request.Since, DocumentRules.LastReceived(request.Submitted));
        var days = Period.DaysBetween(decision.Prepared.DateOf(received), decision.Prepared.DateOf(decision.At));
        return decision.Prepared.EndOfDayAfter(dueBy - Duration.Epsilon, days);
    }
}
