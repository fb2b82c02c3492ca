namespace EsimLifecycle;

/// <summary>Withdraws a cancellation request and reinstates the subscription as its dates now say.</summary>
/// <remarks>
/// Refused with <see cref="RefusalCode.CancellationNotOpen"/>, and with <see cref="RefusalCode.CancellationSettled"/> once the account is settled.
/// </remarks>
public sealed record WithdrawCancellation() : LifecycleRequest(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.WithdrawCancellation)
    {
        Roles = [Role.Customer, Role.Agent, Role.Carrier],
        Offer = static (ref offer) => offer.Add(new WithdrawCancellation()),
    };

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.State.Cancellation!.SettledAt is { } settledAt)
            decision.Refuse(Refusals.CancellationSettled(settledAt));
        if (!decision.HasRefusals)
            ReinstatementRules.Raise(ref decision, new CancellationWithdrawn { Reinstatement = ReinstatementRules.Compute(ref decision, out var postings), Postings = postings });
    }

    /// <summary>Returns the command that withdraws the request; null if that is no longer possible.</summary>
    internal static WithdrawCancellation? From(CancellationRequest request) => request.SettledAt is null ? new WithdrawCancellation() : null;
}

/// <summary>A cancellation was withdrawn, and the subscription was reinstated.</summary>
public sealed record CancellationWithdrawn : LifecycleEvent
{
    /// <summary>Gets the state of the subscription after the reinstatement.</summary>
    public required Reinstatement Reinstatement { get; init; }

    internal override Facts ListFacts() => new(("reinstatement", Reinstatement));

    internal override SubscriptionTrigger? TriggeredBy => CommandKind.WithdrawCancellation;

    internal override void Apply(Subscription draft) => Reinstatement.Apply(draft, At);

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.CancellationWithdrawn);
}
