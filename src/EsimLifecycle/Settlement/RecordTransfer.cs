namespace EsimLifecycle;

/// <summary>Records whether a transfer to another subscription or account arrived there.</summary>
/// <remarks>
/// A fact, never refused. A failed transfer becomes a refund. A transfer that arrived counts even if it had been reported as failed, or had
/// not been confirmed in time: what is still to be paid of its refunds is then paid. What arrived beyond that, because it was paid out or
/// taken back as well, the customer owes. Repeating the same report changes nothing; a failure of what arrived, and a report about an unknown
/// transfer, are recorded as conflicts.
/// </remarks>
/// <param name="Transfer">The key of the transfer (<see cref="TransferBalance.Transfer"/>).</param>
public sealed record RecordTransfer(Reference Transfer) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordTransfer) { Roles = [Role.Agent, Role.Carrier, Role.System], Offer = Offer };

    /// <summary>Gets whether the transfer was not accepted there; false by default.</summary>
    public bool Failed { get; init; }

    /// <summary>
    /// Gets the amount that arrived, positive; null, the default, for the amount that the latest instruction for the transfer gave.
    /// </summary>
    public Money? Amount { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var (isKnown, stands, hasArrived) = (false, false, false);
        foreach (var leg in decision.State.Refunds)
        {
            if (PartOf(leg) is not { } part)
                continue;
            isKnown = true;
            stands |= Stands(leg);
            hasArrived |= part.HasArrived;
        }

        if (!isKnown || (hasArrived && Failed) || (Amount is { } amount && !decision.State.CanBook(amount)))
            decision.Raise(Conflict());
        else if (hasArrived)
            return;
        else if (!Failed)
            Arrive(ref decision, stands);
        else if (stands)
            Fail(ref decision);
    }

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var leg in offer.State.Refunds)
        {
            if (leg.Status == RefundStatus.TransferDue)
                offer.AddFact(leg.Transfer, leg.Outstanding, new RecordTransfer(leg.Transfer));
        }
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Transfer, Amount = Amount };

    internal override Facts ListFacts() => new(("transfer", Transfer), ("isFailed", Failed), ("amount", Amount));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Transfer);
        visitor.Add(Failed);
        visitor.AddOptional(Amount);
        visitor.AddOptional(OccurredAt);
    }

    private bool Stands(RefundLeg leg) => leg.Status == RefundStatus.TransferDue && leg.Transfer == Transfer;

    private LegTransfer? PartOf(RefundLeg leg) => IndexIn(leg) is var index and >= 0 ? leg.Transfers[index] : null;

    private int IndexIn(RefundLeg leg) => leg.Transfers.IndexOf(Transfer, static (part, transfer) => part.Transfer == transfer);

    private void Fail(ref DecisionBuilder decision)
    {
        var transfer = Transfer;
        Transfers.Fail(ref decision, leg => leg.Status == RefundStatus.TransferDue && leg.Transfer == transfer, OccurredAt);
    }

    /// <summary>Takes what arrived from the legs of the transfer; the customer owes what is beyond.</summary>
    /// <remarks>
    /// If the transfer stands, what it moves is what is still to be moved, as it was last instructed; otherwise it is what it was to move when
    /// it was given up.
    /// </remarks>
    private void Arrive(ref DecisionBuilder decision, bool stands)
    {
        var state = decision.State;
        var left = Amount ?? Money.Zero(state.Balances.Currency);
        if (Amount is null)
        {
            foreach (var leg in state.Refunds)
            {
                if (PartOf(leg) is { } part && (!stands || Stands(leg)))
                    left += stands ? leg.Outstanding : part.Amount;
            }
        }

        var postings = new Postings();
        var legs = default(ListBuilder<RefundLeg>);
        foreach (var leg in state.Refunds)
        {
            if (PartOf(leg) is not { } part || (stands && !Stands(leg)))
                continue;
            var covered = Money.Min(left, leg.Outstanding);
            postings.Add(Account.RefundPayable, Account.Transfers, covered);
            left -= covered;
            legs.Add(After(ref decision, leg with { Transfers = leg.Transfers.SetItem(IndexIn(leg), part with { HasArrived = true }) }, covered));
        }

        postings.Add(Account.Receivable, Account.Transfers, left);
        decision.Raise(new TransferRecorded
        {
            Legs = RefundRules.WithTheirTransfers(state, legs.ToList()),
            HasArrived = true,
            Owed = left.IsZero ? null : left,
            OccurredAt = OccurredAt,
            Postings = postings.ToList(),
        });
    }

    private RefundLeg After(ref DecisionBuilder decision, RefundLeg leg, Money covered)
    {
        if (leg.IsOver)
            return leg;
        if (covered == leg.Outstanding)
            return leg.Move(RefundTrigger.ConfirmTransfer, RefundStatus.Transferred) with { DueBy = null, RetryAt = null };
        var rest = covered.IsZero ? leg : leg with { Paid = leg.Paid + covered ?? covered };
        return Stands(leg) ? Transfers.Fail(rest, RefundRules.DueBy(ref decision)) : rest;
    }
}

/// <summary>A transfer arrived, or failed and became a refund.</summary>
public sealed record TransferRecorded : LifecycleEvent
{
    /// <summary>Gets the updated legs of the transfer or, if several transfers reached their deadline at once, of all of them.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    /// <summary>Gets whether the transfer arrived; otherwise it failed.</summary>
    public bool HasArrived { get; init; }

    /// <summary>Gets the amount that arrived beyond what was still to be paid, which the customer owes; null for none.</summary>
    public Money? Owed { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("hasArrived", HasArrived), ("refunds", Legs), ("owed", Owed));

    internal override void Apply(Subscription draft) => RefundRules.Put(draft, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.Replace(Legs);
        var (amount, dueBy) = RefundRules.ToPay(Legs);
        if (HasArrived)
            outbox.Tell(MessageTemplate.TransferDone, Legs[0].Transfer, Moved);
        else
            outbox.Tell(MessageTemplate.TransferFailed, Legs[0].Transfer, amount, until: dueBy);
        if (Owed is not null)
            outbox.Tell(MessageTemplate.DuesOpen, amount: Owed);
    }
}
