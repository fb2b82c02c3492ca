namespace EsimLifecycle;

/// <summary>Who may give which command.</summary>
/// <remarks>
/// Each command says by itself who may give it, and how sure a customer's or an agent's identity has to be; what it does not say, nobody may. A command
/// of a role that may not give it, through a channel that is not official, or with too weak an identity is refused, also where it was given before.
/// </remarks>
/// <param name="Channels">The official channels for customers and agents; app, web, hotline and shop by default.</param>
/// <param name="Commands">What differs from what each command says of who may give it, at most once for each command.</param>
public sealed record AccessRules(ValueList<Channel> Channels = default, ValueList<CommandAccess> Commands = default)
{
    /// <summary>The official channels for customers and agents.</summary>
    public ValueList<Channel> Channels { get; init; } =
        Channels.Count > 0 ? Channels : [Channel.App, Channel.Web, Channel.Hotline, Channel.Shop];
}

/// <summary>Who may give one command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Roles">The roles that may give it; the default ones where empty.</param>
/// <param name="Identity">The least identity that a customer or an agent needs; the default one where null.</param>
public sealed record CommandAccess(CommandKind Command, ValueList<Role> Roles = default, IdentityAssurance? Identity = null);
