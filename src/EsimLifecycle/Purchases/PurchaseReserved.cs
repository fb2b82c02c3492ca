namespace EsimLifecycle;

/// <summary>Something was bought and paid: its money is set aside, and the carrier's system has to put it in effect. Nothing else changes until it has.</summary>
public sealed record PurchaseReserved : LifecycleEvent
{
    /// <summary>Gets the purchase.</summary>
    public required Purchase Purchase { get; init; }

    internal override void Apply(Subscription draft)
    {
        var renewal = draft.Renewal.End(Purchase.Charge, ChargeOutcome.Paid);
        draft.Renewal = renewal with { Purchases = renewal.Purchases.With(Purchase) };
        if (Purchase.Kind == PurchaseKind.FirstPeriod)
            draft.Term = draft.Term with { Prepaid = null };
        else if (Purchase.IsTime && draft.Term.ChargeAt <= At)
            draft.Term = draft.Term with { ChargeAt = null };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Provision(Purchase.Key, Purchase.Plan?.Code ?? Purchase.Pack?.Terms.Code, Purchase.Attempt);
}

/// <summary>What is reserved could not be put in effect, or nobody confirmed it in time; it is tried again.</summary>
public sealed record ProvisioningRetried : LifecycleEvent
{
    /// <summary>Gets the key of the purchase.</summary>
    public required Reference Purchase { get; init; }

    /// <summary>Gets which try follows, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets by when that has to be confirmed.</summary>
    public required Instant ConfirmBy { get; init; }

    internal override void Apply(Subscription draft)
    {
        var purchases = draft.Renewal.Purchases;
        if (purchases.Find(Purchase) is { } purchase)
            draft.Renewal = draft.Renewal with { Purchases = purchases.With(purchase with { Attempt = Attempt, ConfirmBy = ConfirmBy }) };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Provision(Purchase, null, Attempt);
}

/// <summary>What was reserved is not bought after all: its money goes back to where it came from, and everything else is as if it had never been.</summary>
public sealed record PurchaseReleased : LifecycleEvent
{
    /// <summary>Gets the key of the purchase.</summary>
    public required Reference Purchase { get; init; }

    /// <summary>Gets whether it could not be put in effect, or nobody confirmed in time that it is; otherwise it is released because the subscription is to end.</summary>
    public required bool IsFailed { get; init; }

    /// <summary>Gets where the subscription stands now: in grace where nothing else is paid, otherwise as before.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets when grace ends, where it begins now or would have ended meanwhile; null otherwise.</summary>
    public Instant? GraceEndsAt { get; init; }

    /// <summary>Gets by when the subscription has to be activated, where that time would have ended meanwhile; null otherwise.</summary>
    public Instant? ActivationDueBy { get; init; }

    /// <summary>Gets what has to be paid back to the customer; null where the money went back to the balance, or the bank had taken it back.</summary>
    public RefundLeg? Refund { get; init; }

    internal override SubscriptionTrigger? Along => FollowUpKind.PurchaseReleased;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        var purchases = draft.Renewal.Purchases;
        if (purchases.Find(Purchase) is { } purchase)
        {
            purchases = purchases.End(Purchase, isApplied: false);
            draft.Renewal = draft.Renewal with { Purchases = purchase.IsTime ? purchases with { BalanceTried = Pricing.Spendable(draft) } : purchases };
            if (purchase.Prepaid is { } price)
                draft.Term = draft.Term with { Prepaid = new PrepaidPeriod(price) };
        }

        if (GraceEndsAt is not null)
            draft.Term = draft.Term with { GraceEndsAt = GraceEndsAt };
        if (ActivationDueBy is not null)
            draft.Contract = draft.Contract! with { ActivationDueBy = ActivationDueBy };
        if (Refund is { } leg)
            draft.Refunds = draft.Refunds.Add(leg);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        if (Refund is { } leg)
            outbox.PayRefund(leg);
        if (IsFailed)
            outbox.Tell(MessageTemplate.ProvisioningFailed);
        if (IsFailed && GraceEndsAt is not null)
            outbox.Tell(MessageTemplate.GraceEntered);
    }
}
