namespace EsimLifecycle;

/// <summary>
/// A request to lift a suspension: a suspended subscription is put back into service, active or in grace according to its dates; one that is
/// pending, or that a cancellation is open for, goes on as if it had not been suspended.
/// </summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.SuspensionHeld"/> if the caller may not lift the suspension, and with
/// <see cref="RefusalCode.StatusNotPermitted"/> if there is none.
/// </remarks>
public sealed record Resume() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Resume)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        Offer = static (ref offer) => offer.Add(new Resume()),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var (holder, role) = (decision.State.Suspension!.Holder, decision.By!.Role);
        if (!SuspensionRules.IsOwn(holder, role))
            decision.Refuse(Refusals.SuspensionHeld(holder, role));
        if (!decision.HasRefusals)
            SuspensionRules.Resume(ref decision, CommandKind.Resume);
    }
}

/// <summary>A suspension was lifted: on request, because what was owed is paid, or because the longest suspension was over.</summary>
public sealed record SubscriptionResumed : LifecycleEvent
{
    /// <summary>Gets the trigger that ended the suspension.</summary>
    public required SubscriptionTrigger Trigger { get; init; }

    /// <summary>Gets the status: active or in grace if the subscription was suspended, and otherwise the one it had.</summary>
    public required SubscriptionStatus Status { get; init; }

    /// <summary>Gets the paid time, which is later than before if the suspension stopped the term.</summary>
    public required PaidTerm Term { get; init; }

    /// <summary>Gets the minimum term, which is as much later as the paid time; null if there is none.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Gets the reserved purchases whose time moved as well; empty if there are none.</summary>
    public ValueList<Purchase> Purchases { get; init; }

    internal override Facts ListFacts() => new(("status", Status), ("paidUntil", Term.PaidUntilDate));

    internal override SubscriptionTrigger? TriggeredBy => Trigger;

    internal override void Apply(Subscription draft)
    {
        draft.Status = Status;
        draft.Suspension = null;
        draft.Term = Term;
        if (Commitment != draft.Contract!.Commitment)
            draft.Contract = draft.Contract with { Commitment = Commitment };
        if (Purchases.Count > 0)
            draft.Renewal = draft.Renewal with { Purchases = draft.Renewal.Purchases with { Reserved = Purchases } };
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Resumed, paidUntil: Status == SubscriptionStatus.Active ? Term.PaidUntilDate : null);
}
