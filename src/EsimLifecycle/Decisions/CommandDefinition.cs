namespace EsimLifecycle;

/// <summary>The declaration of a command, beside its rule. Only the roles that it names may give the command.</summary>
internal sealed class CommandDefinition(CommandKind kind)
{
    public CommandKind Kind { get; } = kind;

    /// <summary>Gets the roles that may give the command unless the policy names others.</summary>
    public required ValueList<Role> Roles { get; init; }

    /// <summary>
    /// Gets the lowest identity assurance that a customer or an agent needs for the command unless the policy sets another.
    /// </summary>
    public IdentityAssurance MinIdentity { get; init; } = IdentityAssurance.Low;
}
