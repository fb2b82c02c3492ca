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

    private protected LifecycleCommand(CommandKind kind) => Kind = kind;

    /// <summary>Which command this is.</summary>
    [JsonIgnore]
    public CommandKind Kind { get; }

    /// <summary>The rule: raises the events that follow, or refuses with every reason that holds.</summary>
    internal abstract void Decide(ref Turn turn);

    /// <summary>Adds every property to the fingerprint by which a redelivery is recognised.</summary>
    internal abstract void AddTo(ref Fingerprint fingerprint);

    internal long Digest()
    {
        var fingerprint = new Fingerprint();
        fingerprint.Add(KindNames[(int)Kind]);
        AddTo(ref fingerprint);
        return fingerprint.Value;
    }
}

/// <summary>Somebody wants something to happen. It is accepted, or refused with every reason that holds.</summary>
public abstract record LifecycleRequest : LifecycleCommand
{
    private protected LifecycleRequest(CommandKind kind)
        : base(kind)
    {
    }
}

/// <summary>Something has already happened. It is always recorded, and classified.</summary>
public abstract record LifecycleFact : LifecycleCommand
{
    private protected LifecycleFact(CommandKind kind)
        : base(kind)
    {
    }

    /// <summary>When it happened, where that is known and differs from when it is reported. It never undoes a deadline that has fired.</summary>
    public Instant? OccurredAt { get; init; }
}
