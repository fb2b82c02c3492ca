namespace EsimLifecycle;

/// <summary>An eSIM subscription as its events have made it.</summary>
/// <remarks>
/// <para>Immutable to its users and thread-safe; it changes only through <see cref="Lifecycle.Evolve"/>. Two subscriptions are equal when
/// everything in them is. Its JSON form is a cache that can be thrown away: the events are the truth.</para>
/// </remarks>
public sealed partial class Subscription : IEquatable<Subscription>
{
    private Deadline? _next;
    private bool _isNextKnown;
    private Balances _balances = Balances.None;

    // Whether this draft has a copy of its own already, to which the events that follow may post in place.
    private bool _ownsBalances;

    private Subscription()
    {
    }

    /// <summary>Where every life begins: no event has happened.</summary>
    public static Subscription None { get; } = new Subscription().Seal();

    /// <summary>Its id, as the host chose it; none before the first event.</summary>
    public SubscriptionId Id { get; internal set; }

    /// <summary>Where it stands in its life.</summary>
    public SubscriptionStatus Status { get; internal set; }

    /// <summary>The number of events applied; the host's optimistic lock.</summary>
    public long Version { get; private set; }

    /// <summary>When the last event happened; the Unix epoch before the first.</summary>
    public Instant LastEventAt { get; private set; }

    /// <summary>What was agreed when it was opened, and how to reach the customer; null before the first event.</summary>
    public Contract? Contract { get; internal set; }

    /// <summary>What is paid and served, and until when.</summary>
    public Term Term { get; internal set; } = Term.None;

    /// <summary>How it goes on: auto-renewal, charges in flight, promotions.</summary>
    public RenewalState Renewal { get; internal set; } = RenewalState.None;

    /// <summary>What was used of the data included and bought.</summary>
    public Usage Usage { get; internal set; } = Usage.None;

    /// <summary>Whether the next period is charged by itself: auto-renewal is on, and does not rest.</summary>
    public bool IsAutoRenewing => Renewal.AutoRenewal is not null && Status is (SubscriptionStatus.Active or SubscriptionStatus.Grace);

    /// <summary>What every account of the subscription's ledger holds.</summary>
    public Balances Balances
    {
        get => _balances;
        internal set
        {
            _balances = value;
            _ownsBalances = false;
        }
    }

    /// <summary>The payments that could still be refunded, oldest first.</summary>
    public ValueList<PaymentReceipt> Payments { get; internal set; }

    /// <summary>The devices on which the profile is bound.</summary>
    public ValueList<DeviceBinding> Devices { get; internal set; }

    /// <summary>What is remembered of devices beside those that are bound.</summary>
    public DeviceHistory DeviceHistory { get; internal set; } = DeviceHistory.None;

    /// <summary>
    /// Whether a profile was ever downloaded, as far as is known: a notice said that it was delivered to a device, was installed, enabled, disabled or
    /// deleted there, or a device is or was bound of whose profile nothing was reported.
    /// </summary>
    public bool IsProfileDownloaded
    {
        get
        {
            var isDownloaded = DeviceHistory.WasDownloaded;
            foreach (var binding in Devices)
                isDownloaded |= binding.Profile is null or { State: ProfileState.Unknown };
            return isDownloaded;
        }
    }

    /// <summary>The suspension that stands, if one does; it stays while a cancellation is open.</summary>
    public Suspension? Suspension { get; internal set; }

    /// <summary>The cancellation request, while one is open and after it has closed the subscription.</summary>
    public CancellationRequest? Cancellation { get; internal set; }

    /// <summary>How far an open cancellation has come and whose turn it is; null where none is open.</summary>
    public CancellationProgress? CancellationProgress => CancellationProgress.Of(this);

    /// <summary>The earlier cancellation requests that still count against another one.</summary>
    public CancellationHistory CancellationHistory { get; internal set; } = CancellationHistory.None;

    /// <summary>What has to be paid back to the customer or was, in the order in which it fell due: the refund claim. It goes on after closing.</summary>
    public ValueList<RefundLeg> Refunds { get; internal set; }

    /// <summary>The latest balances that came from other subscriptions.</summary>
    public ValueList<ReceivedTransfer> Transfers { get; internal set; }

    /// <summary>What was paid back to the customer, and the attempts that failed.</summary>
    public ValueList<Payout> Payouts { get; internal set; }

    /// <summary>How it ended, once it has.</summary>
    public Closure? Closure { get; internal set; }

    /// <summary>When to call <see cref="Lifecycle.Advance"/>: the earliest deadline; null where nothing is waited for.</summary>
    public Instant? NextDeadline => _next?.Due;

    /// <summary>Every deadline that stands, in the order in which they would fire.</summary>
    public ValueList<Deadline> Deadlines => DeadlineRules.List(this);

    internal RecentCommands Recent { get; private set; }

    internal bool IsDue(Instant now) => _next is { } next && next.Due <= now;

    /// <summary>The earliest deadline, also of a draft.</summary>
    internal bool TryNextDeadline(out Deadline deadline)
    {
        FindNext();
        deadline = _next.GetValueOrDefault();
        return _next is not null;
    }

    /// <summary>A copy that may be edited until it is sealed, and that nobody else has seen.</summary>
    internal Subscription ToDraft()
    {
        var draft = (Subscription)MemberwiseClone();
        draft._ownsBalances = false;
        return draft;
    }

    /// <summary>Ends the editing of a draft: from here on reading it writes nothing.</summary>
    internal Subscription Seal()
    {
        FindNext();
        return this;
    }

    private void FindNext()
    {
        if (_isNextKnown)
            return;
        _next = DeadlineRules.Earliest(this);
        _isNextKnown = true;
    }

    /// <summary>Applies the next event to this draft.</summary>
    internal void Follow(LifecycleEvent @event)
    {
        if (@event.Version != Version + 1 || (@event.Subscription != Id && Version > 0))
        {
            throw new InvalidHistoryException(
                $"Event {@event.Version} ({@event.GetType().Name}) of '{@event.Subscription}' was found; expected event {Version + 1} of '{Id}'.");
        }

        // The first event says in which currency the ledger is kept, and posts by itself.
        if (Version > 0 && @event.Postings.Count > 0)
            Post(@event.Postings);
        @event.Apply(this);
        Version = @event.Version;
        LastEventAt = @event.At;
        _isNextKnown = false;
        if (@event.Cause is { } cause && !Recent.StartsWith(cause))
            Recent = Recent.Add(cause);
    }

    private void Post(ValueList<Posting> postings)
    {
        if (_ownsBalances)
            _balances.PostInPlace(postings);
        else
            (_balances, _ownsBalances) = (_balances.Post(postings), true);
    }

    /// <summary>Whether everything in both is equal.</summary>
    public bool Equals(Subscription? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Id == other.Id
                && Status == other.Status
                && Version == other.Version
                && LastEventAt == other.LastEventAt
                && Equals(Contract, other.Contract)
                && Term.Equals(other.Term)
                && Renewal.Equals(other.Renewal)
                && Usage.Equals(other.Usage)
                && Balances.Equals(other.Balances)
                && Payments == other.Payments
                && Devices == other.Devices
                && DeviceHistory.Equals(other.DeviceHistory)
                && Equals(Suspension, other.Suspension)
                && Equals(Cancellation, other.Cancellation)
                && CancellationHistory.Equals(other.CancellationHistory)
                && Refunds == other.Refunds
                && Transfers == other.Transfers
                && Payouts == other.Payouts
                && Equals(Closure, other.Closure)
                && Recent.Equals(other.Recent)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Subscription);

    /// <inheritdoc/>
    public override int GetHashCode() => (Id.GetHashCode() * 31) + Version.GetHashCode();

    /// <summary>Its id, status and version.</summary>
    public override string ToString() => Version == 0 ? "no subscription" : $"{Id}: {Status}, version {Version}";
}
