namespace EsimLifecycle;

/// <summary>A cancellation exceeded the total time that the policy promises, counted from the request.</summary>
public sealed record CancellationOverdue : LifecycleEvent
{
    /// <summary>Gets the outcome. Approving an already approved request has no further effect.</summary>
    public required OverdueProcess Consequence { get; init; }

    internal override Facts ListFacts() => new(("consequence", Consequence));

    internal override SubscriptionTrigger? TriggeredBy => DeadlineKind.Process;

    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { IsProcessOverdue = true };

    internal override void Instruct(ref Outbox outbox)
    {
        if (Consequence == OverdueProcess.Escalate)
            outbox.Tell(MessageTemplate.CancellationDelayed);
    }
}
