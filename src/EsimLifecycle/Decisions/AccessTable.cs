namespace EsimLifecycle;

/// <summary>
/// The access rules by command: the roles and identities that the commands declare, with the changes of the policy, as arrays.
/// </summary>
internal sealed class AccessTable
{
    private const int Roles = (int)Role.System + 1;

    private static readonly int Commands = Enum.GetValues<CommandKind>().Length;

    private readonly ValueList<Role>[] _roles = new ValueList<Role>[Commands];
    private readonly IdentityAssurance[] _identities = new IdentityAssurance[Commands];

    // Made when first needed, then kept: they are the same each time, and asked for at every door.
    private readonly Refusal?[] _refusals = new Refusal?[Commands * Roles];
    private readonly ValueList<CallerChannel> _channels;

    // The same as bits: what nearly always holds is looked up fastest.
    private readonly int[] _roleBits;
    private readonly int _channelBits;
    private readonly CommandDefinition[] _definitions;

    public AccessTable(AccessPolicy rules, CommandDefinition[] definitions)
    {
        _definitions = definitions;
        _channels = rules.Channels;
        foreach (var definition in definitions)
        {
            _roles[(int)definition.Kind] = definition.Roles;
            _identities[(int)definition.Kind] = definition.MinIdentity;
        }

        foreach (var access in rules.Commands)
        {
            if (access.Roles is { } roles)
                _roles[(int)access.Command] = roles;
            if (access.Identity is { } identity)
                _identities[(int)access.Command] = identity;
        }

        _roleBits = [.. _roles.Select(roles => roles.Aggregate(0, static (bits, role) => bits | (1 << (int)role)))];
        foreach (var channel in _channels)
            _channelBits |= 1 << (int)channel;
    }

    /// <summary>Returns the access that the commands declare, without the changes of a policy.</summary>
    public AccessTable WithoutPolicy() => new(new AccessPolicy(), _definitions);

    /// <summary>Refuses with every reason for which this caller may not give this command.</summary>
    public void Check(ref DecisionBuilder decision, CommandKind command, Caller by)
    {
        if ((_roleBits[(int)command] & (1 << (int)by.Role)) == 0)
            decision.Refuse(_refusals[((int)command * Roles) + (int)by.Role] ??= Refusals.RoleNotPermitted(command, by.Role, _roles[(int)command]));
        if (by.Role is not (Role.Customer or Role.Agent))
            return;
        if ((_channelBits & (1 << (int)by.Channel)) == 0)
            decision.Refuse(Refusals.ChannelNotAccepted(by.Channel, _channels));
        if (by.Identity < _identities[(int)command])
            decision.Refuse(Refusals.IdentityTooWeak(by.Identity, _identities[(int)command]));
    }
}
