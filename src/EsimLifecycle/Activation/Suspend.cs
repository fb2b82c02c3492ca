namespace EsimLifecycle;

/// <summary>A request to take a subscription that is active or in grace out of service for a while.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.SuspensionHolderNotAllowed"/> (customers may suspend only on their own behalf; suspensions for
/// fraud and for regulators are the carrier's), and with <see cref="RefusalCode.StatusNotPermitted"/> unless active or in grace.
/// </remarks>
/// <param name="Holder">The holder on whose behalf the subscription is suspended.</param>
/// <param name="Reason">The reason, as a reference to data that the host keeps.</param>
public sealed record Suspend(SuspensionHolder Holder = SuspensionHolder.Customer, Reference Reason = default) : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.Suspend) { Roles = [Role.Customer, Role.Agent, Role.Carrier] };

    internal override void Decide(ref DecisionBuilder decision)
    {
        var role = decision.Cause!.By.Role;
        if (!SuspensionRules.IsOwn(Holder, role))
            decision.Refuse(Refusals.SuspensionHolderNotAllowed(Holder, role));
        if (decision.HasRefusals)
            return;

        var rules = decision.Policy.Activation;
        var endsBy = decision.Prepared.EndOfDayAfter(decision.At, rules.MaxSuspensionDays);
        decision.Raise(new SubscriptionSuspended { Suspension = new Suspension(Holder, decision.At, endsBy, rules.SuspensionStopsTerm, Reason) });
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Holder);
        visitor.AddOptional(Reason);
    }
}

/// <summary>A subscription was suspended.</summary>
public sealed record SubscriptionSuspended : LifecycleEvent
{
    /// <summary>Gets the suspension.</summary>
    public required Suspension Suspension { get; init; }

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.Suspend;

    internal override void Apply(Subscription draft)
    {
        draft.Status = SubscriptionStatus.Suspended;
        draft.Suspension = Suspension;
    }

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.Suspended);
}
