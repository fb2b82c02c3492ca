namespace EsimLifecycle;

/// <summary>The host paid money back to the customer, or tried to and failed.</summary>
/// <remarks>
/// A fact: it is never refused. More than is due is recorded as a conflict and moves nothing. A payout recorded before changes nothing; where it
/// fails after all (it bounced), it is due again.
/// </remarks>
/// <param name="Reference">The payout's reference at the payment provider: the same reference is the same payout, another attempt has another.</param>
/// <param name="Amount">How much; positive.</param>
public sealed record RecordRefund(Reference Reference, Money Amount) : LifecycleFact(CommandKind.RecordRefund)
{
    /// <summary>Whether the attempt failed. Then no money moves, and the refund stays due.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref Turn turn)
    {
        if (turn.HasRefusals)
            return;
        var payable = RefundDue.AmountOf(turn.State);
        if (FindKnown(turn.State) is { } known)
        {
            if (known.Amount != Amount || (known.Failed && !Failed))
                turn.Raise(Conflict());
            else if (known.Failed != Failed)
                Bounce(ref turn);
        }
        else if (Amount.Currency != payable.Currency || !Amount.IsPositive || Amount > payable)
        {
            turn.Raise(Conflict());
        }
        else
        {
            turn.Raise(Failed ? Recorded() : Recorded() with { Postings = [new Posting(Account.RefundPayable, Account.Customer, Amount)] });
        }
    }

    internal override void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(Reference.Text);
        fingerprint.Add(Amount);
        fingerprint.Add(Failed);
        fingerprint.Add(OccurredAt);
    }

    private Payout? FindKnown(Subscription state)
    {
        foreach (var payout in state.Payouts)
        {
            if (payout.Reference == Reference)
                return payout;
        }

        return null;
    }

    private void Bounce(ref Turn turn) => turn.Raise(Recorded() with
    {
        Postings = [new Posting(Account.Customer, Account.RefundPayable, Amount)],
        RefundDueBy = turn.Rules.EndOfDayAfter(turn.At, turn.Policy.Settlement.RefundWithinDays),
    });

    private RefundRecorded Recorded() => new() { Reference = Reference, Amount = Amount, Failed = Failed, OccurredAt = OccurredAt };

    private FactConflicted Conflict() => new() { Fact = Kind, Reference = Reference, Amount = Amount };
}

/// <summary>Money that the host paid back to the customer, or tried to.</summary>
/// <param name="Reference">Its reference at the payment provider.</param>
/// <param name="Amount">How much.</param>
/// <param name="Failed">Whether it failed or bounced.</param>
public sealed record Payout(Reference Reference, Money Amount, bool Failed);

/// <summary>A payout to the customer was recorded.</summary>
public sealed record RefundRecorded : LifecycleEvent
{
    /// <summary>The payout's reference.</summary>
    public required Reference Reference { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>Whether it failed, so that the refund stays due, or is due again.</summary>
    public bool Failed { get; init; }

    /// <summary>By when it has to be paid again, where it had been paid and came back.</summary>
    public Instant? RefundDueBy { get; init; }

    /// <summary>When it happened, where that was reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        draft.Payouts = ValueList.Create(draft.Payouts.Where(payout => payout.Reference != Reference)).Add(new Payout(Reference, Amount, Failed));
        if (RefundDueBy is { } due)
            draft.Refund = RefundDue.Join(draft.Refund, due);
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
