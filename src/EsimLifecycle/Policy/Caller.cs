using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Who gives a command.</summary>
/// <remarks>
/// <para>Carries no personal data: <see cref="Id"/> is an opaque reference to somebody the host knows.</para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
/// <param name="Role">The capacity in which the command is given.</param>
/// <param name="Channel">The way it came in; only a customer's and an agent's is checked against the policy's official channels.</param>
/// <param name="Identity">How sure the caller's identity is.</param>
/// <param name="Id">Who it is, as an opaque reference; none by default. A reviewer's is needed to tell them from the requester.</param>
public sealed record Caller(
    Role Role,
    CallerChannel Channel = CallerChannel.Unknown,
    IdentityAssurance Identity = IdentityAssurance.None,
    Reference Id = default) : IVisited
{
    /// <summary>What programs use to speak for themselves.</summary>
    public static Caller System { get; } = new(Role.System, CallerChannel.Api, IdentityAssurance.High);

    /// <summary>What the carrier's own operations use.</summary>
    public static Caller Carrier { get; } = new(Role.Carrier, CallerChannel.Api, IdentityAssurance.High);

    /// <summary>The customer. The identity is <see cref="IdentityAssurance.Low"/> (signed in) unless told otherwise.</summary>
    public static Caller Customer(CallerChannel channel, Reference id = default, IdentityAssurance identity = IdentityAssurance.Low) =>
        new(Role.Customer, channel, identity, id);

    /// <summary>An agent acting for the customer, whose identity is what the agent found it to be.</summary>
    public static Caller Agent(CallerChannel channel, Reference id = default, IdentityAssurance identity = IdentityAssurance.Substantial) =>
        new(Role.Agent, channel, identity, id);

    /// <summary>A reviewer.</summary>
    public static Caller Reviewer(Reference id) => new(Role.Reviewer, CallerChannel.Api, IdentityAssurance.High, id);

    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Role);
        visitor.Add(Channel);
        visitor.Add(Identity);
        visitor.AddOptional(Id);
    }
}

/// <summary>In which capacity somebody gives a command.</summary>
[JsonConverter(typeof(EnumJsonConverter<Role>))]
public enum Role
{
    /// <summary>The customer, through self-care or somebody writing down what the customer says.</summary>
    Customer,

    /// <summary>The carrier's support or sales staff, acting for the customer.</summary>
    Agent,

    /// <summary>Who decides on cancellation requests.</summary>
    Reviewer,

    /// <summary>The carrier itself: operations, fraud, regulatory affairs.</summary>
    Carrier,

    /// <summary>Another program: a payment provider's webhook, the provisioning platform, the host's own jobs.</summary>
    System,
}

/// <summary>The way a command came in. A policy says which of them are official.</summary>
[JsonConverter(typeof(EnumJsonConverter<CallerChannel>))]
public enum CallerChannel
{
    /// <summary>Not known; never official. The default value.</summary>
    Unknown = 0,

    /// <summary>The carrier's app.</summary>
    App,

    /// <summary>The carrier's website.</summary>
    Web,

    /// <summary>The hotline.</summary>
    Hotline,

    /// <summary>A shop.</summary>
    Shop,

    /// <summary>Electronic mail.</summary>
    Email,

    /// <summary>A letter.</summary>
    Post,

    /// <summary>A text message.</summary>
    Sms,

    /// <summary>A program: a partner's API, a webhook, a batch job.</summary>
    Api,
}

/// <summary>How sure it is that the caller is who they claim to be, weakest first (the levels of EU Regulation 910/2014, eIDAS).</summary>
[JsonConverter(typeof(EnumJsonConverter<IdentityAssurance>))]
public enum IdentityAssurance
{
    /// <summary>Nothing was checked. The default value.</summary>
    None = 0,

    /// <summary>Limited confidence: signed in, or knows what only the customer should.</summary>
    Low,

    /// <summary>Substantial confidence: signed in with a second factor, or an identity document compared.</summary>
    Substantial,

    /// <summary>High confidence: present in person with an identity document, or its electronic equal.</summary>
    High,
}
