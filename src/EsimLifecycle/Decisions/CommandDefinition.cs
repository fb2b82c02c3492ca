namespace EsimLifecycle;

/// <summary>What a command declares of itself, beside its rule: nobody may give it but those it names.</summary>
internal sealed class CommandDefinition(CommandKind kind)
{
    public CommandKind Kind { get; } = kind;

    /// <summary>The roles that may give it where the policy names no others.</summary>
    public required ValueList<Role> Roles { get; init; }

    /// <summary>The least identity that a customer or an agent needs for it where the policy says no other.</summary>
    public IdentityAssurance MinIdentity { get; init; } = IdentityAssurance.Low;
}
