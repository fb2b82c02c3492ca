namespace EsimLifecycle;

/// <summary>When, by whom and in which message a command is given: all that <see cref="Lifecycle.Decide"/> may know of the world.</summary>
/// <remarks>
/// A value type, so that giving a command costs nothing; its default value has no caller and no id, and is not accepted. A caller whose role, channel or
/// identity is none of those there are is refused with <see cref="RefusalCode.CommandMalformed"/>.
/// </remarks>
public readonly record struct CommandContext
{
    /// <summary>Puts together what a command needs beside itself.</summary>
    /// <param name="now">The host's clock at this moment.</param>
    /// <param name="by">Who gives the command.</param>
    /// <param name="id">Which message it is: the same id again is a redelivery, and harmless.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="now"/> is not within <see cref="Limits"/>.</exception>
    public CommandContext(Instant now, Caller by, CommandId id)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (id == default)
            throw new ArgumentException("A command id is none; expected one that is the same when the same message is delivered again.", nameof(id));
        Now = Limits.Check(now);
        By = by;
        Id = id;
    }

    /// <summary>The host's clock at this moment.</summary>
    public Instant Now { get; }

    /// <summary>Who gives the command.</summary>
    public Caller By { get; }

    /// <summary>Which message it is.</summary>
    public CommandId Id { get; }
}
