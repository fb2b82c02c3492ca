namespace EsimLifecycle;

/// <summary>Hands in documents for a cancellation, all at once or bit by bit. When nothing is missing any more, the cancellation goes on by itself.</summary>
/// <remarks>
/// A reference handed in before is the same document and changes nothing. Refused with <see cref="RefusalCode.CancellationNotOpen"/>,
/// <see cref="RefusalCode.DocumentMissing"/>, <see cref="RefusalCode.DocumentNotAsked"/>, <see cref="RefusalCode.DocumentConflict"/>,
/// <see cref="RefusalCode.DocumentNotYetReceived"/>.
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

/// <summary>A document as it is handed in: never the paper itself, only where the host keeps it.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Reference">Where the host keeps it; the same reference is the same document.</param>
/// <param name="ReceivedAt">When it was received, where that was before it is submitted: a letter counts from its arrival. Now by default.</param>
public sealed record SubmittedDocument(DocumentKind Kind, Reference Reference, Instant? ReceivedAt = null) : IVisited
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Kind);
        visitor.Add(Reference);
        visitor.AddOptional(ReceivedAt);
    }
}

/// <summary>A cancellation waits for the customer's documents.</summary>
public sealed record DocumentsAwaited : LifecycleEvent
{
    /// <summary>By when they have to be complete; then the request lapses.</summary>
    public required Instant DueBy { get; init; }

    internal override SubscriptionTrigger? Along => CommandKind.RequestCancellation;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.AwaitingDocuments;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DocumentsAsked);
}

/// <summary>Documents for a cancellation came in.</summary>
public sealed record DocumentsSubmitted : LifecycleEvent
{
    /// <summary>The documents that were new.</summary>
    public required ValueList<ReceivedDocument> Documents { get; init; }

    /// <summary>The kinds still missing.</summary>
    public required ValueList<DocumentKind> Missing { get; init; }

    internal override void Apply(Subscription draft)
    {
        var request = draft.Cancellation!;
        draft.Cancellation = request with { Submitted = request.Submitted.AddRange(Documents), Missing = Missing };
    }
}
