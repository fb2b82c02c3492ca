namespace EsimLifecycle;

/// <summary>Records whether a transfer to another subscription or account arrived there.</summary>
/// <remarks>
/// A fact, never refused. A failed transfer becomes a refund. Repeating the same report changes nothing; a report that contradicts an
/// earlier one, or that is about an unknown transfer, is recorded as a conflict.
/// </remarks>
/// <param name="Transfer">The key of the transfer (<see cref="TransferBalance.Transfer"/>).</param>
public sealed record RecordTransfer(Reference Transfer) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordTransfer) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets whether the transfer was not accepted there; false by default.</summary>
    public bool Failed { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var transfer = Transfer;
        var legs = RefundRules.Change(decision.State, leg => leg.Transfer == transfer, leg => leg);
        if (legs.Count == 0 || Contradicts(legs[0].Status))
        {
            decision.Raise(Conflict());
            return;
        }

        if (legs[0].Status is not (RefundStatus.TransferDue or RefundStatus.Held) || (Failed && legs[0].Status == RefundStatus.Held))
            return;
        if (Failed)
        {
            Transfers.Fail(ref decision, leg => leg.Transfer == transfer, OccurredAt);
            return;
        }

        var postings = new Postings();
        var ended = RefundRules.End(
            decision.State, leg => leg.Transfer == transfer && leg.Status is (RefundStatus.TransferDue or RefundStatus.Held), RefundTrigger.ConfirmTransfer, RefundStatus.Transferred, Account.Transfers, ref postings);
        decision.Raise(new TransferRecorded { Legs = ended, OccurredAt = OccurredAt, Postings = postings.ToList() });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Transfer };

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Transfer);
        visitor.Add(Failed);
        visitor.AddOptional(OccurredAt);
    }

    private bool Contradicts(RefundStatus status) => status is not (RefundStatus.TransferDue or RefundStatus.Held) && Failed == (status == RefundStatus.Transferred);
}

/// <summary>A transfer arrived, or failed and became a refund.</summary>
public sealed record TransferRecorded : LifecycleEvent
{
    /// <summary>Gets the updated legs of the transfer or, if several transfers reached their deadline at once, of all of them.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
        {
            if (leg.Status == RefundStatus.Due)
                outbox.PayRefund(leg);
        }

        outbox.Tell(Legs[0].Status == RefundStatus.Due ? MessageTemplate.TransferFailed : MessageTemplate.TransferDone, Legs[0].Transfer);
    }
}
