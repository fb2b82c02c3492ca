using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// Logs something that was said between the customer and the carrier: a letter, a mail, a text message, a call. Possible at any time, before
/// and after closing.
/// </summary>
/// <remarks>
/// <para>A fact, never refused. The content stays with the host; the log keeps by which way it went, where it is kept and, as a digest, what it
/// was, so that what the host shows later can be compared with it. Said again in every particular it changes nothing
/// (<see cref="Limits.RememberedReferences"/> are remembered); any difference is an entry of its own, because nothing that was logged is
/// altered.</para>
/// <para>A message that an instruction asked for (<see cref="SendMessage"/>) is confirmed as sent by the instruction's key as
/// <see cref="Message"/>; the instruction is not wanted any more after that (<see cref="Instruction.IsStillWanted"/>).</para>
/// </remarks>
/// <param name="Direction">Whether it was sent to the customer or received from them.</param>
/// <param name="Channel">The channel by which it went.</param>
/// <param name="Record">A reference to where the host keeps it.</param>
public sealed record LogCorrespondence(CorrespondenceDirection Direction, CallerChannel Channel, PersonalReference Record) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.LogCorrespondence) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets the digest of the content; null, the default, if there is no content to compare, as of a call that was not recorded.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>
    /// Gets the key of the instruction (<see cref="Instruction.Key"/>) for the message that was sent or, for what was received, that was
    /// answered; null, the default, for neither.
    /// </summary>
    public string? Message { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals || decision.State.References.Contains(MoneyReferences.OfCorrespondence(decision.Cause!)))
            return;
        decision.Raise(new CorrespondenceLogged
        {
            Direction = Direction,
            Channel = Channel,
            Record = Record,
            Digest = Digest,
            Message = Message,
            OccurredAt = OccurredAt,
        });
    }

    internal override Facts ListFacts() => new(("direction", Direction), ("channel", Channel), ("record", Record));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Direction);
        visitor.Add(Channel);
        visitor.Add(Record);
        visitor.AddOptional(Digest);
        visitor.AddOptional(Message);
        visitor.AddOptional(OccurredAt);
    }
}

/// <summary>Which way something that was said went.</summary>
[JsonConverter(typeof(EnumJsonConverter<CorrespondenceDirection>))]
public enum CorrespondenceDirection
{
    /// <summary>From the customer.</summary>
    Received,

    /// <summary>To the customer.</summary>
    Sent,
}

/// <summary>Something that was said between the customer and the carrier was logged.</summary>
public sealed record CorrespondenceLogged : LifecycleEvent
{
    /// <summary>Gets which way it went.</summary>
    public required CorrespondenceDirection Direction { get; init; }

    /// <summary>Gets the channel by which it went.</summary>
    public required CallerChannel Channel { get; init; }

    /// <summary>Gets the reference to where the host keeps it.</summary>
    public required PersonalReference Record { get; init; }

    /// <summary>Gets the digest of the content; null if there was no content to compare.</summary>
    public ContentDigest? Digest { get; init; }

    /// <summary>
    /// Gets the key of the instruction for the message that was sent or, for what was received, that was answered; null for neither.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>Gets the time at which it was said; null if it was not reported.</summary>
    public Instant? OccurredAt { get; init; }

    internal override Facts ListFacts() => new(("channel", Channel), ("record", Record), ("message", Message)) { Variant = Direction.ToString() };

    internal override void Apply(Subscription draft)
    {
        draft.References = draft.References.Add(MoneyReferences.OfCorrespondence(Cause!));
        if (Direction == CorrespondenceDirection.Sent && Message is not null)
            draft.References = draft.References.Add(MoneyReferences.OfMessage(Message));
    }
}
