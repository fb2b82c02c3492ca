namespace EsimLifecycle;

/// <summary>The declaration of a command, beside its rule. Only the roles that it names may give the command.</summary>
internal sealed class CommandDefinition(CommandKind kind)
{
    /// <summary>The number of kinds of commands.</summary>
    public static readonly int Count = Enum.GetValues<CommandKind>().Length;

    public CommandKind Kind { get; } = kind;

    /// <summary>Gets the roles that may give the command unless the policy names others.</summary>
    public required ValueList<Role> Roles { get; init; }

    /// <summary>
    /// Gets the lowest identity assurance that a customer or an agent needs for the command unless the policy sets another.
    /// </summary>
    public IdentityAssurance MinIdentity { get; init; } = IdentityAssurance.Low;

    /// <summary>
    /// Gets whether the rule raises its events at its end, whatever they change, so that it can be tried without applying them; false by default.
    /// </summary>
    public bool IsTriable { get; init; }

    /// <summary>
    /// Gets what offers candidates of the command to its rule, so that <see cref="Lifecycle.Available"/> can tell what may be given; null for a fact
    /// about which there is nothing to choose.
    /// </summary>
    public Offering? Offer { get; init; }
}
