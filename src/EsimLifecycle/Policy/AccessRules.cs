namespace EsimLifecycle;

/// <summary>Who may give which command.</summary>
public sealed record AccessRules : IPolicyPart
{
    /// <summary>Gets the official channels, through which customers and agents may give commands.</summary>
    /// <value>The default is app, web, hotline and shop. Where the list is empty, no customer and no agent may give any.</value>
    public ValueList<Channel> Channels { get; init; } = [Channel.App, Channel.Web, Channel.Hotline, Channel.Shop];

    /// <summary>Gets what differs from the defaults of <see cref="DefaultRoles"/> and <see cref="DefaultIdentity"/>.</summary>
    /// <value>Each command at most once. The default is nothing.</value>
    public ValueList<CommandAccess> Commands { get; init; }

    /// <summary>The roles that may give a command where the policy does not say otherwise.</summary>
    /// <remarks>
    /// Customers and agents act on the customer's subscription; only a reviewer decides on a cancellation; only programs and staff report what
    /// happened elsewhere; only staff attest; only the carrier terminates, and changes its terms.
    /// </remarks>
    public static ValueList<Role> DefaultRoles(CommandKind command) => command switch
    {
        CommandKind.OpenSubscription or CommandKind.Activate => [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        CommandKind.ImportSubscription => [Role.Carrier, Role.System],
        CommandKind.Terminate or CommandKind.AnnounceTermsChange or CommandKind.ReleaseRefund or CommandKind.WriteOff => [Role.Carrier],
        CommandKind.ReceiveTransfer => [Role.Agent, Role.Carrier, Role.System],
        CommandKind.RecordPayment or CommandKind.TopUp or CommandKind.PayDues or CommandKind.RecordRefund or CommandKind.RecordTransfer or CommandKind.RecordUsage
            or CommandKind.ReportProvisioning or CommandKind.ReportChargeback
            or CommandKind.ReportProfile => [Role.Agent, Role.Carrier, Role.System],
        CommandKind.RequestSupplement or CommandKind.ApproveCancellation or CommandKind.RejectCancellation or CommandKind.JudgeDocument => [Role.Reviewer],
        CommandKind.GrantCredit or CommandKind.AttestUnbound => [Role.Agent, Role.Carrier],
        CommandKind.Renew or CommandKind.BuyPack or CommandKind.ChangePlan or CommandKind.SetAutoRenewal or CommandKind.ApplyPromotion
            or CommandKind.BindDevice or CommandKind.UnbindDevice or CommandKind.ReplaceDevice or CommandKind.ReportDeviceLost => [Role.Customer, Role.Agent, Role.Carrier, Role.System],
        _ => [Role.Customer, Role.Agent, Role.Carrier],
    };

    /// <summary>The least identity a customer or an agent needs for a command where the policy does not say otherwise: low, and substantial for asking for the end.</summary>
    public static IdentityAssurance DefaultIdentity(CommandKind command) =>
        command == CommandKind.RequestCancellation ? IdentityAssurance.Substantial : IdentityAssurance.Low;

    void IPolicyPart.Check(PolicyCheck check)
    {
        for (var i = 0; i < Channels.Count; i++)
        {
            if (Channels[i] == Channel.Unknown)
                check.Fail($"Channels[{i}]", "Unknown", "a channel that is known");
        }

        check.Choices(Channels);
        if (Channels.Count == 0)
            check.Warn(nameof(Channels), "[]: no customer and no agent may give any command", "at least one channel");
        check.Parts(Commands);
    }
}

/// <summary>Who may give one command.</summary>
public sealed record CommandAccess : IPolicyPart
{
    /// <summary>Gets the command.</summary>
    public required CommandKind Command { get; init; }

    /// <summary>Gets the roles that may give the command.</summary>
    /// <value>The default is null: the command's own roles. Where the list is empty, nobody may.</value>
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

/// <summary>The access rules as arrays, by command.</summary>
internal sealed class AccessTable
{
    private static readonly int Commands = Enum.GetValues<CommandKind>().Length;

    private readonly ValueList<Role>[] _roles = new ValueList<Role>[Commands];
    private readonly IdentityAssurance[] _identities = new IdentityAssurance[Commands];
    private readonly ValueList<Channel> _channels;

    public AccessTable(AccessRules rules)
    {
        _channels = rules.Channels;
        for (var i = 0; i < Commands; i++)
        {
            _roles[i] = AccessRules.DefaultRoles((CommandKind)i);
            _identities[i] = AccessRules.DefaultIdentity((CommandKind)i);
        }

        foreach (var access in rules.Commands)
        {
            if (access.Roles is { } roles)
                _roles[(int)access.Command] = roles;
            if (access.Identity is { } identity)
                _identities[(int)access.Command] = identity;
        }
    }

    /// <summary>Refuses with every reason for which this caller may not give this command.</summary>
    public void Check(ref Turn turn, CommandKind command, Caller by)
    {
        var roles = _roles[(int)command];
        if (!roles.Contains(by.Role))
            turn.Refuse(CommandRefusals.RoleNotPermitted(command, by.Role, roles));
        if (by.Role is not (Role.Customer or Role.Agent))
            return;
        if (!_channels.Contains(by.Channel))
            turn.Refuse(CommandRefusals.ChannelNotAccepted(by.Channel, _channels));
        if (by.Identity < _identities[(int)command])
            turn.Refuse(CommandRefusals.IdentityTooWeak(by.Identity, _identities[(int)command]));
    }
}
