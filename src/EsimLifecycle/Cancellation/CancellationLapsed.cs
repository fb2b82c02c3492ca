using System.Text.Json.Serialization;

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

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationLapsed);
}

/// <summary>The deadline that a lapsed cancellation missed.</summary>
[JsonConverter(typeof(EnumJsonConverter<LapseReason>))]
public enum LapseReason
{
    /// <summary>The documents were not complete in time.</summary>
    DocumentsLate,

    /// <summary>The supplement that the reviewer requested did not arrive in time.</summary>
    SupplementLate,

    /// <summary>Clearing took too long: a device was still bound, or dues were not paid.</summary>
    ClearingLate,

    /// <summary>The cancellation as a whole was not completed in time, and the policy reinstates the subscription in that case.</summary>
    ProcessLate,

    /// <summary>A period up to the end of the minimum term, for which the cancellation was requested, was not paid in time.</summary>
    TermUnpaid,
}
