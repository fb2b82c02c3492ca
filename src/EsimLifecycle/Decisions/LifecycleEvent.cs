using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// Something that happened to a subscription. Its events are all that has to be stored, and all that <see cref="Lifecycle.Evolve"/> needs.
/// </summary>
/// <remarks>
/// <para>An event contains the results of the rules (a deadline, an amount, the new status), so that a later policy, chart or time-zone
/// database never rewrites the past. The hierarchy is closed. In JSON the property <c>event</c> names the event.</para>
/// <para>Thread-safe: an event does not change once a decision has returned it.</para>
/// </remarks>
[DebuggerDisplay("{Version}: {GetType().Name,nq} at {At}")]
public abstract partial record LifecycleEvent
{
    private SubscriptionId _subscription;
    private long _version;
    private Instant _at;
    private Cause? _cause;
    private ServiceState? _service;

    private protected LifecycleEvent()
    {
    }

    /// <summary>Gets the id of the subscription to which the event belongs.</summary>
    [JsonRequired]
    [JsonPropertyOrder(-4)]
    public SubscriptionId Subscription
    {
        get => _subscription;
        init => _subscription = value;
    }

    /// <summary>Gets the version of the subscription after this event: 1 for the first event, without gaps.</summary>
    [JsonRequired]
    [JsonPropertyOrder(-3)]
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>
    /// Gets the instant of the event, which is never before that of the preceding event. For an event caused by time, it is the deadline,
    /// however late the host asked.
    /// </summary>
    [JsonRequired]
    [JsonPropertyOrder(-2)]
    public Instant At
    {
        get => _at;
        init => _at = value;
    }

    /// <summary>Gets the command that caused the event, and its caller; null if time alone caused it.</summary>
    [JsonPropertyOrder(-1)]
    public Cause? Cause
    {
        get => _cause;
        init => _cause = value;
    }

    /// <summary>Gets the postings between accounts of the subscription's ledger; empty if the event moves no money.</summary>
    [JsonPropertyOrder(100)]
    public ValueList<Posting> Postings { get; init; }

    /// <summary>
    /// Gets the service that the network has to give from this event on; null if the event changes nothing about that. It becomes a
    /// <see cref="StartService"/>, <see cref="LimitService"/>, <see cref="BarService"/> or <see cref="StopService"/>.
    /// </summary>
    [JsonPropertyOrder(101)]
    public ServiceState? Service
    {
        get => _service;
        init => _service = value;
    }

    /// <summary>Gets the trigger of the chart's edge that the event follows; null if it follows none.</summary>
    internal virtual SubscriptionTrigger? TriggeredBy => null;

    /// <summary>Its step of <see cref="Lifecycle.Evolve"/>; the postings have been applied.</summary>
    internal abstract void Apply(Subscription draft);

    /// <summary>Gets the sum that its postings move, in the currency of the first; null if they move nothing.</summary>
    private protected Money? Moved
    {
        get
        {
            Money? sum = null;
            foreach (ref readonly var posting in Postings.AsSpan())
            {
                if (sum is null || posting.Amount.Currency == sum.Value.Currency)
                    sum = sum + posting.Amount ?? posting.Amount;
            }

            return sum;
        }
    }

    /// <summary>Says what there is to tell of it.</summary>
    internal virtual Facts ListFacts() => Facts.None;

    /// <summary>Adds the instructions that follow from the event.</summary>
    internal virtual void Instruct(ref Outbox outbox)
    {
    }

    /// <summary>Applies a stored event, as the next, to a draft, which remembers the command that caused it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="before">The event applied just before it, if any: several events of one command are remembered once.</param>
    internal void ApplyTo(Subscription draft, LifecycleEvent? before)
    {
        ApplyTo(draft);
        if (_cause is not null && !ReferenceEquals(_cause, before?._cause))
            draft.Remember(RecentCommand.Of(_cause.Command, _cause.Digest));
    }

    /// <summary>Applies it, as the next event, to a draft; what caused it is left to be remembered.</summary>
    internal void ApplyTo(Subscription draft)
    {
        if (_version != draft.Version + 1 || (_subscription != draft.Id && draft.Version > 0))
            throw NotTheNextOf(draft);

        // The first event says in which currency the ledger is kept, and posts by itself.
        if (draft.Version > 0 && Postings.Count > 0)
            draft.Post(Postings);
        Apply(draft);
        if (draft.LateCharges.Count > 0 && Postings.Count > 0)
            draft.AllotPaid();
        if (_service is not null)
            draft.Serve(_service);
        draft.Count(_version, _at);
    }

    /// <summary>Says, once it has been applied to a draft, that it changes the service that the network has to give.</summary>
    internal void Serve(Subscription draft, ServiceState service) => draft.Serve(_service = service);

    private InvalidHistoryException NotTheNextOf(Subscription draft) =>
        new($"Event {_version} ({GetType().Name}) of '{_subscription}' was found; expected event {draft.Version + 1} of '{draft.Id}'.");

    internal void Stamp(SubscriptionId subscription, long version, Instant at, Cause? cause)
    {
        _subscription = subscription;
        _version = version;
        _at = at;
        _cause = cause;
    }
}
