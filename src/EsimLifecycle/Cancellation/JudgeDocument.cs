namespace EsimLifecycle;

/// <summary>The reviewer says what one document is worth, before or while the request is reviewed.</summary>
/// <remarks>
/// <para>A kind of document none of which can be used is missing again, and the customer is told: what is awaited then includes it, and a request
/// that is under review can't be approved before another one came (the customer may hand it in unasked, or the reviewer asks for a supplement). Accepting a
/// document takes its kind off what is missing. A verdict can be changed as long as the request is not approved; the same one again changes nothing.</para>
/// <para>Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> once in clearing,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentUnknown"/>.</para>
/// </remarks>
/// <param name="Reference">The document's reference, as it was handed in.</param>
/// <param name="Verdict">What it is worth.</param>
/// <param name="Note">More about it, as a reference to what the host keeps.</param>
public sealed record JudgeDocument(Reference Reference, DocumentVerdict Verdict, Reference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.JudgeDocument) { Roles = [Role.Reviewer] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        ReviewRules.CheckReviewer(ref decision);
        var request = decision.State.Cancellation!;
        var document = DocumentRules.Find(request.Submitted, Reference);
        if (document is null)
            decision.Refuse(Refusals.DocumentUnknown(Reference));
        if (decision.HasRefusals)
            return;

        var judged = document! with { Verdict = Verdict, Note = Note };
        if (judged != document)
            decision.Raise(new DocumentJudged { Document = judged, Missing = MissingWith(request, judged) });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Verdict);
        visitor.AddOptional(Note);
    }

    private static ValueList<DocumentKind> MissingWith(CancellationRequest request, ReceivedDocument judged)
    {
        if (judged.Counts)
            return DocumentRules.Without(request.Missing, judged.Kind);
        var another = request.Submitted.Find(
            judged, static (other, judged) => other.Kind == judged.Kind && other.Reference != judged.Reference && other.Counts);
        return another is null ? request.Missing.Union([judged.Kind]) : request.Missing;
    }
}

/// <summary>A document was judged.</summary>
public sealed record DocumentJudged : LifecycleEvent
{
    /// <summary>The document with its verdict.</summary>
    public required ReceivedDocument Document { get; init; }

    /// <summary>The kinds that are missing now.</summary>
    public required ValueList<DocumentKind> Missing { get; init; }

    internal override void Apply(Subscription draft)
    {
        var request = draft.Cancellation!;
        var submitted = request.Submitted.Put(Document, Document.Reference, static (document, reference) => document.Reference == reference);
        draft.Cancellation = request with { Submitted = submitted, Missing = Missing };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (!Document.Counts)
            outbox.Tell(MessageTemplate.DocumentNotAccepted);
    }
}
