using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something that happened to a subscription: all that is worth keeping, and all that <see cref="Lifecycle.Evolve"/> needs.</summary>
/// <remarks>
/// <para>Whatever a rule worked out (a deadline, an amount, the status it leads to) stands in the event, so that a later policy, chart or
/// time-zone database never rewrites the past. The hierarchy is closed. In JSON the property <c>event</c> names the event.</para>
/// <para>Thread-safe: events never change once a decision has given them out.</para>
/// </remarks>
public abstract partial record LifecycleEvent
{
    private SubscriptionId _subscription;
    private long _version;
    private Instant _at;
    private Cause? _cause;

    private protected LifecycleEvent()
    {
    }

    /// <summary>The subscription it happened to.</summary>
    [JsonRequired]
    [JsonPropertyOrder(-4)]
    public SubscriptionId Subscription
    {
        get => _subscription;
        init => _subscription = value;
    }

    /// <summary>The subscription's version after this event: 1 for the first, and no gap ever.</summary>
    [JsonRequired]
    [JsonPropertyOrder(-3)]
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>When it happened: never before the event it follows. For what time brings it is the deadline, however late the host asked.</summary>
    [JsonRequired]
    [JsonPropertyOrder(-2)]
    public Instant At
    {
        get => _at;
        init => _at = value;
    }

    /// <summary>Which command brought it about, and who gave that; null where time alone did.</summary>
    [JsonPropertyOrder(-1)]
    public Cause? Cause
    {
        get => _cause;
        init => _cause = value;
    }

    /// <summary>The money it moves, between accounts of the subscription's ledger; empty where it moves none.</summary>
    [JsonPropertyOrder(100)]
    public ValueList<Posting> Postings { get; init; }

    /// <summary>The edge of the chart it goes along, where it goes along one.</summary>
    internal virtual SubscriptionTrigger? Along => null;

    /// <summary>Its step of <see cref="Lifecycle.Evolve"/>; the postings have been applied.</summary>
    internal abstract void Apply(Subscription draft);

    /// <summary>What the host must do because of it.</summary>
    internal virtual void Instruct(ref Outbox outbox)
    {
    }

    /// <summary>Applies it, as the next event, to a draft.</summary>
    internal void ApplyTo(Subscription draft)
    {
        if (_version != draft.Version + 1 || (_subscription != draft.Id && draft.Version > 0))
        {
            throw new InvalidHistoryException(
                $"Event {_version} ({GetType().Name}) of '{_subscription}' was found; expected event {draft.Version + 1} of '{draft.Id}'.");
        }

        // The first event says in which currency the ledger is kept, and posts by itself.
        if (draft.Version > 0 && Postings.Count > 0)
            draft.Post(Postings);
        Apply(draft);
        draft.Count(_version, _at, _cause);
    }

    internal void Stamp(SubscriptionId subscription, long version, Instant at, Cause? cause)
    {
        _subscription = subscription;
        _version = version;
        _at = at;
        _cause = cause;
    }
}
