namespace EsimLifecycle;

/// <summary>The reviewer asks for more before deciding. The review's clock stops until it is there; the request lapses where it does not come.</summary>
/// <remarks>
/// <para>What was handed in and not accepted is asked for with it. When everything is there, the review goes on with the business days it had left, at
/// least one, from the day on which the last of it was received.</para>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentMissing"/>,
/// <see cref="RefusalCode.SupplementRoundsUsed"/>.
/// </remarks>
/// <param name="Documents">What is asked for; at least one kind, none twice.</param>
/// <param name="Note">What the customer is told, as a reference to what the host keeps.</param>
public sealed record RequestSupplement(ValueList<DocumentKind> Documents, Reference Note = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RequestSupplement) { Roles = [Role.Reviewer] };

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

        decision.Raise(new SupplementRequested
        {
            Documents = request.Missing.Union(Documents),
            ReviewDaysLeft = ReviewRules.DaysLeft(ref decision, request.DueBy!.Value),
            Note = Note,
            DueBy = decision.Rules.EndOfDayAfter(decision.At, decision.Policy.Cancellation.SupplementDueDays),
        });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.AddEachValue(Documents);
        visitor.AddOptional(Note);
    }
}

/// <summary>The reviewer asked for more.</summary>
public sealed record SupplementRequested : LifecycleEvent
{
    /// <summary>What is missing now: what was asked for, and what was handed in before and not accepted.</summary>
    public required ValueList<DocumentKind> Documents { get; init; }

    /// <summary>The business days that the review has left when it goes on.</summary>
    public required int ReviewDaysLeft { get; init; }

    /// <summary>By when it has to be there; then the request lapses.</summary>
    public required Instant DueBy { get; init; }

    /// <summary>What the customer is told, as a reference to what the host keeps.</summary>
    public Reference Note { get; init; }

    internal override SubscriptionTrigger? Along => CommandKind.RequestSupplement;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.AwaitingSupplement;
        draft.Cancellation = draft.Cancellation! with
        {
            Missing = Documents,
            Since = At,
            DueBy = DueBy,
            ReviewDaysLeft = ReviewDaysLeft,
            SupplementRounds = draft.Cancellation.SupplementRounds + 1,
        };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.SupplementAsked);
}
