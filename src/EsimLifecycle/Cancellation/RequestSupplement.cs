namespace EsimLifecycle;

/// <summary>
/// Requests further documents before the reviewer decides. The review is paused until they arrive; the request lapses if they do not arrive
/// in time.
/// </summary>
/// <remarks>
/// <para>Documents that were submitted but not accepted are requested again with them. When everything has arrived, the review resumes with
/// the business days it had left, at least one, from the day on which the last document was received.</para>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentMissing"/>,
/// <see cref="RefusalCode.SupplementRoundsUsed"/>.
/// </remarks>
/// <param name="Documents">The requested kinds of document; at least one, and none twice.</param>
/// <param name="Note">The explanation to the customer, as a reference to a record that the host keeps.</param>
public sealed record RequestSupplement(ValueList<DocumentKind> Documents, PersonalReference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestSupplement)
    {
        Roles = [Role.Reviewer],
        IsTriable = true,
        Offer = static (ref offer) => offer.Ask(new RequestSupplement([DocumentKind.Explanation])),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        ReviewRules.CheckReviewer(ref decision);
        var request = decision.State.Cancellation!;
        var rounds = request.SupplementRounds;
        if (rounds >= decision.Policy.Cancellation.MaxSupplementRounds)
            decision.Refuse(Refusals.SupplementRoundsUsed(rounds));
        if (Documents.Count == 0)
            decision.Refuse(Refusals.DocumentMissing());
        if (decision.HasRefusals)
            return;

        var dueBy = decision.Prepared.EndOfDayAfter(decision.At, decision.Policy.Cancellation.SupplementDueDays);
        decision.Raise(new SupplementRequested
        {
            Documents = request.Missing.Union(Documents),
            ReviewDaysLeft = ReviewRules.DaysLeft(ref decision, request.DueBy!.Value),
            Note = Note,
            DueBy = dueBy,
            RemindAt = Reminders.OfStage(ref decision, dueBy),
        });
    }

    internal override Facts ListFacts() => new(("documents", Documents));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.AddEachValue(Documents);
        visitor.AddOptional(Note);
    }
}

/// <summary>The reviewer requested further documents.</summary>
public sealed record SupplementRequested : LifecycleEvent
{
    /// <summary>Gets the kinds that are now missing: those requested, and those submitted before but not accepted.</summary>
    public required ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the number of business days that the review has left when it resumes.</summary>
    public required int ReviewDaysLeft { get; init; }

    /// <summary>Gets the deadline for the documents, after which the request lapses.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>Gets the time at which the customer is reminded of that deadline; null for never.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Gets the explanation to the customer, as a reference to a record that the host keeps.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("documents", Documents), ("dueBy", DueBy));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.RequestSupplement;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.AwaitingSupplement;
        draft.Cancellation = draft.Cancellation! with
        {
            Missing = Documents,
            Since = At,
            DueBy = DueBy,
            RemindAt = RemindAt,
            ReviewDaysLeft = ReviewDaysLeft,
            SupplementRounds = draft.Cancellation.SupplementRounds + 1,
        };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.SupplementAsked, until: DueBy, documents: Documents);
}
