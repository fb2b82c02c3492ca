namespace EsimLifecycle;

/// <summary>A cancellation took longer, from the request on, than the policy promises.</summary>
public sealed record CancellationOverdue : LifecycleEvent
{
    /// <summary>What follows. Where the policy approves and it was approved already, that is nothing more: it stays.</summary>
    public required OverdueProcess Consequence { get; init; }

    internal override SubscriptionTrigger? Along => DeadlineKind.Process;

    internal override void Apply(Subscription draft) => draft.Cancellation = draft.Cancellation! with { IsProcessOverdue = true };

    internal override void Instruct(ref Outbox outbox)
    {
        if (Consequence == OverdueProcess.Escalate)
            outbox.Tell(MessageTemplate.CancellationDelayed);
    }
}
