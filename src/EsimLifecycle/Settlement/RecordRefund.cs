namespace EsimLifecycle;

/// <summary>Records that a payout to the customer was submitted, arrived, or failed.</summary>
/// <remarks>
/// A fact, never refused. An amount above the amount due (or, for a payout that has not arrived, above the part that is not already under
/// way) is recorded as a conflict and moves nothing. A payout that is already recorded changes nothing; if it fails later (it bounced), the
/// money is due again. A part of the amount due is recorded, and the rest stays due.
/// </remarks>
/// <param name="Reference">The payout's reference at the payment provider; an equal reference identifies the same payout, and each attempt
/// has its own.</param>
/// <param name="Amount">The amount; positive.</param>
public sealed record RecordRefund(Reference Reference, Money Amount) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordRefund) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>
    /// Gets the refund leg that the payout is for (<see cref="PayRefund.Leg"/>); none, the default, for all legs that are due, in their
    /// order.
    /// </summary>
    public Reference Leg { get; init; }

    /// <summary>Gets the outcome of the payout; <see cref="PayoutOutcome.Paid"/> by default.</summary>
    public PayoutOutcome Outcome { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        if (FindKnown(decision.State) is not { } known)
        {
            if (TryAllocate(decision.State, out var parts))
                Record(ref decision, parts, Outcome == PayoutOutcome.Failed ? RefundTrigger.Fail : RefundTrigger.Pay);
            else
                decision.Raise(Conflict());
            return;
        }

        if (known.Amount != Amount || (known.Outcome == PayoutOutcome.Failed && Outcome == PayoutOutcome.Paid))
            decision.Raise(Conflict());
        else if (known.Outcome == PayoutOutcome.Paid && Outcome == PayoutOutcome.Failed)
            Record(ref decision, known.Parts, RefundTrigger.Bounce);
        else if (known.Outcome == PayoutOutcome.Submitted && Outcome != PayoutOutcome.Submitted)
            Answer(ref decision, known.Parts);
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.AddOptional(Leg);
        visitor.Add(Outcome);
        visitor.AddOptional(OccurredAt);
    }

    private Payout? FindKnown(Subscription state) => state.Payouts.Find(Reference, static (payout, reference) => payout.Reference == reference);

    /// <summary>Allocates the amount to refund legs; returns false if it exceeds the amount due or can't be due at all.</summary>
    private bool TryAllocate(Subscription state, out ValueList<PayoutPart> parts)
    {
        parts = default;
        if (Amount.Currency != state.Balances.Currency || !Amount.IsPositive)
            return false;
        var rest = Amount;
        foreach (var leg in state.Refunds)
        {
            if (!IsPayable(leg) || (Leg != default && leg.Key != Leg) || rest.IsZero)
                continue;

            // A payout that has arrived has arrived; another one can't be under way for the same money.
            var open = Outcome == PayoutOutcome.Paid ? leg.Outstanding : leg.Outstanding - state.UnderWay(leg.Key);
            var part = Money.Min(rest, open);
            if (!part.IsPositive)
                continue;
            parts = parts.Add(new PayoutPart(leg.Key, part));
            rest -= part;
        }

        return rest.IsZero;
    }

    /// <summary>
    /// Records the outcome of a payout that was under way. If its legs changed in the meantime and no longer fit, it is a conflict.
    /// </summary>
    private void Answer(ref DecisionBuilder decision, ValueList<PayoutPart> parts)
    {
        foreach (var part in parts)
        {
            var leg = RefundRules.Find(decision.State.Refunds, part.Leg);
            if (!(leg.IsPayable || leg.Status == RefundStatus.Held) || part.Amount > leg.Outstanding)
            {
                decision.Raise(Conflict());
                return;
            }
        }

        Record(ref decision, parts, Outcome == PayoutOutcome.Failed ? RefundTrigger.Fail : RefundTrigger.Pay);
    }

    // What is held is not paid; what has arrived nevertheless, because it was under way, has.
    private bool IsPayable(RefundLeg leg) => leg.IsPayable || (leg is { Status: RefundStatus.Held, WasDue: true } && Outcome == PayoutOutcome.Paid);

    private void Record(ref DecisionBuilder decision, ValueList<PayoutPart> parts, RefundTrigger trigger)
    {
        var legs = default(ListBuilder<RefundLeg>);
        var rests = default(ListBuilder<RefundLeg>);
        foreach (var part in parts)
        {
            var leg = RefundRules.Find(decision.State.Refunds, part.Leg);
            var goesOn = trigger switch
            {
                RefundTrigger.Bounce => leg.Status != RefundStatus.Paid,
                RefundTrigger.Fail => part.Amount < leg.Outstanding && leg.Status != RefundStatus.Held,
                _ => false,
            };
            if (!goesOn)
            {
                legs.Add(After(ref decision, leg, part.Amount, trigger));
                continue;
            }

            // The rest of it may be under way, or go another way by now: what came back or failed is a leg by itself, and only that is tried again.
            rests.Add(leg with { Amount = leg.Amount - part.Amount, Paid = trigger == RefundTrigger.Bounce ? Without(leg.Paid, part.Amount) : leg.Paid });
            var own = RefundRules.SendBack(ref decision, leg.Payment, leg.Method, part.Amount, rests.Count);
            if (trigger == RefundTrigger.Bounce && RefundRules.IsOnHold(decision.State))
                own = RefundRules.Hold(own, RefundRules.HeldUntil(ref decision));
            legs.Add(trigger == RefundTrigger.Bounce
                ? own
                : After(ref decision, own with { DueBy = leg.DueBy, IsOverdue = leg.IsOverdue, Failures = leg.Failures }, part.Amount, trigger));
        }

        decision.Raise(new RefundRecorded
        {
            Payout = new Payout(Reference, Amount, Outcome, parts),
            Legs = legs.ToList(),
            Rests = rests.ToList(),
            OccurredAt = OccurredAt,
            Postings = trigger == RefundTrigger.Bounce ? [new Posting(Account.Customer, Account.RefundPayable, Amount)]
                : Outcome == PayoutOutcome.Paid ? [new Posting(Account.RefundPayable, Account.Customer, Amount)]
                : default,
        });
    }

    private RefundLeg After(ref DecisionBuilder decision, RefundLeg leg, Money part, RefundTrigger trigger)
    {
        var rules = decision.Policy.Settlement;
        switch (trigger)
        {
            case RefundTrigger.Bounce:
                var isHeld = RefundRules.IsOnHold(decision.State);
                return leg.Move(trigger, isHeld ? RefundStatus.Held : RefundStatus.Due) with
                {
                    Paid = Without(leg.Paid, part),
                    Failures = leg.Failures + 1,
                    RetryAt = null,
                    DueBy = isHeld ? RefundRules.HeldUntil(ref decision) : RefundRules.DueBy(ref decision),
                    IsOverdue = false,
                };
            case RefundTrigger.Fail when leg.Status == RefundStatus.Held:
                return leg.Move(trigger, RefundStatus.Held) with { Failures = leg.Failures + 1 };
            case RefundTrigger.Fail:
                var failures = leg.Failures + 1;
                return leg.Move(trigger, RefundStatus.Failed) with
                {
                    Failures = failures,
                    RetryAt = failures < rules.RefundAttempts ? decision.At + Duration.FromDays(rules.RefundRetryDays) : null,
                };
            case RefundTrigger.Pay when Outcome == PayoutOutcome.Submitted:
                return (leg.Status == RefundStatus.Submitted ? leg : leg.Move(RefundTrigger.Submit, RefundStatus.Submitted)) with { RetryAt = null };
            default:
                // Of one that failed, the rest is still tried again on its day; what is under way is waited for.
                var isAll = part == leg.Outstanding;
                var underWay = decision.State.UnderWay(leg.Key);
                if (FindKnown(decision.State) is not null)
                    underWay -= part;
                var rest = leg.Status is RefundStatus.Failed or RefundStatus.Held ? leg.Status : underWay.IsPositive ? RefundStatus.Submitted : RefundStatus.Due;
                return leg.Move(trigger, isAll ? RefundStatus.Paid : rest) with
                {
                    Paid = leg.Paid is { } before ? before + part : part,
                    RetryAt = isAll ? null : leg.RetryAt,
                    DueBy = isAll ? null : leg.DueBy,
                };
        }
    }

    private static Money? Without(Money? paid, Money part) => paid == part ? null : paid - part;

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Reference, Amount = Amount };
}

/// <summary>A payout to the customer was recorded.</summary>
public sealed record RefundRecorded : LifecycleEvent
{
    /// <summary>Gets the payout.</summary>
    public required Payout Payout { get; init; }

    /// <summary>
    /// Gets the affected refund legs after this payout. A partially failed or bounced leg is split: that part becomes a new leg.
    /// </summary>
    public required ValueList<RefundLeg> Legs { get; init; }

    /// <summary>Gets the remainders of the legs that were split because a part of them failed or bounced; empty if none was.</summary>
    public ValueList<RefundLeg> Rests { get; init; }

    /// <summary>Gets the time at which it happened; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override void Apply(Subscription draft)
    {
        var known = draft.Payouts.IndexOf(Payout.Reference, static (payout, reference) => payout.Reference == reference);
        draft.Payouts = (known < 0 ? draft.Payouts : draft.Payouts.RemoveAt(known)).Add(Payout);
        draft.Refunds = RefundRules.Merge(RefundRules.Merge(draft.Refunds, Rests), Legs);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Payout.Outcome == PayoutOutcome.Paid)
        {
            // Of a part nobody is told that the refund has been paid; the rest is asked for anew, unless it is under way or tried again on its day.
            var isAll = true;
            foreach (var leg in Legs)
            {
                isAll &= leg.Status == RefundStatus.Paid;
                if (leg.Status == RefundStatus.Due)
                    outbox.PayRefund(leg);
            }

            if (isAll)
                outbox.Tell(MessageTemplate.RefundPaid, Payout.Reference, Payout.Amount);
            return;
        }

        foreach (var leg in Legs)
        {
            // What bounced is tried again at once; what failed, on its day, or it is given up and the customer asked for another way.
            if (leg is { Status: RefundStatus.Due })
                outbox.PayRefund(leg);
            else if (leg is { Status: RefundStatus.Failed, RetryAt: null })
                outbox.Tell(MessageTemplate.RefundFailed, leg.Key, leg.Outstanding);
        }
    }
}
