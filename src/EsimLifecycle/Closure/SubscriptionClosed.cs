namespace EsimLifecycle;

/// <summary>A subscription was closed for good.</summary>
public sealed record SubscriptionClosed : LifecycleEvent
{
    /// <summary>Gets the reason.</summary>
    public required ClosedReason Reason { get; init; }

    /// <summary>Gets the trigger that closed the subscription.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>Gets the end of service, from which usage costs the customer nothing.</summary>
    public required Instant ServiceEndedAt { get; init; }

    /// <summary>Gets the time until which charges for earlier usage can be reported.</summary>
    public required Instant LateChargesUntil { get; init; }

    /// <summary>Gets what is offered for the return of the physical card; null for nothing.</summary>
    public CardReturnOffer? CardReturn { get; init; }

    /// <summary>Gets the rest of the number; null if there is none to rest.</summary>
    public NumberRest? Number { get; init; }

    /// <summary>Gets the end of the retention of personal data; null for no end.</summary>
    public Instant? RetainedUntil { get; init; }

    /// <summary>Gets the time at which personal data is erased whatever still waits for people; null for never.</summary>
    public Instant? ErasedBy { get; init; }

    /// <summary>
    /// Gets the refunds due to the customer, by the payments to which they go back, newest first; empty if there are none.
    /// </summary>
    public ValueList<RefundLeg> Refunds { get; init; }

    /// <summary>Gets the chosen destination of the balance; null if none was chosen.</summary>
    public BalanceChoice? Balance { get; init; }

    internal override Facts ListFacts() => new(("reason", Reason), ("refunds", Refunds), ("numberKeptUntil", Number?.EndsAt));

    internal override SubscriptionTrigger? TriggeredBy => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Closed;
        draft.Closure = new Closure(Reason, At)
        {
            ServiceEndedAt = ServiceEndedAt,
            LateChargesUntil = LateChargesUntil,
            CardReturn = CardReturn,
            Number = Number,
            RetainedUntil = RetainedUntil,
            ErasedBy = ErasedBy,
        };
        draft.Suspension = null;
        draft.Term = draft.Term.Close();
        draft.Renewal = draft.Renewal.Close();
        draft.Usage = draft.Usage.Close();
        draft.GoOn();
        RefundRules.Put(draft, Refunds);
    }

    internal override void Instruct(ref Outbox outbox)
    {
        outbox.CancelMessages();
        foreach (var leg in Refunds)
        {
            if (leg.Status == RefundStatus.Due)
                outbox.PayRefund(leg);
        }

        outbox.TransferBalance(Refunds);
        var (amount, dueBy) = RefundRules.ToPay(Refunds);
        outbox.Tell(MessageTemplate.Closed, amount: amount, until: dueBy);
    }
}
