namespace EsimLifecycle;

/// <summary>Ends the hold on a refund that a regulator or a suspicion of fraud was the reason for.</summary>
/// <remarks>Refused with <see cref="RefusalCode.RefundNotHeld"/>.</remarks>
public sealed record ReleaseRefund() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReleaseRefund) { Roles = [Role.Carrier] };

    /// <summary>Whether the customer does not get it: it was seized, or is not theirs. No by default.</summary>
    public bool Forfeit { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (RefundRules.Change(decision.State, IsHeld, leg => leg).Count == 0)
            decision.Refuse(Refusals.RefundNotHeld());
        if (decision.HasRefusals)
            return;

        if (!Forfeit)
        {
            RefundRules.Release(ref decision, IsHeld);
            return;
        }

        var postings = new Postings();
        var legs = RefundRules.End(decision.State, IsHeld, RefundTrigger.Forfeit, RefundStatus.Forfeited, Account.Forfeited, ref postings);
        decision.Raise(new RefundReleased { Legs = legs, Postings = postings.ToList() });
    }

    internal override void Visit(ref PropertyVisitor visitor) => visitor.Add(Forfeit);

    private static bool IsHeld(RefundLeg leg) => leg.Status == RefundStatus.Held;
}

/// <summary>The hold on a refund has ended: it is due, or it was forfeited.</summary>
public sealed record RefundReleased : LifecycleEvent
{
    /// <summary>The legs, as they have become.</summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    internal override void Apply(Subscription draft) => draft.Refunds = RefundRules.Merge(draft.Refunds, Legs);

    internal override void Instruct(ref Outbox outbox)
    {
        foreach (var leg in Legs)
        {
            if (leg.Status == RefundStatus.Due)
                outbox.PayRefund(leg);
        }
    }
}
