namespace EsimLifecycle;

/// <summary>What a command or the passing of time comes to.</summary>
/// <remarks>Thread-safe: it never changes. The default value has <see cref="EsimLifecycle.Subscription.None"/>, no events and no refusals.</remarks>
public readonly struct Decision
{
    private readonly Subscription? _subscription;

    internal Decision(Subscription subscription, Outcome outcome = Outcome.Accepted, ValueList<LifecycleEvent> events = default, ValueList<Refusal> refusals = default)
    {
        _subscription = subscription;
        Outcome = outcome;
        Events = events;
        Refusals = refusals;
    }

    /// <summary>What became of the command.</summary>
    public Outcome Outcome { get; }

    /// <summary>The events to store, in order. A refused command can have some as well: what time alone brought about.</summary>
    public ValueList<LifecycleEvent> Events { get; }

    /// <summary>The state after <see cref="Events"/>.</summary>
    public Subscription Subscription => _subscription ?? Subscription.None;

    /// <summary>Every reason that holds against the command, in a fixed order; empty unless it was refused.</summary>
    public ValueList<Refusal> Refusals { get; }
}

/// <summary>What became of a command.</summary>
public enum Outcome
{
    /// <summary>It was carried out or, being a fact, recorded.</summary>
    Accepted,

    /// <summary>The same message, payment, notice or document was taken before; nothing changed.</summary>
    AlreadyDone,

    /// <summary>It was refused; see <see cref="Decision.Refusals"/>.</summary>
    Refused,
}
