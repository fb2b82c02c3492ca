namespace EsimLifecycle;

/// <summary>Rejects a cancellation that is under review and reinstates the subscription.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/> and <see cref="RefusalCode.ReviewAnonymous"/>.
/// </remarks>
/// <param name="Reason">The reason for the rejection.</param>
/// <param name="Note">The explanation to the customer, as a reference to a record that the host keeps.</param>
public sealed record RejectCancellation(RejectionReason Reason, PersonalReference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RejectCancellation) { Roles = [Role.Reviewer], Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        ReviewRules.CheckReviewer(ref decision);
        if (!decision.HasRefusals)
            ReinstatementRules.Reject(ref decision, Reason, Note);
    }

    internal override Facts ListFacts() => new(("reason", Reason));

    private static void Offer(ref CommandOffer offer)
    {
        // The reason decides what is told, not whether it is possible.
        var answer = offer.Ask(new RejectCancellation(RejectionReason.Other));
        for (var reason = RejectionReason.Other; offer.Lists && reason < RejectionReason.ReviewOverdue; reason++)
            offer.List(new CommandChoice(answer with { Candidate = new RejectCancellation(reason) }));
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reason);
        visitor.AddOptional(Note);
    }
}

/// <summary>
/// A cancellation was rejected by a reviewer or, because the review is overdue, by the policy, and the subscription was reinstated.
/// </summary>
public sealed record CancellationRejected : LifecycleEvent
{
    /// <summary>Gets the state of the subscription after the reinstatement.</summary>
    public required Reinstatement Reinstatement { get; init; }

    /// <summary>Gets the reason for the rejection.</summary>
    public required RejectionReason Reason { get; init; }

    /// <summary>Gets the explanation to the customer, as a reference to a record that the host keeps.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("reason", Reason), ("reinstatement", Reinstatement));

    internal override SubscriptionTrigger? TriggeredBy => Cause is null ? DeadlineKind.Review : CommandKind.RejectCancellation;

    internal override void Apply(Subscription draft) => Reinstatement.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(outbox.Message(MessageTemplate.CancellationRejected) with { Rejection = Reason });
}
