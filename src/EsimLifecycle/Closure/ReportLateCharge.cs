namespace EsimLifecycle;

/// <summary>Records a charge for usage that is reported late: a bill of a roaming partner, a premium call.</summary>
/// <remarks>
/// <para>A fact, never refused. Usage in the line's own time of service is due if it is reported by
/// <see cref="ClosurePolicy.LateChargeDays"/> after the end of service: it is owed as any other amount, and set off against what is still to be
/// refunded. The end of service is the one that the customer was told with the request (<see cref="CancellationRequest.ServiceEndsAt"/>) or, where
/// the subscription closed otherwise, its closing. Anything else is recorded and voided at once, with the reason
/// (<see cref="LateChargeVoidReason"/>).</para>
/// <para>Repeating the same charge changes nothing. The same reference with another amount or another time of usage, and an amount that is not
/// positive or in another currency, are recorded as conflicts.</para>
/// </remarks>
/// <param name="Reference">The charge's own reference; an equal reference identifies the same charge.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="UsedAt">The time of the usage; of usage over some time, its end.</param>
public sealed record ReportLateCharge(Reference Reference, Money Amount, Instant UsedAt) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportLateCharge) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets what the charge is for, as a reference to a record that the host keeps; none, the default, if that is not known.</summary>
    public PersonalReference Note { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var state = decision.State;
        if (state.FindLateCharge(Reference) is { } known)
        {
            if (known.Amount != Amount || known.UsedAt != UsedAt)
                decision.Raise(Conflict());
        }
        else if (state.References.Contains(MoneyReferences.OfLateCharge(Reference)))
        {
            // It is known, and what it was is not remembered.
        }
        else if (state.CanBook(Amount))
        {
            LateChargeRules.Take(ref decision, this);
        }
        else
        {
            decision.Raise(Conflict());
        }
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };

    internal override Facts ListFacts() => new(("amount", Amount), ("usedAt", UsedAt), ("reference", Reference));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.AddOptional(UsedAt);
        visitor.AddOptional(Note);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>A charge for usage was reported late; it is due, or was voided at once.</summary>
public sealed record LateChargeRecorded : LifecycleEvent
{
    /// <summary>Gets the charge.</summary>
    public required LateCharge Charge { get; init; }

    /// <summary>Gets the time at which the charge arrived; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("charge", Charge));

    internal override void Apply(Subscription draft)
    {
        draft.LateCharges = LateChargeRules.Remember(draft.LateCharges, Charge);
        draft.References = draft.References.Add(MoneyReferences.OfLateCharge(Charge.Reference));
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Charge.Status == LateChargeStatus.Due)
            outbox.Tell(MessageTemplate.LateChargeDue, Charge.Reference, Charge.Amount);
    }
}
