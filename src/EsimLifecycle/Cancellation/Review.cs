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
public sealed record RequestSupplement(ValueList<DocumentKind> Documents, Reference Note = default) : LifecycleRequest(CommandKind.RequestSupplement)
{
    internal override void Decide(ref Turn turn)
    {
        if (!ReviewRules.CheckReviewer(ref turn, Kind))
            return;
        var request = turn.State.Cancellation!;
        var rounds = request.SupplementRounds;
        if (rounds >= turn.Policy.Cancellation.SupplementRounds)
            turn.Refuse(new Refusal(RefusalCode.SupplementRoundsUsed, new RefusalFact("rounds", rounds)));
        if (Documents.Count == 0)
            turn.Refuse(new Refusal(RefusalCode.DocumentMissing));
        if (turn.HasRefusals)
            return;

        turn.Raise(new SupplementRequested
        {
            Documents = DocumentRules.Join(request.Missing, Documents),
            ReviewDaysLeft = ReviewRules.DaysLeft(ref turn, request.DueBy!.Value),
            Note = Note,
            DueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.SupplementDays),
        });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        foreach (var document in Documents)
            fingerprint.Add((int)document);
        fingerprint.Add(Note.Text);
    }
}

/// <summary>The reviewer approves a cancellation. Documents without a verdict count as accepted with it: who approves has seen them.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/>, <see cref="RefusalCode.ReviewAnonymous"/>, <see cref="RefusalCode.DocumentNotAccepted"/>, and
/// <see cref="RefusalCode.DeviceStillBound"/> where the policy wants devices unbound before.
/// </remarks>
public sealed record ApproveCancellation() : LifecycleRequest(CommandKind.ApproveCancellation)
{
    internal override void Decide(ref Turn turn)
    {
        if (!ReviewRules.CheckReviewer(ref turn, Kind))
            return;
        if (turn.State.Cancellation!.Missing is { Count: > 0 } missing)
            turn.Refuse(new Refusal(RefusalCode.DocumentNotAccepted, new RefusalFact("documents", missing)));
        if (turn.Policy.Devices.UnbindingDue == UnbindingDue.BeforeApproval && turn.State.Devices.Count > 0)
            turn.Refuse(DeviceRefusals.StillBound(turn.State.Devices));
        if (!turn.HasRefusals)
            turn.Raise(new CancellationApproved());
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
    }
}

/// <summary>The reviewer rejects a cancellation; the subscription is as active as before.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, <see cref="RefusalCode.StatusNotPermitted"/> unless under review,
/// <see cref="RefusalCode.ReviewOwnRequest"/> and <see cref="RefusalCode.ReviewAnonymous"/>.
/// </remarks>
/// <param name="Reason">Why.</param>
/// <param name="Note">What the customer is told, as a reference to what the host keeps.</param>
public sealed record RejectCancellation(RejectionReason Reason, Reference Note = default) : LifecycleRequest(CommandKind.RejectCancellation)
{
    internal override void Decide(ref Turn turn)
    {
        if (!ReviewRules.CheckReviewer(ref turn, Kind))
            return;
        if (!turn.HasRefusals)
            GoingBack.Reject(ref turn, Reason, Note);
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add((int)Reason);
        fingerprint.Add(Note.Text);
    }
}

/// <summary>Why a cancellation is rejected.</summary>
public enum RejectionReason
{
    /// <summary>Something else; the note says what. The default value.</summary>
    Other = 0,

    /// <summary>It is not proven that the customer asks.</summary>
    IdentityNotProven,

    /// <summary>The documents don't show what they should.</summary>
    DocumentsInsufficient,

    /// <summary>The number is not the customer's.</summary>
    NotTheOwner,

    /// <summary>The review was not done in time, and the policy rejects then.</summary>
    ReviewOverdue,
}

/// <summary>A cancellation is with the reviewer.</summary>
public sealed record ReviewStarted : LifecycleEvent
{
    /// <summary>What brought it there: the request itself, or the documents being complete.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>By when the reviewer has to decide.</summary>
    public required Instant DueBy { get; init; }

    internal override SubscriptionTrigger? Along => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.UnderReview;
        draft.Cancellation = draft.Cancellation! with { Since = At, DueBy = DueBy, ReviewDaysLeft = null };
    }
}

/// <summary>The reviewer did not decide in time.</summary>
public sealed record ReviewOverdue : LifecycleEvent
{
    /// <summary>What follows, as the policy says.</summary>
    public required OverdueReview Consequence { get; init; }

    /// <summary>By when the review has to be done at the latest, where it was escalated.</summary>
    public Instant? DueBy { get; init; }

    internal override SubscriptionTrigger? Along => DeadlineKind.Review;

    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { IsReviewOverdue = true, DueBy = DueBy };
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

/// <summary>
/// A cancellation was approved, by a reviewer or, the review or the whole of it being overdue, by the policy. The event that follows it says what it leads to.
/// </summary>
public sealed record CancellationApproved : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with
    {
        ApprovedAt = At,

        // By the policy also while something was awaited, which then no longer is.
        Missing = default,
        ReviewDaysLeft = null,
    };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationApproved);
}

internal static class ReviewRules
{
    /// <summary>Whether the command has a review to act on; refuses it, and a reviewer who may not decide on this request.</summary>
    public static bool CheckReviewer(ref Turn turn, CommandKind command)
    {
        if (turn.State.Status == SubscriptionStatus.UnderReview)
        {
            CheckPerson(ref turn);
            return true;
        }

        turn.Refuse(CancellationRefusals.NotAt(command, turn.State));
        return false;
    }

    /// <summary>Refuses a reviewer who is not named, or who asked for the cancellation.</summary>
    public static void CheckPerson(ref Turn turn)
    {
        var reviewer = turn.Cause!.By.Id;
        if (reviewer == default)
            turn.Refuse(new Refusal(RefusalCode.ReviewAnonymous));
        else if (reviewer == turn.State.Cancellation!.RequestedBy.Id)
            turn.Refuse(new Refusal(RefusalCode.ReviewOwnRequest, new RefusalFact("reviewer", reviewer)));
    }

    /// <summary>
    /// By when a review that begins or goes on has to be done: the business days it has, from the day on which the last document was received (of
    /// what was asked for in this stage), and at least one from now.
    /// </summary>
    public static Instant DueBy(ref Turn turn)
    {
        var request = turn.State.Cancellation!;
        var days = request.ReviewDaysLeft ?? turn.Policy.Cancellation.ReviewBusinessDays;
        var from = Instant.Max(request.Since, DocumentRules.LastReceived(request.Submitted));
        return Instant.Max(turn.Rules.EndOfBusinessDayAfter(from, days), turn.Rules.EndOfBusinessDayAfter(turn.At, 1));
    }

    /// <summary>The business days after today that a review has left, at least one.</summary>
    public static int DaysLeft(ref Turn turn, Instant dueBy)
    {
        var lastDay = turn.Rules.DateOf(dueBy - Duration.Epsilon);
        return Math.Max(1, turn.Rules.Calendar.BusinessDaysBetween(turn.Rules.DateOf(turn.At), lastDay));
    }

    public static void Overdue(ref Turn turn)
    {
        var rules = turn.Policy.Cancellation;

        // A review that was escalated and is still not done ends as if it had never been asked for: no wait is without an end.
        var request = turn.State.Cancellation!;
        var consequence = request.IsReviewOverdue ? OverdueReview.Reject : rules.OverdueReview;

        // In the reviewer's place the policy can't approve what the reviewer could not.
        if (consequence == OverdueReview.Approve && request.Missing.Count > 0)
            consequence = OverdueReview.Reject;
        turn.Raise(new ReviewOverdue
        {
            Consequence = consequence,
            DueBy = consequence == OverdueReview.Escalate ? turn.Rules.EndOfBusinessDayAfter(turn.At, rules.EscalationBusinessDays) : null,
        });
        if (consequence == OverdueReview.Approve)
            turn.Raise(new CancellationApproved());
        else if (consequence == OverdueReview.Reject)
            GoingBack.Reject(ref turn, RejectionReason.ReviewOverdue, default);
    }
}
