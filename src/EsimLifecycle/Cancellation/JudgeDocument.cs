namespace EsimLifecycle;

/// <summary>Records the reviewer's verdict on one document, before or during the review.</summary>
/// <remarks>
/// <para>If every document of a kind has been rejected, that kind is requested again and the customer is notified: documents that are still
/// awaited then include it, and a request under review can't be approved until another one arrives (the customer may submit it unprompted,
/// or the reviewer requests a supplement). Accepting a document removes its kind from the missing ones. A verdict can be changed until the
/// request is approved; repeating the same verdict changes nothing.</para>
/// <para>Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> once in clearing,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentUnknown"/>.</para>
/// </remarks>
/// <param name="Reference">The reference under which the document was submitted.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Note">An explanation, as a reference to a record that the host keeps.</param>
public sealed record JudgeDocument(PersonalReference Reference, DocumentVerdict Verdict, PersonalReference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.JudgeDocument) { Roles = [Role.Reviewer], IsTriable = true, Offer = Offer };

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

    internal override Facts ListFacts() => new(("reference", Reference), ("verdict", Verdict));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var document in offer.State.Cancellation!.Submitted)
        {
            for (var verdict = DocumentVerdict.Accepted; verdict <= DocumentVerdict.Wrong; verdict++)
            {
                var answer = offer.Ask(new JudgeDocument(document.Reference, verdict));
                if (offer.Lists)
                    offer.List(new CommandChoice(answer) { Document = document.Kind });
            }
        }

        offer.AddNone(new JudgeDocument(CommandOffer.AnyPerson, DocumentVerdict.Accepted), "reference");
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
    /// <summary>Gets the document with its verdict.</summary>
    public required ReceivedDocument Document { get; init; }

    /// <summary>Gets the kinds of document that are now missing.</summary>
    public required ValueList<DocumentKind> Missing { get; init; }

    internal override Facts ListFacts() => new(("document", Document), ("verdict", Document.Verdict), ("missing", Missing));

    internal override void Apply(Subscription draft)
    {
        var request = draft.Cancellation!;
        var submitted = request.Submitted.Put(Document, Document.Reference, static (document, reference) => document.Reference == reference);
        draft.Cancellation = request with { Submitted = submitted, Missing = Missing };
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (!Document.Counts)
            outbox.Tell(outbox.Message(MessageTemplate.DocumentNotAccepted) with { Document = Document.Reference, Documents = [Document.Kind] });
    }
}
