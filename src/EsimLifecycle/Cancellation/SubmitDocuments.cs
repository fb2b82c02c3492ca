namespace EsimLifecycle;

/// <summary>
/// Submits documents for a cancellation, all at once or one after another. When none is missing any more, the cancellation proceeds by
/// itself.
/// </summary>
/// <remarks>
/// A reference that was submitted before identifies the same document and changes nothing. Refused with
/// <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.DocumentMissing"/>, <see cref="RefusalCode.DocumentNotAsked"/>,
/// <see cref="RefusalCode.DocumentConflict"/>, <see cref="RefusalCode.DocumentNotYetReceived"/>.
/// </remarks>
/// <param name="Documents">The documents; at least one.</param>
public sealed record SubmitDocuments(ValueList<SubmittedDocument> Documents) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.SubmitDocuments) { Roles = [Role.Customer, Role.Agent, Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var request = decision.State.Cancellation!;
        if (Documents.Count == 0)
            decision.Refuse(Refusals.DocumentMissing());

        var missing = request.Missing;
        ValueList<ReceivedDocument> fresh = default;
        foreach (var document in Documents)
        {
            var earlier = DocumentRules.Find(request.Submitted, document.Reference) ?? DocumentRules.Find(fresh, document.Reference);
            if (earlier is not null)
            {
                if (earlier.Kind != document.Kind)
                    decision.Refuse(Refusals.DocumentConflict(document.Reference));
                continue;
            }

            if (!request.Missing.Contains(document.Kind))
            {
                decision.Refuse(Refusals.DocumentNotAsked(document.Kind, request.Missing));
                continue;
            }

            if (document.ReceivedAt is { } receivedAt && receivedAt > decision.At)
            {
                decision.Refuse(Refusals.DocumentNotYetReceived(document.Reference, receivedAt));
                continue;
            }

            fresh = fresh.Add(new ReceivedDocument(document.Kind, document.Reference, document.ReceivedAt ?? decision.At));
            missing = DocumentRules.Without(missing, document.Kind);
        }

        if (!decision.HasRefusals && fresh.Count > 0)
            decision.Raise(new DocumentsSubmitted { Documents = fresh, Missing = missing });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.AddEach(Documents);
    }
}

/// <summary>A document as it is submitted: never its content, only a reference to where the host keeps it.</summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Reference">The reference to where the host keeps it; an equal reference identifies the same document.</param>
/// <param name="ReceivedAt">The time of receipt, if earlier than the submission, because a letter counts from its arrival; null, the
/// default, for now.</param>
public sealed record SubmittedDocument(DocumentKind Kind, PersonalReference Reference, Instant? ReceivedAt = null) : IVisited
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Kind);
        visitor.Add(Reference);
        visitor.AddOptional(ReceivedAt);
    }
}

/// <summary>A cancellation entered the stage in which it waits for the customer's documents.</summary>
public sealed record DocumentsAwaited : LifecycleEvent
{
    /// <summary>Gets the deadline for the documents, after which the request lapses.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>Gets the time at which the customer is reminded of that deadline; null for never.</summary>
    public Instant? RemindAt { get; init; }

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.RequestCancellation;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.AwaitingDocuments;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy, RemindAt = RemindAt };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DocumentsAsked);
}

/// <summary>Documents for a cancellation were submitted.</summary>
public sealed record DocumentsSubmitted : LifecycleEvent
{
    /// <summary>Gets the documents that were not submitted before.</summary>
    public required ValueList<ReceivedDocument> Documents { get; init; }

    /// <summary>Gets the kinds of document that are still missing.</summary>
    public required ValueList<DocumentKind> Missing { get; init; }

    internal override void Apply(Subscription draft)
    {
        var request = draft.Cancellation!;
        draft.Cancellation = request with { Submitted = request.Submitted.AddRange(Documents), Missing = Missing };
    }
}
