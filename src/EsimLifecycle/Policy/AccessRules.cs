namespace EsimLifecycle;

/// <summary>Who may give which command.</summary>
/// <param name="Channels">The official channels for customers and agents; app, web, hotline and shop by default.</param>
/// <param name="Commands">What differs from the defaults of <see cref="DefaultRoles"/> and <see cref="DefaultIdentity"/>, at most once for each command.</param>
public sealed record AccessRules(ValueList<Channel> Channels = default, ValueList<CommandAccess> Commands = default)
{
    /// <summary>The official channels for customers and agents.</summary>
    public ValueList<Channel> Channels { get; init; } =
        Channels.Count > 0 ? Channels : [Channel.App, Channel.Web, Channel.Hotline, Channel.Shop];

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
}

/// <summary>Who may give one command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Roles">The roles that may give it; the default ones where empty.</param>
/// <param name="Identity">The least identity that a customer or an agent needs; the default one where null.</param>
public sealed record CommandAccess(CommandKind Command, ValueList<Role> Roles = default, IdentityAssurance? Identity = null);

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
            if (access.Roles.Count > 0)
                _roles[(int)access.Command] = access.Roles;
            if (access.Identity is { } identity)
                _identities[(int)access.Command] = identity;
        }
    }

    /// <summary>Refuses with every reason for which this caller may not give this command.</summary>
    public void Check(ref Turn turn, CommandKind command, Caller by)
    {
        var roles = _roles[(int)command];
        if (!roles.Contains(by.Role))
            turn.Refuse(Refusals.RoleNotPermitted(command, by.Role, roles));
        if (by.Role is not (Role.Customer or Role.Agent))
            return;
        if (!_channels.Contains(by.Channel))
            turn.Refuse(Refusals.ChannelNotAccepted(by.Channel, _channels));
        if (by.Identity < _identities[(int)command])
            turn.Refuse(Refusals.IdentityTooWeak(by.Identity, _identities[(int)command]));
    }
}
