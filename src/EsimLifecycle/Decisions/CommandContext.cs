using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The context of a command: the time, the caller and the message id. <see cref="Lifecycle.Decide"/> uses nothing else from outside.
/// </summary>
/// <remarks>
/// A value type, so that giving a command costs nothing. Its default value has no caller and no id, and is not accepted. A caller whose
/// role, channel or identity is not a defined value is refused with <see cref="RefusalCode.CommandMalformed"/>.
/// </remarks>
public readonly record struct CommandContext
{
    /// <summary>Creates the context of a command.</summary>
    /// <param name="now">The current time of the host's clock.</param>
    /// <param name="by">The caller who gives the command.</param>
    /// <param name="id">The id of the message. A command with the same id again is a redelivery, and harmless.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is the default value.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="now"/> is not within <see cref="Limits"/>.</exception>
    [JsonConstructor]
    public CommandContext(Instant now, Caller by, CommandId id)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (id == default)
            throw new ArgumentException("A command id is none; expected one that is the same when the same message is delivered again.", nameof(id));
        Now = Limits.Check(now);
        By = by;
        Id = id;
    }

    /// <summary>Gets the current time of the host's clock.</summary>
    public Instant Now { get; }

    /// <summary>Gets the caller who gives the command.</summary>
    public Caller By { get; }

    /// <summary>Gets the id of the message that carries the command.</summary>
    public CommandId Id { get; }

    /// <summary>
    /// Gets the digest of the content with which the host's store knows <see cref="Id"/> already, from the <see cref="Cause"/> of an event; null, the
    /// default, if it does not know it or was not asked.
    /// </summary>
    /// <remarks>
    /// A subscription remembers a limited number of ids (<see cref="Limits"/>). A store keeps them for ever: with what it knows, a redelivery is as
    /// harmless after years as it is after a second.
    /// </remarks>
    public CommandDigest? Stored { get; init; }
}
