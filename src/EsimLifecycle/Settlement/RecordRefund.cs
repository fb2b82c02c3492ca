namespace EsimLifecycle;

/// <summary>The host paid money back to the customer, or tried to and failed.</summary>
/// <remarks>
/// A fact: it is never refused. More than is due is recorded as a conflict and moves nothing; a payout recorded before changes nothing.
/// </remarks>
/// <param name="Reference">The payout's reference at the payment provider: the same reference is the same payout.</param>
/// <param name="Amount">How much; positive.</param>
public sealed record RecordRefund(Reference Reference, Money Amount) : LifecycleFact(CommandKind.RecordRefund)
{
    /// <summary>Whether the attempt failed. Then no money moves, and the refund stays due.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref Turn turn)
    {
        if (turn.HasRefusals)
            return;
        var state = turn.State;
        var payable = RefundDue.AmountOf(state);
        if (Amount.Currency != payable.Currency || !Amount.IsPositive || (Amount > payable && !Failed))
            turn.Raise(new FactConflicted { Fact = Kind, Reference = Reference, Amount = Amount });
        else if (Failed)
            turn.Raise(new RefundRecorded { Reference = Reference, Amount = Amount, Failed = true, OccurredAt = OccurredAt });
        else
            turn.Raise(new RefundRecorded { Reference = Reference, Amount = Amount, OccurredAt = OccurredAt, Postings = [new Posting(Account.RefundPayable, Account.Customer, Amount)] });
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(Reference.Text);
        fingerprint.Add(Amount);
        fingerprint.Add(Failed);
        fingerprint.Add(OccurredAt);
    }
}

/// <summary>A payout to the customer was recorded.</summary>
public sealed record RefundRecorded : LifecycleEvent
{
    /// <summary>The payout's reference.</summary>
    public required Reference Reference { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>Whether it failed, so that the refund stays due.</summary>
    public bool Failed { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        if (RefundDue.AmountOf(draft).IsZero)
            draft.Refund = null;
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Failed)
            outbox.PayRefund(Amount);
        else
            outbox.Tell(MessageTemplate.RefundPaid);
    }
}

/// <summary>A refund was not paid in time.</summary>
public sealed record RefundOverdue : LifecycleEvent
{
    internal override void Apply(Subscription draft) => draft.Refund = draft.Refund! with { IsOverdue = true };
}
