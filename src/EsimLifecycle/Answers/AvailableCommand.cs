namespace EsimLifecycle;

/// <summary>
/// The answer whether a caller may give a command now, as far as the command's kind and the subscription's status decide.
/// </summary>
/// <remarks>An allowed command can still be refused by its own rule, for its content. Immutable and thread-safe.</remarks>
/// <param name="Kind">The kind of the command.</param>
/// <param name="Refusals">Every reason against the command: of access, then of status; empty if it is allowed.</param>
public sealed record AvailableCommand(CommandKind Kind, ValueList<Refusal> Refusals)
{
    /// <summary>Gets a value indicating whether the command is allowed, which means that there is no reason against it.</summary>
    public bool IsAllowed => Refusals.Count == 0;
}
