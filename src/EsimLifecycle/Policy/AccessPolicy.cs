namespace EsimLifecycle;

/// <summary>The rules for access: the callers who may give each command.</summary>
/// <remarks>
/// Each command declares the roles that may give it, and the identity assurance that a customer or an agent needs; everything else is
/// denied. A command from a role that may not give it, through a channel that is not official, or with too weak an identity is refused,
/// even if it was accepted before.
/// </remarks>
public sealed record AccessPolicy : IPolicyPart
{
    /// <summary>Gets the official channels, through which customers and agents may give commands.</summary>
    /// <value>The default is app, web, hotline and shop. Where the list is empty, no customer and no agent may give any.</value>
    public ValueList<CallerChannel> Channels { get; init; } = new([CallerChannel.App, CallerChannel.Web, CallerChannel.Hotline, CallerChannel.Shop]);

    /// <summary>Gets the exceptions to the access rules that each command declares.</summary>
    /// <value>Each command at most once. The default is nothing.</value>
    public ValueList<CommandAccess> Commands { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.NoneOf(Channels, [CallerChannel.Unknown], "a channel that is known");
        check.Choices(Channels);
        if (Channels.Count == 0)
            check.Warn(nameof(Channels), "[]: no customer and no agent may give any command", "at least one channel");
        check.Parts(Commands);
    }
}

/// <summary>The access rule of one command.</summary>
public sealed record CommandAccess : IPolicyPart
{
    /// <summary>Gets the command.</summary>
    public required CommandKind Command { get; init; }

    /// <summary>Gets the roles that may give the command.</summary>
    /// <value>The default is null: the command's own roles. If the list is empty, no caller may give it.</value>
    public ValueList<Role>? Roles { get; init; }

    /// <summary>Gets the minimum identity assurance that a customer or an agent needs.</summary>
    /// <value>The default is null: the command's own.</value>
    public IdentityAssurance? Identity { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Command);
        check.Once(Command, "each command at most once");
        if (Roles is { } roles)
            check.Choices(roles, name: nameof(Roles));
        if (Roles is { Count: 0 })
            check.Warn(nameof(Roles), $"[]: nobody may give {Command}", "at least one role");
        if (Identity is { } identity)
            check.Defined(identity, nameof(Identity));
        if (Roles is null && Identity is null)
            check.Warn("", $"{Command} alone, which changes nothing", "roles or an identity beside it");
    }
}
