namespace EsimLifecycle;

/// <summary>Records that a payout to the customer was submitted, arrived, or failed.</summary>
/// <remarks>
/// <para>A fact, never refused. A payout that arrived pays what is due, in full or in part, even if it had been reported as failed. What it
/// pays beyond that is recorded as well: while the subscription goes on, what nobody had asked for (no leg is named) is goodwill, and so
/// much less of the payment is refunded later; otherwise the customer owes it.</para>
/// <para>A payout that is already recorded changes nothing; if it fails after it had arrived (it bounced), the money is due again, without the payment
/// where the payout is no longer remembered by more than its reference (<see cref="Payout.Remembered"/>). A payout
/// that was submitted or that failed, for more than is due and not already under way, the same payout with another amount, a contradiction
/// of what had been corrected before, and an amount that is not positive or in another currency are recorded as conflicts.</para>
/// </remarks>
/// <param name="Reference">The payout's reference at the payment provider; an equal reference identifies the same payout, and each attempt
/// has its own.</param>
/// <param name="Amount">The amount; positive.</param>
public sealed record RecordRefund(Reference Reference, Money Amount) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.RecordRefund) { Roles = [Role.Agent, Role.Carrier, Role.System], Offer = Offer };

    /// <summary>
    /// Gets the refund leg that the payout is for (<see cref="PayRefund.Leg"/>); none, the default, for all legs that are due, in their
    /// order.
    /// </summary>
    public Reference Leg { get; init; }

    /// <summary>Gets the outcome of the payout; <see cref="PayoutOutcome.Paid"/> by default.</summary>
    public PayoutOutcome Outcome { get; init; }

    /// <summary>
    /// Gets the payment that was refunded, if nothing was due; none, the default, for the newest ones. Not used where a refund is due.
    /// </summary>
    public Reference Payment { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var state = decision.State;
        var known = state.Payouts.Find(Reference, static (payout, reference) => payout.Reference == reference);
        var isSame = known is null ? state.CanBook(Amount) : known.Amount == Amount;
        var was = known?.Outcome;
        if (isSame && (was == Outcome || (was is not null && Outcome == PayoutOutcome.Submitted)))
            return;
        if (known is null && state.References.Contains(MoneyReferences.OfPayout(Reference)))
        {
            BounceForgotten(ref decision);
            return;
        }

        if (!isSame || known is { IsCorrected: true })
            Contradict(ref decision);
        else if (Outcome == PayoutOutcome.Paid)
            Pay(ref decision, known);
        else if (was == PayoutOutcome.Paid)
            Bounce(ref decision, known!);
        else if (known is not null)
            Record(ref decision, known.Parts, Failing(state, known.Parts), RefundTrigger.Fail);
        else if (TryAllocate(state, out var parts))
            Record(ref decision, parts, parts, Outcome == PayoutOutcome.Failed ? RefundTrigger.Fail : RefundTrigger.Submit);
        else
            Contradict(ref decision);
    }

    internal override Facts ListFacts() => new(
        ("amount", Amount),
        ("reference", Reference),
        ("outcome", Outcome),
        ("payment", Payment),
        ("leg", Leg));

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var leg in offer.State.Refunds)
        {
            if (leg.IsPayable)
                offer.AddFact(leg.Key, leg.Outstanding);
        }
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Reference);
        visitor.Add(Amount);
        visitor.AddOptional(Leg);
        visitor.AddOptional(Payment);
        visitor.Add(Outcome);
        visitor.AddOptional(OccurredAt);
    }

    /// <summary>
    /// Allocates to refund legs an amount that has not arrived, and can't be under way twice; returns false if it exceeds what is open.
    /// </summary>
    private bool TryAllocate(Subscription state, out ValueList<PayoutPart> parts)
    {
        parts = default;
        var rest = Amount;
        foreach (var leg in state.Refunds)
        {
            if (!IsFor(leg) || Money.Min(rest, leg.Outstanding - state.UnderWay(leg.Key)) is not { IsPositive: true } part)
                continue;
            parts = parts.Add(new PayoutPart(leg.Key, part));
            rest -= part;
        }

        return rest.IsZero;
    }

    private bool IsFor(RefundLeg leg) => IsPayable(leg) && (Leg == default || leg.Key == Leg);

    // What is held is not paid; what has arrived nevertheless, because it was under way, has.
    private bool IsPayable(RefundLeg leg) => leg.IsPayable || (leg is { Status: RefundStatus.Held, WasDue: true } && Outcome == PayoutOutcome.Paid);

    /// <summary>Pays what is due with a payout that arrived, its own parts first; what is beyond is goodwill, or owed.</summary>
    private void Pay(ref DecisionBuilder decision, Payout? known)
    {
        var state = decision.State;
        var rest = Amount;
        var legs = default(ListBuilder<RefundLeg>);
        var parts = default(ValueList<PayoutPart>);
        foreach (var part in known?.Parts ?? default)
        {
            if (RefundRules.Find(state.Refunds, part.Leg) is { } leg)
                Take(ref decision, leg, Money.Min(rest, part.Amount), ref rest, ref legs, ref parts);
        }

        foreach (var leg in state.Refunds)
        {
            if ((known is not null || IsFor(leg)) && parts.IndexOf(leg.Key, static (part, key) => part.Leg == key) < 0)
                Take(ref decision, leg, rest, ref rest, ref legs, ref parts);
        }

        var postings = new Postings();
        postings.Add(Account.RefundPayable, Account.Customer, Amount - rest);
        var goodwill = known is null && Leg == default ? Give(state, ref rest, ref postings) : default;
        postings.Add(Account.Receivable, Account.Customer, rest);
        decision.Raise(new RefundRecorded
        {
            Payout = new Payout(Reference, Amount, Outcome, parts) { Goodwill = goodwill, Owed = rest.IsZero ? null : rest, IsCorrected = known is { Outcome: PayoutOutcome.Failed } },
            Legs = legs.ToList(),
            OccurredAt = OccurredAt,
            Postings = postings.ToList(),
        });
    }

    private void Take(ref DecisionBuilder decision, RefundLeg leg, Money most, ref Money rest, ref ListBuilder<RefundLeg> legs, ref ValueList<PayoutPart> parts)
    {
        if (!IsPayable(leg) || Money.Min(most, leg.Outstanding) is not { IsPositive: true } part)
            return;
        legs.Add(After(ref decision, leg, part, RefundTrigger.Pay));
        parts = parts.Add(new PayoutPart(leg.Key, part));
        rest -= part;
    }

    /// <summary>
    /// Takes what was refunded while nothing was due, and nobody had asked for it, from the payments that could be refunded, newest first.
    /// </summary>
    private ValueList<GoodwillPart> Give(Subscription state, ref Money rest, ref Postings postings)
    {
        var parts = default(ValueList<GoodwillPart>);
        if (state.Status == SubscriptionStatus.Closed || state.Cancellation is { SettledAt: not null })
            return parts;
        for (var i = state.Payments.Count - 1; i >= 0 && rest.IsPositive; i--)
        {
            var payment = state.Payments[i];
            if ((Payment != default && payment.Reference != Payment) || Money.Min(rest, RefundRules.Refundable(state, payment)) is not { IsPositive: true } part)
                continue;
            parts = parts.Add(new GoodwillPart(payment.Reference, part));
            postings.Add(Account.Concessions, Account.Customer, part);
            rest -= part;
        }

        return parts;
    }

    /// <summary>Records a payout that had arrived and came back: what it paid is due again, what was owed because of it is not.</summary>
    private void Bounce(ref DecisionBuilder decision, Payout known)
    {
        var state = decision.State;
        var dues = state.Dues;
        var postings = new Postings();
        var legs = default(ListBuilder<RefundLeg>);
        var rests = default(ListBuilder<RefundLeg>);
        foreach (var part in known.Goodwill)
            postings.Add(Account.Customer, Account.Concessions, part.Amount);
        var keys = 0;
        if (known.Owed is { } owed)
        {
            var settled = Money.Min(owed, dues);
            dues -= settled;
            postings.Add(Account.Customer, Account.Receivable, settled);
            var canKeep = PaymentRules.CanBeKept(state, owed);
            postings.Add(Account.Customer, canKeep ? Account.Wallet : Account.RefundPayable, owed - settled);
            if (!canKeep && owed > settled && RefundRules.SendBack(ref decision, default, null, owed - settled, ++keys) is { } back)
                legs.Add(back);
        }

        foreach (var part in known.Parts)
        {
            postings.Add(Account.Customer, Account.RefundPayable, part.Amount);
            var leg = RefundRules.Find(state.Refunds, part.Leg);
            if (leg is { Status: RefundStatus.Paid })
            {
                legs.Add(SetOff(After(ref decision, leg, part.Amount, RefundTrigger.Bounce), ref dues, ref postings));
                continue;
            }

            // The rest of it may be under way, or gone another way by now: what came back is a leg by itself.
            if (leg is not null)
                rests.Add(leg with { Amount = leg.Amount - part.Amount, Paid = Without(leg.Paid, part.Amount) });
            if (RefundRules.SendBack(ref decision, leg?.Payment ?? default, leg?.Method, part.Amount, ++keys) is { } own)
                legs.Add(SetOff(own, ref dues, ref postings));
        }

        decision.Raise(new RefundRecorded
        {
            Payout = known with { Outcome = PayoutOutcome.Failed, IsCorrected = true },
            Legs = legs.ToList(),
            Rests = rests.ToList(),
            OccurredAt = OccurredAt,
            Postings = postings.ToList(),
        });
    }

    /// <summary>Records that a payout came back of which only the reference is remembered: it settles what is owed, and is due again or balance beyond that.</summary>
    private void BounceForgotten(ref DecisionBuilder decision)
    {
        if (!decision.State.CanBook(Amount))
            Contradict(ref decision);
        else if (Outcome == PayoutOutcome.Failed && !decision.State.References.Contains(MoneyReferences.OfBounce(Reference)))
            Bounce(ref decision, new Payout(Reference, Amount, PayoutOutcome.Paid) { Owed = Amount });
    }

    /// <summary>Sets what is owed off against what came back, before it is paid again.</summary>
    private static RefundLeg SetOff(RefundLeg leg, ref Money dues, ref Postings postings)
    {
        if (Money.Min(dues, leg.Outstanding) is not { IsPositive: true } part)
            return leg;
        dues -= part;
        postings.Add(Account.RefundPayable, Account.Receivable, part);
        return RefundRules.Reduce(leg, part, isChargedBack: false);
    }

    /// <summary>Returns the parts of a payout that failed that are still to be paid, and not already under way otherwise.</summary>
    private static ValueList<PayoutPart> Failing(Subscription state, ValueList<PayoutPart> parts)
    {
        var failing = default(ValueList<PayoutPart>);
        foreach (var part in parts)
        {
            if (RefundRules.Find(state.Refunds, part.Leg) is not { } leg || !(leg.IsPayable || leg.Status == RefundStatus.Held))
                continue;
            var open = leg.Outstanding + part.Amount - state.UnderWay(part.Leg);
            if (Money.Min(part.Amount, open) is { IsPositive: true } amount)
                failing = failing.Add(part with { Amount = amount });
        }

        return failing;
    }

    /// <summary>Records a payout that is under way or failed.</summary>
    private void Record(ref DecisionBuilder decision, ValueList<PayoutPart> all, ValueList<PayoutPart> affected, RefundTrigger trigger)
    {
        var legs = default(ListBuilder<RefundLeg>);
        var rests = default(ListBuilder<RefundLeg>);
        foreach (var part in affected)
        {
            var leg = RefundRules.Find(decision.State.Refunds, part.Leg)!;
            if (trigger != RefundTrigger.Fail || part.Amount == leg.Outstanding || leg.Status == RefundStatus.Held
                || RefundRules.SendBack(ref decision, leg.Payment, leg.Method, part.Amount, rests.Count + 1) is not { } own)
            {
                legs.Add(After(ref decision, leg, part.Amount, trigger));
                continue;
            }

            // The rest of it may be under way: what failed is a leg by itself, and only that is tried again.
            rests.Add(leg with { Amount = leg.Amount - part.Amount });
            legs.Add(After(ref decision, own with { DueBy = leg.DueBy, OverdueNotices = leg.OverdueNotices, OverdueNoticeAt = leg.OverdueNoticeAt, Failures = leg.Failures }, part.Amount, trigger));
        }

        decision.Raise(new RefundRecorded { Payout = new Payout(Reference, Amount, Outcome, all), Legs = legs.ToList(), Rests = rests.ToList(), OccurredAt = OccurredAt });
    }

    private RefundLeg After(ref DecisionBuilder decision, RefundLeg leg, Money part, RefundTrigger trigger)
    {
        var rules = decision.Policy.Settlement;
        switch (trigger)
        {
            case RefundTrigger.Bounce:
                var isHeld = RefundRules.IsOnHold(decision.State);
                return leg.Move(trigger, isHeld ? RefundStatus.Held : RefundStatus.Due).DueAnew(isHeld ? RefundRules.HeldUntil(ref decision) : RefundRules.DueBy(ref decision)) with
                {
                    Paid = Without(leg.Paid, part),
                    Failures = leg.Failures + 1,
                    RetryAt = null,
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
            case RefundTrigger.Submit:
                return (leg.Status == RefundStatus.Submitted ? leg : leg.Move(trigger, RefundStatus.Submitted)) with { RetryAt = null };
            default:
                // Of one that failed, the rest is still tried again on its day; of one that others are under way for, it is waited for.
                var isAll = part == leg.Outstanding;
                return leg.Move(trigger, isAll ? RefundStatus.Paid : leg.Status == RefundStatus.Submitted && !IsUnderWay(decision.State, leg.Key) ? RefundStatus.Due : leg.Status) with
                {
                    Paid = leg.Paid is { } before ? before + part : part,
                    RetryAt = isAll ? null : leg.RetryAt,
                    DueBy = isAll ? null : leg.DueBy,
                };
        }
    }

    /// <summary>Determines whether another payout for the leg is under way.</summary>
    private bool IsUnderWay(Subscription state, Reference leg)
    {
        foreach (var payout in state.Payouts)
        {
            if (payout.Outcome == PayoutOutcome.Submitted && payout.Reference != Reference && payout.Parts.IndexOf(leg, static (part, key) => part.Leg == key) >= 0)
                return true;
        }

        return false;
    }

    private static Money? Without(Money? paid, Money part) => paid == part ? null : paid - part;

    private void Contradict(ref DecisionBuilder decision) => decision.Raise(Conflict());

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

    internal override Facts ListFacts() => new(
        ("amount", Payout.Amount),
        ("reference", Payout.Reference),
        ("outcome", Payout.Outcome),
        ("refunds", Legs),
        ("goodwill", Payout.Goodwill),
        ("owed", Payout.Owed));

    internal override void Apply(Subscription draft)
    {
        var known = draft.Payouts.IndexOf(Payout.Reference, static (payout, reference) => payout.Reference == reference);
        if (known < 0 && draft.Payouts.Count == Payout.Remembered)
            draft.References = Payout.Forget(draft.Payouts[0], draft.References);
        draft.Payouts = known < 0 ? draft.Payouts.AddCapped(Payout, Payout.Remembered) : draft.Payouts.Replace(known, Payout);
        foreach (var part in Payout.Goodwill)
            PaymentRules.Refund(draft, part.Payment, Payout.Outcome == PayoutOutcome.Paid ? part.Amount : -part.Amount);
        RefundRules.Put(draft, Rests);
        RefundRules.Put(draft, Legs);
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
            if (Payout.Owed is { } owed)
                outbox.Tell(MessageTemplate.DuesOpen, amount: owed);
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

        // What nobody has begun of a leg that a part failed of was told with that part, and is told anew without it.
        foreach (var rest in Rests)
            outbox.PayRefund(rest);
    }
}
