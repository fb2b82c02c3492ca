using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The caller who gives a command.</summary>
/// <remarks>
/// <para>Carries no personal data: <see cref="Id"/> is an opaque reference to a person that the host knows.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
/// <param name="Role">The capacity in which the command is given.</param>
/// <param name="Channel">
/// The channel through which the command came; only a customer's and an agent's is checked against the policy's official channels.
/// </param>
/// <param name="Identity">The level of identity assurance.</param>
/// <param name="Id">
/// An opaque reference to the caller; none by default. A reviewer needs one, to be distinguished from the requester.
/// </param>
public sealed record Caller(
    Role Role,
    CallerChannel Channel = CallerChannel.Unknown,
    IdentityAssurance Identity = IdentityAssurance.None,
    PersonalReference Id = default) : IVisited, IFactual
{
    /// <summary>Gets the caller for commands that programs give on their own account.</summary>
    public static Caller System { get; } = new(Role.System, CallerChannel.Api, IdentityAssurance.High);

    /// <summary>Gets the caller for the carrier's own operations.</summary>
    public static Caller Carrier { get; } = new(Role.Carrier, CallerChannel.Api, IdentityAssurance.High);

    /// <summary>
    /// Creates a caller for the customer. The identity is <see cref="IdentityAssurance.Low"/> (signed in) unless specified otherwise.
    /// </summary>
    public static Caller Customer(CallerChannel channel, PersonalReference id = default, IdentityAssurance identity = IdentityAssurance.Low) =>
        new(Role.Customer, channel, identity, id);

    /// <summary>
    /// Creates a caller for an agent who acts for the customer, with the customer's identity as the agent established it.
    /// </summary>
    public static Caller Agent(CallerChannel channel, PersonalReference id = default, IdentityAssurance identity = IdentityAssurance.Substantial) =>
        new(Role.Agent, channel, identity, id);

    /// <summary>Creates a caller for a reviewer.</summary>
    public static Caller Reviewer(PersonalReference id) => new(Role.Reviewer, CallerChannel.Api, IdentityAssurance.High, id);

    /// <summary>Gets whether it is surely well-formed, at a glance: the visitor, which tells what is not, need not be sent then.</summary>
    internal bool IsPlain => (uint)Role <= (uint)Role.System && (uint)Channel <= (uint)CallerChannel.Api && (uint)Identity <= (uint)IdentityAssurance.High;

    void IVisited.Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Role);
        visitor.Add(Channel);
        visitor.Add(Identity);
        visitor.AddOptional(Id);
    }

    Facts IFactual.ListFacts() => new(("id", Id), ("channel", Channel), ("identity", Identity)) { Variant = Role.ToString() };
}

/// <summary>The role in which a caller gives a command.</summary>
[JsonConverter(typeof(EnumJsonConverter<Role>))]
public enum Role
{
    /// <summary>The customer, through self-care or through a person who records the customer's request.</summary>
    Customer,

    /// <summary>The carrier's support or sales staff, acting for the customer.</summary>
    Agent,

    /// <summary>A reviewer, who decides on cancellation requests.</summary>
    Reviewer,

    /// <summary>The carrier itself: operations, fraud, regulatory affairs.</summary>
    Carrier,

    /// <summary>Another program: a payment provider's webhook, the provisioning platform, the host's own jobs.</summary>
    System,
}

/// <summary>The channel through which a command came. A policy says which channels are official.</summary>
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

/// <summary>The level of assurance of a caller's identity, weakest first (the levels of EU Regulation 910/2014, eIDAS).</summary>
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
