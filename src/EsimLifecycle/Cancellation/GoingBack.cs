namespace EsimLifecycle;

/// <summary>Takes a cancellation request back. The subscription is as it was, as the dates now say.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, and with <see cref="RefusalCode.CancellationSettled"/> once the account is settled.
/// </remarks>
public sealed record WithdrawCancellation() : LifecycleRequest(CommandKind.WithdrawCancellation)
{
    internal override void Decide(ref Turn turn)
    {
        var state = turn.State;
        if (!state.Status.IsPendingCancel())
            turn.Refuse(CancellationRefusals.NotAt(Kind, state));
        else if (state.Cancellation!.SettledAt is { } settledAt)
            turn.Refuse(new Refusal(RefusalCode.CancellationSettled, new RefusalFact("settledAt", settledAt)));
        if (!turn.HasRefusals)
            turn.Raise(new CancellationWithdrawn { Back = GoingBack.Work(ref turn, out var postings), Postings = postings });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
    }
}

/// <summary>Where a subscription stands after a cancellation came to nothing.</summary>
/// <param name="Status">Pending, active, in grace or suspended.</param>
/// <param name="GraceEndsAt">When grace ends, in grace.</param>
/// <param name="ActivationDueBy">By when it has to be activated, while pending.</param>
/// <param name="SuspensionEndsBy">When the suspension ends by itself, while suspended.</param>
/// <param name="RestoresService">Whether service had been stopped while the request was open, and has to be put in effect again.</param>
public sealed record Return(
    SubscriptionStatus Status,
    Instant? GraceEndsAt = null,
    Instant? ActivationDueBy = null,
    Instant? SuspensionEndsBy = null,
    bool RestoresService = false)
{
    internal void Apply(Subscription draft, Instant at)
    {
        draft.Status = Status;
        draft.Cancellation = null;
        draft.CancellationHistory = draft.CancellationHistory with { EndedAt = at };
        draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt, Unearned = default };

        // The charge that the request made void is wanted again.
        if (draft.Renewal.AutoRenewal is not null && draft.Contract!.ActivatedAt is not null)
            draft.Term = draft.Term.Rearm(at);
        if (ActivationDueBy is not null)
            draft.Contract = draft.Contract! with { ActivationDueBy = ActivationDueBy };
        if (SuspensionEndsBy is { } endsBy)
            draft.Suspension = draft.Suspension! with { EndsBy = endsBy };
    }

    internal void Instruct(ref Outbox outbox, MessageTemplate template)
    {
        if (RestoresService)
            outbox.Provision(default, null);
        outbox.Tell(template);
    }
}

/// <summary>A cancellation was taken back.</summary>
public sealed record CancellationWithdrawn : LifecycleEvent
{
    /// <summary>Where the subscription stands now.</summary>
    public required Return Back { get; init; }

    internal override SubscriptionTrigger? Along => CommandKind.WithdrawCancellation;

    internal override void Apply(Subscription draft) => Back.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => Back.Instruct(ref outbox, MessageTemplate.CancellationWithdrawn);
}

/// <summary>A cancellation was rejected, by a reviewer or, the review being overdue, by the policy.</summary>
public sealed record CancellationRejected : LifecycleEvent
{
    /// <summary>Where the subscription stands now.</summary>
    public required Return Back { get; init; }

    /// <summary>Why.</summary>
    public required RejectionReason Reason { get; init; }

    /// <summary>What the customer is told, as a reference to what the host keeps.</summary>
    public Reference Note { get; init; }

    internal override SubscriptionTrigger? Along => Cause is null ? DeadlineKind.Review : CommandKind.RejectCancellation;

    internal override void Apply(Subscription draft) => Back.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => Back.Instruct(ref outbox, MessageTemplate.CancellationRejected);
}

/// <summary>Which deadline a cancellation missed.</summary>
public enum LapseReason
{
    /// <summary>The documents were not complete in time.</summary>
    DocumentsLate,

    /// <summary>What the reviewer asked for in addition did not come in time.</summary>
    SupplementLate,

    /// <summary>Clearing took too long: a device stayed bound, or something due was not paid.</summary>
    ClearingLate,

    /// <summary>The whole of it was not done in time, and the policy goes back then.</summary>
    ProcessLate,
}

/// <summary>A cancellation ended by itself, because something it waited for did not come in time.</summary>
public sealed record CancellationLapsed : LifecycleEvent
{
    /// <summary>Where the subscription stands now.</summary>
    public required Return Back { get; init; }

    /// <summary>Which deadline was missed.</summary>
    public required LapseReason Reason { get; init; }

    internal override SubscriptionTrigger? Along => Reason switch
    {
        LapseReason.DocumentsLate => DeadlineKind.Documents,
        LapseReason.SupplementLate => DeadlineKind.Supplement,
        LapseReason.ProcessLate => DeadlineKind.Process,
        _ => DeadlineKind.Clearing,
    };

    internal override void Apply(Subscription draft) => Back.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => Back.Instruct(ref outbox, MessageTemplate.CancellationLapsed);
}

/// <summary>The one rule for where a subscription stands when a cancellation came to nothing.</summary>
internal static class GoingBack
{
    public static void Lapse(ref Turn turn, LapseReason reason) =>
        turn.Raise(new CancellationLapsed { Back = Work(ref turn, out var postings), Reason = reason, Postings = postings });

    public static void Reject(ref Turn turn, RejectionReason reason, Reference note) =>
        turn.Raise(new CancellationRejected { Back = Work(ref turn, out var postings), Reason = reason, Note = note, Postings = postings });

    /// <summary>
    /// Pending if it was never activated; suspended again if it was; otherwise active or in grace as the dates now say, and never closed: what
    /// lapsed while the request was open has at least the policy's rescue days from now.
    /// </summary>
    /// <param name="turn">The turn.</param>
    /// <param name="postings">Undoes a settlement, and settles as served the periods that ended meanwhile.</param>
    public static Return Work(ref Turn turn, out ValueList<Posting> postings)
    {
        var state = turn.State;
        postings = Undo(state);
        var rescue = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Cancellation.RescueDays);
        if (state.Contract!.ActivatedAt is null)
            return new Return(SubscriptionStatus.Pending, ActivationDueBy: Instant.Max(rescue, state.Contract.ActivationDueBy!.Value));
        if (state.Suspension is { } suspension)
            return new Return(SubscriptionStatus.Suspended, state.Term.GraceEndsAt, SuspensionEndsBy: Instant.Max(rescue, suspension.EndsBy));
        var restores = state.Cancellation!.ServiceEndedAt is not null;
        return state.Term.PaidUntil > turn.At
            ? new Return(SubscriptionStatus.Active, RestoresService: restores)
            : new Return(SubscriptionStatus.Grace, TermRules.GraceAfterReturn(ref turn, state.Term), RestoresService: restores);
    }

    private static ValueList<Posting> Undo(Subscription state)
    {
        var postings = new Postings();
        var receivable = state.Balances[Account.Receivable];
        var givenUp = Money.Zero(receivable.Currency);
        foreach (var posting in state.Cancellation!.SettlementPostings)
        {
            if (posting.From == Account.WrittenOff)
            {
                givenUp += posting.Amount;
                continue;
            }

            postings.Add(posting.To, posting.From, posting.Amount);
            if (posting.From == Account.Receivable)
                receivable += posting.Amount;
            else if (posting.To == Account.Receivable)
                receivable -= posting.Amount;
        }

        // What is no longer owed need not have been given up, and is the customer's where it was paid.
        if (receivable.IsPositive)
        {
            givenUp = Money.Min(givenUp, receivable);
            postings.Add(Account.Receivable, Account.WrittenOff, givenUp);
            postings.Add(Account.Receivable, Account.Wallet, receivable - givenUp);
        }

        foreach (var period in state.Term.Unearned)
            postings.Add(Account.Deferred, Account.Earned, period.Price);
        return postings.ToList();
    }
}
