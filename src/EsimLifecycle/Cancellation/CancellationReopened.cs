namespace EsimLifecycle;

/// <summary>
/// A cancellation that had lapsed is open again, because every document that it waited for was received in time and has now been registered.
/// The next event tells the stage that follows.
/// </summary>
/// <remarks>
/// It goes on as if the documents had been registered when they were received: the ends and the fees are those of the request, and it does not count
/// as another request. What was promised meanwhile (a later end of grace, or of the time to activate) stays promised.
/// </remarks>
public sealed record CancellationReopened : LifecycleEvent
{
    /// <summary>Gets the request.</summary>
    public required CancellationRequest Request { get; init; }

    /// <summary>Gets the stage in which the request had lapsed, and to which it returns.</summary>
    public required SubscriptionStatus Status { get; init; }

    internal override Facts ListFacts() => new(("request", Request));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.SubmitDocuments;

    internal override void Apply(Subscription draft)
    {
        var lapsed = draft.CancellationHistory.Lapsed!;
        draft.Status = Status;
        draft.Term = draft.Term with
        {
            Unearned = lapsed.Unearned,
            IsRescued = draft.Term.IsRescued && !(lapsed.IsRescued && draft.Term.PaidUntilDate == lapsed.PaidUntilDate),
        };
        draft.GoOn();
        draft.Cancellation = Request;
        draft.VoidCharges();
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationReceived, until: Request.ServiceEndsAt);
}
