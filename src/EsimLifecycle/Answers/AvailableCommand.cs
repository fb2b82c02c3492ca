namespace EsimLifecycle;

/// <summary>Whether a caller may give a command now, as far as its kind and the subscription's status decide.</summary>
/// <remarks>An allowed one can still be refused by its own rule, for what it asks. It never changes; thread-safe.</remarks>
/// <param name="Kind">Which command.</param>
/// <param name="Refusals">Every reason against it: of access, then of status; empty where it is allowed.</param>
public sealed record AvailableCommand(CommandKind Kind, ValueList<Refusal> Refusals)
{
    /// <summary>Gets whether nothing stands against it.</summary>
    public bool IsAllowed => Refusals.Count == 0;
}
