namespace EsimLifecycle;

/// <summary>
/// Submits documents for a cancellation, all at once or one after another. When none is missing any more, the cancellation proceeds by
/// itself.
/// </summary>
/// <remarks>
/// <para>A reference that was submitted before identifies the same document and changes nothing.</para>
/// <para>A document that was received in time counts, whenever it is registered: once all that were missing are, a request that lapsed without them is
/// open again (<see cref="CancellationReopened"/>), with the ends and the fees that it had, and with what was charged meanwhile to be given back.
/// That ends when the customer asks to cancel anew, or goes on: activates, buys or changes something other than by auto-renewal; and when
/// 100 periods have ended since. While a hold for fraud or a bound device prevents a request, it also prevents that.</para>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.DocumentMissing"/>, <see cref="RefusalCode.DocumentNotAsked"/>,
/// <see cref="RefusalCode.DocumentConflict"/>, <see cref="RefusalCode.DocumentNotYetReceived"/>; for a request that lapsed also with
/// <see cref="RefusalCode.DocumentReceivedLate"/>, <see cref="RefusalCode.CancellationFraudHold"/> and <see cref="RefusalCode.DeviceStillBound"/>.
/// </remarks>
/// <param name="Documents">The documents; at least one.</param>
public sealed record SubmitDocuments(ValueList<SubmittedDocument> Documents) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.SubmitDocuments) { Roles = [Role.Customer, Role.Agent, Role.Carrier], Offer = Offer };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var lapsed = decision.State.CancellationHistory.Lapsed;
        var request = lapsed?.Request ?? decision.State.Cancellation!;
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

        if (lapsed is not null)
            LateRegistration.Check(ref decision, lapsed, fresh);
        if (decision.HasRefusals || fresh.Count == 0)
            return;
        decision.Raise(new DocumentsSubmitted { Documents = fresh, Missing = missing });
        if (lapsed is not null && missing.Count == 0)
            LateRegistration.Reopen(ref decision);
    }

    internal override Facts ListFacts() => new(("documents", Documents));

    private static void Offer(ref CommandOffer offer)
    {
        var lapsed = offer.State.CancellationHistory.Lapsed;
        foreach (var kind in (lapsed?.Request ?? offer.State.Cancellation!).Missing)
        {
            // What is found late was received before the request lapsed.
            var document = new SubmittedDocument(kind, CommandOffer.AnyPerson, lapsed?.At - Duration.Epsilon);
            var answer = offer.Ask(new SubmitDocuments([document]));
            if (offer.Lists)
                offer.List(new CommandChoice(answer, isComplete: false) { Document = kind });
        }

        offer.AddNone(new SubmitDocuments([new SubmittedDocument(DocumentKind.Explanation, CommandOffer.AnyPerson)]), "document");
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
public sealed record SubmittedDocument(DocumentKind Kind, PersonalReference Reference, Instant? ReceivedAt = null) : IVisited, IFactual
{
    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Kind);
        visitor.Add(Reference);
        visitor.AddOptional(ReceivedAt);
    }

    Facts IFactual.ListFacts() => new(("kind", Kind), ("reference", Reference), ("receivedAt", ReceivedAt));
}

/// <summary>A cancellation entered the stage in which it waits for the customer's documents.</summary>
public sealed record DocumentsAwaited : LifecycleEvent
{
    /// <summary>Gets the deadline for the documents, after which the request lapses.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>Gets the time at which the customer is reminded of that deadline; null for never.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Gets the kinds of document that are missing.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    internal override Facts ListFacts() => new(("dueBy", DueBy), ("documents", Documents));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.RequestCancellation;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.AwaitingDocuments;
        draft.Cancellation = draft.Cancellation!.Enter(At, DueBy, RemindAt);
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.DocumentsAsked, until: DueBy, documents: Documents);
}

/// <summary>Documents for a cancellation were submitted: for the one that is open, or for one that lapsed before they were registered.</summary>
public sealed record DocumentsSubmitted : LifecycleEvent
{
    /// <summary>Gets the documents that were not submitted before.</summary>
    public required ValueList<ReceivedDocument> Documents { get; init; }

    /// <summary>Gets the kinds of document that are still missing.</summary>
    public required ValueList<DocumentKind> Missing { get; init; }

    internal override Facts ListFacts() => new(("documents", Documents), ("missing", Missing));

    internal override void Apply(Subscription draft)
    {
        var lapsed = draft.CancellationHistory.Lapsed;
        var request = lapsed?.Request ?? draft.Cancellation!;
        request = request with { Submitted = DocumentRules.Remember(request.Submitted, Documents), Missing = Missing };
        if (lapsed is null)
            draft.Cancellation = request;
        else
            draft.CancellationHistory = draft.CancellationHistory with { Lapsed = lapsed with { Request = request } };
    }
}
