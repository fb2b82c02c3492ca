using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// A command to a subscription: a <see cref="LifecycleRequest"/>, which may be refused, or a <see cref="LifecycleFact"/>, which is
/// recorded.
/// </summary>
/// <remarks>
/// <para>The hierarchy is closed, because a command contains its own rule. In JSON the property <c>do</c> names the command.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public abstract partial record LifecycleCommand
{
    // Every fingerprint begins with the name of the kind, by which a kind keeps its digests when others are put before it.
    private static readonly Fingerprint[] Beginnings = Array.ConvertAll(Enum.GetNames<CommandKind>(), Fingerprint.Of);

    private protected LifecycleCommand(CommandDefinition definition) => Kind = definition.Kind;

    /// <summary>Gets the kind of the command.</summary>
    [JsonIgnore]
    public CommandKind Kind { get; }

    /// <summary>The rule: raises the events that follow, or refuses with every reason that holds.</summary>
    internal abstract void Decide(ref DecisionBuilder decision);

    /// <summary>Says what there is to tell of it.</summary>
    internal virtual Facts ListFacts() => Facts.None;

    /// <summary>Visits every property, to recognise redeliveries and to find malformed values.</summary>
    internal virtual void Visit(ref PropertyVisitor visitor)
    {
    }

    /// <summary>What is erased stays erased; what a fact brings in is erased with it.</summary>
    internal void CheckErased(ref DecisionBuilder decision, bool isPersonal)
    {
        if (isPersonal && this is LifecycleRequest && decision.State.Closure?.ErasedAt is { } erasedAt)
            decision.Refuse(Refusals.SubscriptionErased(erasedAt));
    }

    /// <summary>Takes note of what leads to a person in it.</summary>
    internal void Take(PersonalDataTaker taker)
    {
        var visitor = new PropertyVisitor(default) { Taker = taker };
        Visit(ref visitor);
    }

    internal PropertyVisitor VisitAll()
    {
        var visitor = NewVisitor();
        Visit(ref visitor);
        return visitor;
    }

    internal PropertyVisitor NewVisitor() => new(Beginnings[(int)Kind]);
}

/// <summary>A command that asks for something. It is accepted, or refused with every reason against it.</summary>
public abstract record LifecycleRequest : LifecycleCommand
{
    private protected LifecycleRequest(CommandDefinition definition)
        : base(definition)
    {
    }
}

/// <summary>A command that reports something which has already happened. It is always recorded, and classified.</summary>
/// <remarks>
/// It is refused only if the caller may not report it, if no subscription has been opened yet, or if a property is malformed
/// (<see cref="RefusalCode.CommandMalformed"/>). Nothing of a refused fact is kept.
/// </remarks>
public abstract record LifecycleFact : LifecycleCommand
{
    private protected LifecycleFact(CommandDefinition definition)
        : base(definition)
    {
    }

    /// <summary>
    /// Gets the instant at which it happened; null if that is not known or is the time of the report. It never undoes a deadline that has
    /// fired.
    /// </summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>
    /// Whether the fact is recognised by a key of its own (a reference, an id), so that it is taken for what it says even under the id of another
    /// message. One that is not is a conflict there.
    /// </summary>
    internal virtual bool HasOwnKey => true;

    /// <summary>Returns the record of the fact as a conflict, with all by which it can be found.</summary>
    internal virtual FactConflicted Conflict() => new() { Fact = Kind, OccurredAt = OccurredAt };
}
