using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>An eSIM subscription as its events have made it.</summary>
/// <remarks>
/// <para>Immutable to its users and thread-safe; it changes only through <see cref="Lifecycle.Evolve"/>. Two subscriptions are equal when
/// everything in them is. Its JSON form is a cache that can be thrown away: the events are the truth.</para>
/// </remarks>
public sealed record Subscription
{
    private Balances _balances = Balances.None;
    private Notes _notes;

    [JsonConstructor]
    internal Subscription()
    {
    }

    /// <summary>Where every life begins: no event has happened.</summary>
    public static Subscription None { get; } = new Subscription().Seal();

    /// <summary>The shape of its JSON form. Written first and so read first: what has another shape is told as such, not as what is odd in it.</summary>
    [JsonInclude]
    [JsonRequired]
    [JsonPropertyOrder(-1)]
#pragma warning disable CA1822 // The serializer writes properties of instances only.
    internal SnapshotSchema Schema
    {
        get => SnapshotSchema.Current;
        set { }
    }
#pragma warning restore CA1822

    /// <summary>Its id, as the host chose it; none before the first event.</summary>
    [JsonInclude]
    public SubscriptionId Id { get; internal set; }

    /// <summary>Where it stands in its life.</summary>
    [JsonInclude]
    [JsonRequired]
    public SubscriptionStatus Status { get; internal set; }

    /// <summary>The number of events applied; the host's optimistic lock.</summary>
    [JsonInclude]
    [JsonRequired]
    public long Version { get; internal set; }

    /// <summary>When the last event happened; the Unix epoch before the first.</summary>
    [JsonInclude]
    [JsonRequired]
    public Instant LastEventAt { get; internal set; }

    /// <summary>What was agreed when it was opened; null before the first event.</summary>
    [JsonInclude]
    public Contract? Contract { get; internal set; }

    /// <summary>Gets the contact for messages, as a reference to what the host keeps; none where no contact is on file.</summary>
    [JsonInclude]
    public Reference Contact { get; internal set; }

    /// <summary>What is paid and served, and until when.</summary>
    [JsonInclude]
    [JsonRequired]
    public PaidTerm Term { get; internal set; } = PaidTerm.None;

    /// <summary>How it goes on: auto-renewal, charges in flight, promotions.</summary>
    [JsonInclude]
    [JsonRequired]
    public RenewalState Renewal { get; internal set; } = RenewalState.None;

    /// <summary>What was used of the data included and bought.</summary>
    [JsonInclude]
    [JsonRequired]
    public Usage Usage { get; internal set; } = Usage.None;

    /// <summary>What every account of the subscription's ledger holds.</summary>
    [JsonInclude]
    [JsonRequired]
    public Balances Balances
    {
        get => _balances;
        internal set
        {
            _balances = value;
            _notes.OwnsBalances = false;
        }
    }

    /// <summary>The payments that could still be refunded, oldest first.</summary>
    [JsonInclude]
    public ValueList<PaymentReceipt> Payments { get; internal set; }

    /// <summary>The devices on which the profile is bound.</summary>
    [JsonInclude]
    public ValueList<DeviceBinding> Devices { get; internal set; }

    /// <summary>What is remembered of devices beside those that are bound.</summary>
    [JsonInclude]
    [JsonRequired]
    public DeviceHistory DeviceHistory { get; internal set; } = DeviceHistory.None;

    /// <summary>The suspension that stands, if one does; it stays while a cancellation is open.</summary>
    [JsonInclude]
    public Suspension? Suspension { get; internal set; }

    /// <summary>The cancellation request, while one is open and after it has closed the subscription.</summary>
    [JsonInclude]
    public CancellationRequest? Cancellation { get; internal set; }

    /// <summary>The earlier cancellation requests that still count against another one.</summary>
    [JsonInclude]
    [JsonRequired]
    public CancellationHistory CancellationHistory { get; internal set; } = CancellationHistory.None;

    /// <summary>What has to be paid back to the customer or was, in the order in which it fell due: the refund claim. It goes on after closing.</summary>
    [JsonInclude]
    public ValueList<RefundLeg> Refunds { get; internal set; }

    /// <summary>The latest balances that came from other subscriptions.</summary>
    [JsonInclude]
    public ValueList<ReceivedTransfer> Transfers { get; internal set; }

    /// <summary>What was paid back to the customer, and the attempts that failed.</summary>
    [JsonInclude]
    public ValueList<Payout> Payouts { get; internal set; }

    /// <summary>How it ended, once it has.</summary>
    [JsonInclude]
    public Closure? Closure { get; internal set; }

    /// <summary>The commands last taken.</summary>
    [JsonInclude]
    internal RecentCommands Recent { get; set; }

    /// <summary>Whether the next period is charged by itself: auto-renewal is on, and does not rest.</summary>
    [JsonIgnore]
    public bool IsAutoRenewing => Renewal.AutoRenewal is not null && Status is (SubscriptionStatus.Active or SubscriptionStatus.Grace);

    /// <summary>
    /// Whether a profile was ever downloaded, as far as is known: a notice said that it was delivered to a device, was installed, enabled, disabled or
    /// deleted there, or a device is or was bound of whose profile nothing was reported.
    /// </summary>
    [JsonIgnore]
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

    /// <summary>When to call <see cref="Lifecycle.Advance"/>: the earliest deadline; null where nothing is waited for.</summary>
    [JsonIgnore]
    public Instant? NextDeadline => _notes.HasNext ? _notes.NextDue : null;

    /// <summary>Every deadline that stands, in the order in which they would fire.</summary>
    [JsonIgnore]
    public ValueList<Deadline> Deadlines => DeadlineScan.FindAll(this);

    /// <summary>What is still to be paid back, over all legs of the refund claim.</summary>
    internal Money OutstandingRefund
    {
        get
        {
            var sum = Money.Zero(Balances.Currency);
            foreach (var leg in Refunds)
                sum += leg.Outstanding;
            return sum;
        }
    }

    /// <summary>What a settlement has left for the customer before the closing makes legs of it.</summary>
    internal Money UndecidedRefund => Balances[Account.RefundPayable] - OutstandingRefund;

    /// <summary>What has to be paid before a cancellation can end: what is owed beyond what the settlement left for the customer.</summary>
    internal Money DuesBeforeEnd => Balances[Account.Receivable] is { IsNegative: true } owed
        ? Money.Max(-owed - UndecidedRefund, Money.Zero(owed.Currency))
        : Money.Zero(Balances.Currency);

    /// <summary>Whether nothing but time stands between a settled cancellation and its end.</summary>
    internal bool OnlyTimeIsMissing => Devices.Count == 0 && !DuesBeforeEnd.IsPositive;

    internal bool IsDue(Instant now) => _notes.HasNext && _notes.NextDue <= now;

    /// <summary>The earliest deadline, also of a draft.</summary>
    internal bool TryNextDeadline(out Deadline deadline)
    {
        FindNext();
        deadline = new Deadline(_notes.NextDue, _notes.NextKind) { About = _notes.NextAbout };
        return _notes.HasNext;
    }

    /// <summary>A copy that may be edited until it is sealed, and that nobody else has seen.</summary>
    internal Subscription ToDraft()
    {
        var draft = (Subscription)MemberwiseClone();
        draft._notes.OwnsBalances = false;
        return draft;
    }

    /// <summary>Ends the editing of a draft: from here on reading it writes nothing.</summary>
    internal Subscription Seal()
    {
        FindNext();
        return this;
    }

    /// <summary>Posts to the ledger of this draft.</summary>
    internal void Post(ValueList<Posting> postings)
    {
        if (_notes.OwnsBalances)
            _balances.PostInPlace(postings);
        else
            (_balances, _notes.OwnsBalances) = (_balances.Post(postings), true);
    }

    /// <summary>Counts an event that was applied to this draft.</summary>
    internal void Count(long version, Instant at, Cause? cause)
    {
        Version = version;
        LastEventAt = at;
        _notes.IsNextKnown = false;
        if (cause is not null && !Recent.StartsWith(cause))
            Recent = Recent.Add(cause);
    }

    private void FindNext()
    {
        if (_notes.IsNextKnown)
            return;
        _notes.HasNext = DeadlineScan.TryFindEarliest(this, out var next);
        (_notes.NextDue, _notes.NextKind, _notes.NextAbout) = (next.Due, next.Kind, next.About);
        _notes.IsNextKnown = true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => (Id.GetHashCode() * 31) + Version.GetHashCode();

    /// <summary>Its id, status and version.</summary>
    public override string ToString() => Version == 0 ? "no subscription" : $"{Id}: {Status}, version {Version}";

    /// <summary>What is noted beside the state: it follows from that, and does not count when two subscriptions are compared.</summary>
    private struct Notes : IEquatable<Notes>
    {
        // The parts of the next deadline, beside each other: as one value they would take eight bytes more.
        public Instant NextDue;
        public object? NextAbout;
        public DeadlineKind NextKind;
        public bool HasNext;
        public bool IsNextKnown;

        /// <summary>Whether this draft has balances of its own already, to which the events that follow may post in place.</summary>
        public bool OwnsBalances;

        public readonly bool Equals(Notes other) => true;

        public readonly override bool Equals(object? obj) => obj is Notes;

        public readonly override int GetHashCode() => 0;
    }
}

/// <summary>The shape of a subscription's JSON form: raised when a part or its meaning changes. A text of another shape is thrown away.</summary>
internal readonly record struct SnapshotSchema(int Number)
{
    public static readonly SnapshotSchema Current = new(1);
}
