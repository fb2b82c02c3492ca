namespace EsimLifecycle.AspNetCore;

/// <summary>The options of the endpoints about subscriptions.</summary>
public sealed class EsimLifecycleEndpointOptions
{
    /// <summary>
    /// Gets the roles that may read what is stored: the state, the history and the policy, which name staff and tell what customers are not told. The default
    /// is every role but the customer's; an empty set shows it to nobody.
    /// </summary>
    public ISet<Role> InternalRoles { get; } = new HashSet<Role> { Role.Agent, Role.Reviewer, Role.Carrier, Role.System };

    /// <summary>Gets or sets the texts; the default is <see cref="MessageCatalog.Default"/>, in English, Chinese and Indonesian.</summary>
    public MessageCatalog Messages { get; set; } = MessageCatalog.Default;

    /// <summary>Gets or sets the largest body that is read, in bytes; the default is 65,536. The largest commands there are have some kilobytes.</summary>
    public int MaxBodySize { get; set; } = 64 * 1024;
}
