namespace EsimLifecycle;

/// <summary>A cancellation lapsed because a deadline passed, and the subscription was reinstated.</summary>
public sealed record CancellationLapsed : LifecycleEvent
{
    /// <summary>Gets the state of the subscription after the reinstatement.</summary>
    public required Reinstatement Reinstatement { get; init; }

    /// <summary>Gets the deadline that was missed.</summary>
    public required LapseReason Reason { get; init; }

    internal override Facts ListFacts() => new(("reason", Reason), ("reinstatement", Reinstatement));

    internal override SubscriptionTrigger? TriggeredBy => Reason switch
    {
        LapseReason.DocumentsLate => DeadlineKind.Documents,
        LapseReason.SupplementLate => DeadlineKind.Supplement,
        LapseReason.ProcessLate or LapseReason.TermUnpaid => DeadlineKind.Process,
        _ => DeadlineKind.Clearing,
    };

    internal override void Apply(Subscription draft)
    {
        var (request, status, unearned) = (draft.Cancellation!, draft.Status, draft.Term.Unearned);
        Reinstatement.Apply(draft, At);

        // What it lapsed for may have been received all the same.
        if (status is SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement && Reason != LapseReason.TermUnpaid)
        {
            draft.CancellationHistory = draft.CancellationHistory with
            {
                Lapsed = new LapsedRequest(request, status, At, draft.Term.PaidUntilDate, Reinstatement.IsRescued, unearned),
            };
        }
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(outbox.Message(MessageTemplate.CancellationLapsed) with { Lapse = Reason });
}
