namespace EsimLifecycle;

/// <summary>The access rules by command: the roles and identities that the commands declare, with the changes of the policy.</summary>
internal sealed class AccessTable
{
    // Each is made when it is first needed, then kept.
    private readonly Rule?[] _rules = new Rule?[CommandDefinition.Count];
    private readonly AccessPolicy _policy;
    private readonly Func<CommandKind, CommandDefinition> _definitionOf;
    private readonly int _channels; // a bit for each

    public AccessTable(AccessPolicy policy, Func<CommandKind, CommandDefinition> definitionOf)
    {
        _policy = policy;
        _definitionOf = definitionOf;
        foreach (var channel in policy.Channels)
            _channels |= 1 << (int)channel;
    }

    /// <summary>Returns the access that the commands declare, without the changes of a policy.</summary>
    public AccessTable WithoutPolicy() => new(new AccessPolicy(), _definitionOf);

    /// <summary>Refuses with every reason for which this caller may not give this command.</summary>
    public void Check(ref DecisionBuilder decision, CommandKind command, Caller by)
    {
        var rule = _rules[(int)command] ??= MakeRule(command);
        if (!rule.Permits(by.Role))
            decision.Refuse(rule.Refuse(by.Role));
        if (by.Role is not (Role.Customer or Role.Agent))
            return;
        if ((_channels & (1 << (int)by.Channel)) == 0)
            decision.Refuse(Refusals.ChannelNotAccepted(by.Channel, _policy.Channels));
        if (by.Identity < rule.MinIdentity)
            decision.Refuse(Refusals.IdentityTooWeak(by.Identity, rule.MinIdentity));
    }

    private Rule MakeRule(CommandKind command)
    {
        var declared = _definitionOf(command);
        var changed = _policy.Commands.Find(command, static (access, command) => access.Command == command);
        return new Rule(command, changed?.Roles ?? declared.Roles, changed?.Identity ?? declared.MinIdentity);
    }

    /// <summary>Who may give one command.</summary>
    private sealed class Rule
    {
        private readonly CommandKind _command;
        private readonly ValueList<Role> _roles;
        private readonly int _bits; // a bit for each role: what nearly always holds is looked up fastest

        // Made when first needed, then kept: they are the same each time, and asked for at every door.
        private readonly Refusal?[] _refusals = new Refusal?[(int)Role.System + 1];

        public Rule(CommandKind command, ValueList<Role> roles, IdentityAssurance minIdentity)
        {
            (_command, _roles, MinIdentity) = (command, roles, minIdentity);
            foreach (var role in roles)
                _bits |= 1 << (int)role;
        }

        public IdentityAssurance MinIdentity { get; }

        public bool Permits(Role role) => (_bits & (1 << (int)role)) != 0;

        public Refusal Refuse(Role role) => _refusals[(int)role] ??= Refusals.RoleNotPermitted(_command, role, _roles);
    }
}
