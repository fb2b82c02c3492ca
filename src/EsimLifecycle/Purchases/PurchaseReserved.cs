namespace EsimLifecycle;

/// <summary>
/// A purchase was paid and reserved: its money is held until the carrier's system confirms it, and nothing else changes until then.
/// </summary>
public sealed record PurchaseReserved : LifecycleEvent
{
    /// <summary>Gets the purchase.</summary>
    public required Purchase Purchase { get; init; }

    internal override Facts ListFacts() => new(("purchase", Purchase));

    internal override void Apply(Subscription draft)
    {
        if (Cause is not null && (Purchase.Kind != PurchaseKind.Renewal || draft.Renewal.AutoRenewal is null))
            draft.GoOn();
        var renewal = Purchase.Kind switch
        {
            PurchaseKind.Renewal => draft.Renewal.Supersede(ChargePurpose.Renewal),
            PurchaseKind.PlanChange => draft.Renewal.Supersede(ChargePurpose.PlanChange),
            PurchaseKind.Pack or PurchaseKind.Time => draft.Renewal.Supersede(ChargePurpose.Pack, Purchase.Pack!.Terms.Code),
            _ => draft.Renewal,
        };
        draft.Renewal = renewal with { Purchases = renewal.Purchases.With(Purchase) };
        if (Purchase.Kind == PurchaseKind.FirstPeriod)
            draft.Term = draft.Term with { Prepaid = null };
        else if (Purchase.IsTime && draft.Term.ChargeAt <= At)
            draft.Term = draft.Term with { ChargeAt = null };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Provision(Purchase.Key, Purchase.Plan?.Code ?? Purchase.Pack?.Terms.Code, Purchase.Period?.EndsAt ?? Purchase.Pack?.ExpiresAt, Purchase.Attempt);
}

/// <summary>The provisioning of a reserved purchase failed, or was not confirmed in time, and is tried again.</summary>
public sealed record ProvisioningRetried : LifecycleEvent
{
    /// <summary>Gets the key of the purchase.</summary>
    public required Reference Purchase { get; init; }

    /// <summary>Gets the number of the next attempt, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the deadline for the confirmation of that attempt.</summary>
    public required Instant ConfirmBy { get; init; }

    internal override Facts ListFacts() => new(("purchase", Purchase), ("attempt", Attempt), ("confirmBy", ConfirmBy));

    internal override void Apply(Subscription draft)
    {
        var purchases = draft.Renewal.Purchases;
        if (purchases.Find(Purchase) is { } purchase)
            draft.Renewal = draft.Renewal with { Purchases = purchases.With(purchase with { Attempt = Attempt, ConfirmBy = ConfirmBy }) };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Provision(Purchase, null, endsAt: null, Attempt);
}

/// <summary>
/// A reserved purchase was released: its money was returned to where it came from, and everything else is as if it had never been reserved.
/// </summary>
public sealed record PurchaseReleased : LifecycleEvent
{
    /// <summary>Gets the key of the purchase.</summary>
    public required Reference Purchase { get; init; }

    /// <summary>
    /// Gets whether provisioning failed or was not confirmed in time; otherwise the purchase was released because the subscription is about
    /// to end.
    /// </summary>
    public required bool IsFailed { get; init; }

    /// <summary>Gets the status of the subscription after the release: in grace if nothing else is paid, otherwise unchanged.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the end of grace, if grace begins now or would have ended in the meantime; null otherwise.</summary>
    public Instant? GraceEndsAt { get; init; }

    /// <summary>Gets the time at which the customer is reminded of that end of grace; null for never, and if it is not changed.</summary>
    public Instant? RemindAt { get; init; }

    /// <summary>Gets the new activation deadline, if the old one passed while the purchase was reserved; null otherwise.</summary>
    public Instant? ActivationDueBy { get; init; }

    /// <summary>
    /// Gets the refund leg for the money to pay back to the customer; null if the money returned to the balance, if the bank had already
    /// taken it back, or if as many refunds are unpaid as are remembered (<see cref="RefundLeg.Remembered"/>).
    /// </summary>
    public RefundLeg? Refund { get; init; }

    internal override Facts ListFacts() => new(("purchase", Purchase), ("isFailed", IsFailed), ("refund", Refund), ("graceEndsAt", GraceEndsAt));

    internal override SubscriptionTrigger? TriggeredBy => FollowUpKind.PurchaseReleased;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        var purchases = draft.Renewal.Purchases;
        if (purchases.Find(Purchase) is { } purchase)
        {
            purchases = purchases.End(Purchase, isApplied: false);
            draft.Renewal = draft.Renewal with { Purchases = purchase.IsTime ? purchases with { BalanceTried = Pricing.Spendable(draft) } : purchases };
            PaymentRules.Refund(draft, purchase.Payment, -Returned());
            if (purchase.Prepaid is { } prepaid)
                draft.Term = draft.Term with { Prepaid = prepaid };
        }

        if (GraceEndsAt is not null)
            draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt, RemindAt = RemindAt };
        if (ActivationDueBy is not null)
            draft.Contract = draft.Contract! with { ActivationDueBy = ActivationDueBy };
        if (Refund is { } leg)
            RefundRules.Put(draft, leg);
    }

    /// <summary>Returns the part that had been refunded before, out of goodwill.</summary>
    private Money Returned()
    {
        foreach (ref readonly var posting in Postings.AsSpan())
        {
            if (posting.To == Account.Concessions)
                return posting.Amount;
        }

        return default;
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Refund is { } leg)
            outbox.PayRefund(leg);
        if (IsFailed)
            outbox.Tell(MessageTemplate.ProvisioningFailed, Purchase, Refund?.Amount, until: Refund?.DueBy);
        if (IsFailed && GraceEndsAt is not null)
            outbox.Tell(MessageTemplate.GraceEntered, until: GraceEndsAt);
    }
}
