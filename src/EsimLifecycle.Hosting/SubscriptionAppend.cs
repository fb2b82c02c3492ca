namespace EsimLifecycle.Hosting;

/// <summary>A decision that is to be stored, with what a store needs of it.</summary>
/// <remarks>Immutable and thread-safe. Its JSON is written when it is made, so that a store's writer does not have to.</remarks>
public sealed class SubscriptionAppend
{
    /// <summary>Makes the append of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="message">The id of the message that led to it, which no later one may have; null if time did, or the message was stored before.</param>
    /// <exception cref="ArgumentException">The decision has no events.</exception>
    public SubscriptionAppend(Decision decision, CommandId? message = null)
    {
        if (decision.Events.Count == 0)
            throw new ArgumentException("The decision has no events; expected one that has something to store.", nameof(decision));
        (Decision, Message) = (decision, message);
        var events = new ReadOnlyMemory<byte>[decision.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = LifecycleJson.Write(decision.Events[i]);
            HasInstructions |= Instruction.From(decision.Events[i]).Count > 0;
        }

        Events = events;
    }

    /// <summary>Gets the decision.</summary>
    public Decision Decision { get; }

    /// <summary>Gets the id of the message that led to it, which no later one may have; null if time did, or the message was stored before.</summary>
    public CommandId? Message { get; }

    /// <summary>Gets the digest of the message's content, which is stored with its id; null if there is no <see cref="Message"/>.</summary>
    public CommandDigest? Digest => Message is null ? null : Decision.Events[^1].Cause?.Digest;

    /// <summary>Gets the id of the subscription.</summary>
    public SubscriptionId Id => Decision.Subscription.Id;

    /// <summary>Gets the version that the subscription was at when this was decided; 0 for a new one.</summary>
    public long ExpectedVersion => Decision.Events[0].Version - 1;

    /// <summary>Gets the version after it.</summary>
    public long Version => Decision.Subscription.Version;

    /// <summary>Gets the events as JSON in UTF-8; the first has the version after <see cref="ExpectedVersion"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Events { get; }

    /// <summary>Gets the time at which the subscription has to be advanced; null if nothing is due any more.</summary>
    public Instant? NextDeadline => Decision.Subscription.NextDeadline;

    /// <summary>Gets whether one of its events has an instruction.</summary>
    public bool HasInstructions { get; }

    /// <summary>Gets the name of the policy by which the subscription is agreed.</summary>
    public string PolicyName => Decision.Subscription.Contract!.PolicyName;
}
