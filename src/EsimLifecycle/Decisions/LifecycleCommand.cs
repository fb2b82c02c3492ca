using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something said to a subscription: a <see cref="LifecycleRequest"/>, which may be refused, or a <see cref="LifecycleFact"/>, which may not.</summary>
/// <remarks>
/// <para>The hierarchy is closed: a command carries its own rule. In JSON the property <c>do</c> names the command.</para>
/// <para>Thread-safe: commands never change.</para>
/// </remarks>
public abstract partial record LifecycleCommand
{
    // By its name a kind keeps its digests when others are put before it.
    private static readonly string[] KindNames = Enum.GetNames<CommandKind>();

    private protected LifecycleCommand(CommandDefinition definition) => Kind = definition.Kind;

    /// <summary>Which command this is.</summary>
    [JsonIgnore]
    public CommandKind Kind { get; }

    /// <summary>The rule: raises the events that follow, or refuses with every reason that holds.</summary>
    internal abstract void Decide(ref DecisionBuilder decision);

    /// <summary>Shows every property there is: by them a redelivery is recognised, and what is malformed is found.</summary>
    internal virtual void Visit(ref PropertyVisitor visitor)
    {
    }

    internal PropertyVisitor VisitAll()
    {
        var visitor = new PropertyVisitor();
        visitor.Add(KindNames[(int)Kind]);
        Visit(ref visitor);
        return visitor;
    }
}

/// <summary>Somebody wants something to happen. It is accepted, or refused with every reason that holds.</summary>
public abstract record LifecycleRequest : LifecycleCommand
{
    private protected LifecycleRequest(CommandDefinition definition)
        : base(definition)
    {
    }
}

/// <summary>Something has already happened. It is always recorded, and classified.</summary>
/// <remarks>
/// Refused is only what is no fact: what is told by a caller who may not tell it, before anything was opened, or with a property that is malformed
/// (<see cref="RefusalCode.CommandMalformed"/>). Nothing of it is kept.
/// </remarks>
public abstract record LifecycleFact : LifecycleCommand
{
    private protected LifecycleFact(CommandDefinition definition)
        : base(definition)
    {
    }

    /// <summary>When it happened, where that is known and differs from when it is reported. It never undoes a deadline that has fired.</summary>
    public Instant? OccurredAt { get; init; }
}
