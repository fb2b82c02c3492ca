using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The state of an eSIM subscription, as its events have built it.</summary>
/// <remarks>
/// <para>Immutable to its users and thread-safe; it changes only through <see cref="Lifecycle.Evolve"/>. Two subscriptions are equal when
/// everything in them is. Its JSON form is a cache that can be thrown away: the events are the truth.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Subscription
{
    private Parts _parts = new();
    private Notes _notes;

    [JsonConstructor]
    internal Subscription()
    {
    }

    private Subscription(Subscription other) => (_parts, _notes) = (other._parts, other._notes with { OwnsBalances = false, OwnsIncidents = false });

    /// <summary>Gets the state before the first event, with which every subscription begins.</summary>
    public static Subscription None { get; } = new Subscription().Seal();

    /// <summary>
    /// Gets the schema number of the JSON form. It is written and read first, so that another schema is reported as such and not as a
    /// malformed property.
    /// </summary>
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

    /// <summary>Gets the subscription's id, which the host chose; none before the first event.</summary>
    [JsonInclude]
    public SubscriptionId Id
    {
        get => _parts.Id;
        internal set => _parts.Id = value;
    }

    /// <summary>Gets the status: the stage of the life cycle that the subscription is in.</summary>
    [JsonInclude]
    [JsonRequired]
    public SubscriptionStatus Status
    {
        get => _parts.Status;
        internal set => _parts.Status = value;
    }

    /// <summary>Gets the number of events applied, for the host's optimistic locking.</summary>
    [JsonInclude]
    [JsonRequired]
    public long Version
    {
        get => _parts.Version;
        internal set => _parts.Version = value;
    }

    /// <summary>Gets the time of the last event; the Unix epoch before the first.</summary>
    [JsonInclude]
    [JsonRequired]
    public Instant LastEventAt
    {
        get => _parts.LastEventAt;
        internal set => _parts.LastEventAt = value;
    }

    /// <summary>Gets the contract agreed at opening; null before the first event.</summary>
    [JsonInclude]
    public Contract? Contract
    {
        get => _parts.Contract;
        internal set => _parts.Contract = value;
    }

    /// <summary>
    /// Gets the contact for messages, as a reference to a record that the host keeps; none if there is no contact on file.
    /// </summary>
    [JsonInclude]
    public PersonalReference Contact
    {
        get => _parts.Contact;
        internal set => _parts.Contact = value;
    }

    /// <summary>Gets the paid term: the periods that are paid, and the dates at which they end.</summary>
    [JsonInclude]
    [JsonRequired]
    public PaidTerm Term
    {
        get => _parts.Term;
        internal set => _parts.Term = value;
    }

    /// <summary>Gets the state of renewal: auto-renewal, charges in flight, promotions, reserved purchases.</summary>
    [JsonInclude]
    [JsonRequired]
    public RenewalState Renewal
    {
        get => _parts.Renewal;
        internal set => _parts.Renewal = value;
    }

    /// <summary>Gets the usage of the data included in the plan and bought in packs.</summary>
    [JsonInclude]
    [JsonRequired]
    public Usage Usage
    {
        get => _parts.Usage;
        internal set => _parts.Usage = value;
    }

    /// <summary>Gets the balance of every account of the subscription's ledger.</summary>
    [JsonInclude]
    [JsonRequired]
    public Balances Balances
    {
        get => _parts.Balances;
        internal set
        {
            _parts.Balances = value;
            _notes.OwnsBalances = false;
        }
    }

    /// <summary>Gets the payments that can still be refunded, oldest first.</summary>
    [JsonInclude]
    public ValueList<PaymentReceipt> Payments
    {
        get => _parts.Payments;
        internal set => _parts.Payments = value;
    }

    /// <summary>Gets the disputes of payments, oldest first; at most <see cref="Dispute.Remembered"/>.</summary>
    [JsonInclude]
    public ValueList<Dispute> Disputes
    {
        get => _parts.Incidents.Disputes;
        internal set => OwnIncidents().Disputes = value;
    }

    /// <summary>Gets the references of the money that was recorded, by digest.</summary>
    [JsonInclude]
    internal MoneyReferences References
    {
        get => _parts.References;
        set => _parts.References = value;
    }

    /// <summary>Gets the devices on which the profile is bound.</summary>
    [JsonInclude]
    public ValueList<DeviceBinding> Devices
    {
        get => _parts.Devices;
        internal set => _parts.Devices = value;
    }

    /// <summary>Gets the device history: profiles that are not bound, and the times of earlier changes.</summary>
    [JsonInclude]
    [JsonRequired]
    internal DeviceHistory DeviceHistory
    {
        get => _parts.DeviceHistory;
        set => _parts.DeviceHistory = value;
    }

    /// <summary>Gets the current suspension, which is kept while a cancellation is open; null if there is none.</summary>
    [JsonInclude]
    public Suspension? Suspension
    {
        get => _parts.Incidents.Suspension;
        internal set => OwnIncidents().Suspension = value;
    }

    /// <summary>Gets the service that the network was last told to give.</summary>
    [JsonInclude]
    [JsonRequired]
    public ServiceState Service
    {
        get => _parts.Service;
        internal set => _parts.Service = value;
    }

    /// <summary>Gets the cancellation request that is open, or that has closed the subscription; null if there is none.</summary>
    [JsonInclude]
    public CancellationRequest? Cancellation
    {
        get => _parts.Cancellation;
        internal set => _parts.Cancellation = value;
    }

    /// <summary>Gets the earlier cancellation requests that count toward the policy's limits on new ones.</summary>
    [JsonInclude]
    [JsonRequired]
    internal CancellationHistory CancellationHistory
    {
        get => _parts.CancellationHistory;
        set => _parts.CancellationHistory = value;
    }

    /// <summary>
    /// Gets the legs of the refund claim, paid and unpaid, in the order in which they fell due. They are still processed after closing.
    /// </summary>
    [JsonInclude]
    public ValueList<RefundLeg> Refunds
    {
        get => _parts.Incidents.Refunds;
        internal set => OwnIncidents().Refunds = value;
    }

    /// <summary>Gets the latest balances received from other subscriptions.</summary>
    [JsonInclude]
    public ValueList<ReceivedTransfer> Transfers
    {
        get => _parts.Incidents.Transfers;
        internal set => OwnIncidents().Transfers = value;
    }

    /// <summary>Gets the payouts made to the customer, and the attempts that failed.</summary>
    [JsonInclude]
    public ValueList<Payout> Payouts
    {
        get => _parts.Incidents.Payouts;
        internal set => OwnIncidents().Payouts = value;
    }

    /// <summary>Gets the charges for usage that were reported late, oldest first.</summary>
    [JsonInclude]
    public ValueList<LateCharge> LateCharges
    {
        get => _parts.Incidents.LateCharges;
        internal set => OwnIncidents().LateCharges = value;
    }

    /// <summary>Gets the return of the physical card; null if it has not come back, or came back in vain.</summary>
    [JsonInclude]
    public CardReturn? CardReturn
    {
        get => _parts.Incidents.CardReturn;
        internal set => OwnIncidents().CardReturn = value;
    }

    /// <summary>Gets the latest times without service since the activation that are over, oldest first; at most <see cref="ServiceGap.Remembered"/>.</summary>
    [JsonInclude]
    internal ValueList<ServiceGap> ServiceGaps
    {
        get => _parts.Incidents.ServiceGaps;
        set => OwnIncidents().ServiceGaps = value;
    }

    /// <summary>Gets the reason and the time of closing, and what was fixed with it; null until the subscription is closed.</summary>
    [JsonInclude]
    public Closure? Closure
    {
        get => _parts.Incidents.Closure;
        internal set => OwnIncidents().Closure = value;
    }

    /// <summary>Gets the commands accepted last.</summary>
    [JsonInclude]
    internal RecentCommands Recent
    {
        get => _parts.Recent;
        set => _parts.Recent = value;
    }

    /// <summary>
    /// Gets whether the next period is charged automatically: auto-renewal is on, and the subscription is active or in grace.
    /// </summary>
    [JsonIgnore]
    public bool IsAutoRenewing => Renewal.AutoRenewal is not null && Status is (SubscriptionStatus.Active or SubscriptionStatus.Grace);

    /// <summary>
    /// Gets whether a profile was ever downloaded, as far as is known: a notice reported that it was delivered to a device, or installed,
    /// enabled, disabled or deleted there; or a device is or was bound without any report about its profile.
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

    /// <summary>
    /// Gets the time of the earliest deadline, at which to call <see cref="Lifecycle.Advance"/>; null if there is no deadline.
    /// </summary>
    [JsonIgnore]
    public Instant? NextDeadline => _notes.HasNext ? _notes.NextDue : null;

    /// <summary>Gets all pending deadlines, in the order in which they fire.</summary>
    [JsonIgnore]
    public ValueList<Deadline> Deadlines => DeadlineScan.FindAll(this);

    /// <summary>Gets the balance: free credit, and money beyond what the customer owes.</summary>
    internal Money Balance => Balances[Account.Promotional] + Money.Max(Balances[Account.Wallet] - Dues, Money.Zero(Balances.Currency));

    /// <summary>Gets the balance that the customer can spend, without what is kept for a change of plan that is being charged.</summary>
    internal Money Spendable
    {
        get
        {
            var balance = Balance;
            foreach (var charge in Renewal.Charges)
            {
                if (charge is { Quote: { } quote, IsDormant: false })
                    balance = Money.Max(balance - quote.Balance, Money.Zero(balance.Currency));
            }

            return balance;
        }
    }

    /// <summary>Gets the amount still to be paid back, over all legs of the refund claim.</summary>
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

    /// <summary>Gets the part of a settlement's refund for which no refund leg exists yet; closing creates the legs.</summary>
    internal Money UndecidedRefund => Balances[Account.RefundPayable] - OutstandingRefund;

    /// <summary>Determines whether the ledger can hold an amount that moved.</summary>
    internal bool CanBook(Money amount) => amount.Currency == Balances.Currency && amount.IsPositive && Limits.Covers(amount);

    /// <summary>Gets the amount that the customer owes, without what they dispute.</summary>
    internal Money Dues => Balances[Account.Receivable] is { IsNegative: true } owed ? -owed - Disputed : Money.Zero(Balances.Currency);

    /// <summary>Gets the amount of late charges that rests because it is disputed.</summary>
    internal Money Disputed
    {
        get
        {
            var sum = Money.Zero(Balances.Currency);
            foreach (var charge in LateCharges)
            {
                if (charge.Status == LateChargeStatus.Disputed)
                    sum += charge.Open;
            }

            return sum;
        }
    }

    /// <summary>Gets the amount that was given up, without what was of late charges.</summary>
    internal Money GivenUpOtherwise
    {
        get
        {
            var sum = -Balances[Account.WrittenOff];
            foreach (var charge in LateCharges)
                sum -= charge.WrittenOff ?? Money.Zero(sum.Currency);
            return sum;
        }
    }

    /// <summary>Gets the amount to be paid before a cancellation can end: the debt that exceeds the refund from the settlement.</summary>
    internal Money DuesBeforeEnd => Dues is { IsPositive: true } dues
        ? Money.Max(dues - UndecidedRefund, Money.Zero(dues.Currency))
        : Money.Zero(Balances.Currency);

    /// <summary>Returns what a payment can pay beside <see cref="Dues"/>: the charge that it names, although that is disputed.</summary>
    internal Money DisputedOf(Reference charge) => FindLateCharge(charge) is { Status: LateChargeStatus.Disputed, Open: var open } ? open : Money.Zero(Balances.Currency);

    /// <summary>Returns what keeps the personal data of a closed subscription from being erased at an instant; empty if nothing does, or it is not closed.</summary>
    public ValueList<ErasureObstacle> FindErasureObstacles(Instant at) => Closure is { ErasedAt: null } ? ErasureScan.FindAll(this, at) : default;

    internal LateCharge? FindLateCharge(Reference reference) => LateCharges.Find(reference, static (charge, reference) => charge.Reference == reference);

    /// <summary>Gets the end of service that the customer was told or that has come; null while there is none in sight.</summary>
    internal Instant? ServiceEnd => Closure?.ServiceEndedAt ?? (Status.IsPendingCancel() ? Cancellation!.ServiceEndsAt : null);

    /// <summary>Determines whether there was service at an instant, as far as is remembered; limited service is service.</summary>
    internal bool WasServedAt(Instant at)
    {
        if (!(at >= Contract?.ActivatedAt) || (Service.IsNone && at >= Service.Since))
            return false;
        foreach (ref readonly var gap in ServiceGaps.AsSpan())
        {
            if (at >= gap.From && at < gap.Until)
                return false;
        }

        return true;
    }

    /// <summary>Gets whether a settled cancellation waits for its end date only: no device is bound, and no dues are open.</summary>
    internal bool OnlyTimeIsMissing => Devices.Count == 0 && !DuesBeforeEnd.IsPositive;

    /// <summary>
    /// Gets whether clearing waits for the customer: dues are open, or a device is bound whose unbinding was not requested; where it was, only the
    /// proof is missing.
    /// </summary>
    internal bool IsCustomersTurnInClearing
    {
        get
        {
            foreach (var binding in Devices)
            {
                if (binding.Status != BindingStatus.UnbindRequested)
                    return true;
            }

            return DuesBeforeEnd.IsPositive;
        }
    }

    /// <summary>Returns the amount of a leg for which a payout is under way.</summary>
    internal Money UnderWay(Reference leg)
    {
        var sum = Money.Zero(Balances.Currency);
        foreach (var payout in Payouts)
        {
            if (payout.Outcome != PayoutOutcome.Submitted)
                continue;
            foreach (var part in payout.Parts)
            {
                if (part.Leg == leg)
                    sum += part.Amount;
            }
        }

        return sum;
    }

    /// <summary>Returns who holds what is left of the subscription if it closes for a reason; null if nobody does.</summary>
    internal SuspensionHolder? HolderIfClosed(ClosedReason reason) => reason switch
    {
        _ when Suspension is { Holder: var holder } && holder.IsHold() => holder,
        ClosedReason.Fraud => SuspensionHolder.Fraud,
        ClosedReason.Regulatory => SuspensionHolder.Regulator,
        _ => null,
    };

    internal DeviceBinding? FindBinding(Eid device) => Devices.Find(device, static (binding, device) => binding.Device == device);

    /// <summary>Gets whether a cancellation is open whose end is not paid up to yet, so that periods are still bought.</summary>
    internal bool RenewsUntilEnd => Cancellation is { SettledAt: null, RenewsUntilEnd: true } request && Status != SubscriptionStatus.Closed
        && Suspension is null && Term.PaidUntil < request.BillingEndsAt;

    /// <summary>Ends, in this draft, what could still open a lapsed cancellation again: the customer has gone on, or has asked anew.</summary>
    internal void GoOn()
    {
        if (CancellationHistory.Lapsed is not null)
            CancellationHistory = CancellationHistory with { Lapsed = null };
    }

    /// <summary>Voids, in this draft, the charges that a cancellation leaves unwanted: if one is paid all the same, the money goes back.</summary>
    internal void VoidCharges() => Renewal = RenewsUntilEnd ? Renewal.VoidCharges(exceptAutomatic: true) : Renewal.VoidCharges();

    /// <summary>
    /// Takes, out of this draft of a closed subscription, what leads to a person. A law proves over random histories, by the types of the properties, that
    /// nothing is left.
    /// </summary>
    internal void Erase(PersonalDataTaker taker)
    {
        Contact = taker.Take(Contact);
        var contract = Contract!;
        Contract = contract with
        {
            Number = taker.Take(contract.Number),
            Iccid = taker.Take(contract.Iccid),
            TermsChange = contract.TermsChange is { } change ? change with { Note = taker.Take(change.Note) } : null,
        };
        foreach (var profile in DeviceHistory.Unbound)
        {
            taker.Take(profile.Device);
            taker.Take(profile.Profile?.Iccid);
        }

        DeviceHistory = DeviceHistory with { Unbound = default };
        Recent = Recent.OnlyNewest();
        Cancellation = Cancellation?.Erase(taker);
        Refunds = ValueList.Create(Refunds.Select(leg => leg.Erase(taker)));
        LateCharges = ValueList.Create(LateCharges.Select(charge => charge with { Note = taker.Take(charge.Note) }));
    }

    internal bool IsDue(Instant now) => _notes.HasNext && _notes.NextDue <= now;

    /// <summary>Determines whether the earliest deadline, also of a draft, has passed by <paramref name="now"/>.</summary>
    internal bool HasPassedDeadline(Instant now)
    {
        FindNext();
        return IsDue(now);
    }

    /// <summary>Finds the earliest deadline, also of a draft, if it has passed by <paramref name="now"/>.</summary>
    internal bool TryPassedDeadline(Instant now, out Deadline deadline)
    {
        var hasPassed = HasPassedDeadline(now);
        deadline = hasPassed ? new Deadline(_notes.NextDue, _notes.NextKind) { About = _notes.NextAbout } : default;
        return hasPassed;
    }

    /// <summary>Returns a copy that can be edited until it is sealed, and that must not be shared before.</summary>
    internal Subscription ToDraft()
    {
        // A draft of a draft: from here on both have the same parts, and neither edits them in place.
        if (_notes.OwnsBalances || _notes.OwnsIncidents)
            (_notes.OwnsBalances, _notes.OwnsIncidents) = (false, false);
        return new Subscription(this);
    }

    /// <summary>Ends the editing of a draft; after that, reading it writes nothing.</summary>
    internal Subscription Seal()
    {
        FindNext();
        (_notes.OwnsBalances, _notes.OwnsIncidents) = (false, false);
        return this;
    }

    /// <summary>Posts to the ledger of this draft.</summary>
    internal void Post(ValueList<Posting> postings)
    {
        if (_notes.OwnsBalances)
            _parts.Balances.PostInPlace(postings);
        else
            (_parts.Balances, _notes.OwnsBalances) = (_parts.Balances.Post(postings), true);
    }

    /// <summary>Returns the incidents of this draft, to be edited: a copy of its own, unless it has one.</summary>
    private Incidents OwnIncidents()
    {
        if (!_notes.OwnsIncidents)
            (_parts.Incidents, _notes.OwnsIncidents) = (_parts.Incidents with { }, true);
        return _parts.Incidents;
    }

    /// <summary>Notes the service that the network has to give from now on, and the time without service that this ends.</summary>
    internal void Serve(ServiceState service)
    {
        if (Service is { IsNone: true, Version: > 0 } && !service.IsNone)
            ServiceGaps = ServiceGaps.AddCapped(new ServiceGap(Service.Since, service.Since), ServiceGap.Remembered);
        Service = service;
    }

    /// <summary>Allots to late charges what was paid of this draft's debt, after their own payments: what is not owed any more is not open.</summary>
    internal void AllotPaid() => Reduce(OpenBeyondDebt, isGivenUp: false, disputed: false);

    /// <summary>Allots to late charges what was given up of this draft's debt, to disputed ones last; returns their part.</summary>
    internal Money AllotGivenUp(Money amount)
    {
        var part = amount - Reduce(amount, isGivenUp: true, disputed: false);
        var disputed = OpenBeyondDebt;
        return disputed.IsPositive ? part + disputed - Reduce(disputed, isGivenUp: true, disputed: true) : part;
    }

    /// <summary>Gets by how much what is open of late charges exceeds what is owed.</summary>
    private Money OpenBeyondDebt
    {
        get
        {
            var excess = Balances[Account.Receivable];
            foreach (var charge in LateCharges)
                excess += charge.Open;
            return excess;
        }
    }

    private Money Reduce(Money amount, bool isGivenUp, bool disputed)
    {
        LateCharge[]? reduced = null;
        for (var i = 0; i < LateCharges.Count && amount.IsPositive; i++)
        {
            var charge = LateCharges[i];
            if (charge.Open.IsZero || charge.Status == LateChargeStatus.Disputed != disputed)
                continue;
            var part = Money.Min(amount, charge.Open);
            reduced ??= [.. LateCharges];
            reduced[i] = charge.Less(part, isGivenUp);
            amount -= part;
        }

        if (reduced is not null)
            LateCharges = new ValueList<LateCharge>(reduced);
        return amount;
    }

    /// <summary>Counts an event that was applied to this draft.</summary>
    internal void Count(long version, Instant at)
    {
        Version = version;
        LastEventAt = at;
        _notes.IsNextKnown = false;
    }

    /// <summary>Remembers, in this draft, the command that caused an event; several events of one command are remembered once.</summary>
    internal void Remember(in RecentCommand command)
    {
        if (!Recent.StartsWith(command))
            Recent = Recent.Add(command);
    }

    private void FindNext()
    {
        if (_notes.IsNextKnown)
            return;
        var next = DeadlineScan.ForEarliest(this);
        (_notes.HasNext, _notes.NextDue, _notes.NextKind, _notes.NextAbout) = (next.IsAny, next.Due, next.Kind, next.About);
        _notes.IsNextKnown = true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => (Id.GetHashCode() * 31) + Version.GetHashCode();

    /// <summary>Returns the id, the status and the version.</summary>
    public override string ToString() => Version == 0 ? "no subscription" : $"{Id}: {Status}, version {Version}";

    /// <summary>Everything that a state is made of. As one value it is copied for a draft several times faster than property by property.</summary>
    private record struct Parts()
    {
        public SubscriptionId Id;
        public SubscriptionStatus Status;
        public long Version;
        public Instant LastEventAt;
        public Contract? Contract;
        public PersonalReference Contact;
        public PaidTerm Term = PaidTerm.None;
        public RenewalState Renewal = RenewalState.None;
        public Usage Usage = Usage.None;
        public Balances Balances = Balances.None;
        public ValueList<PaymentReceipt> Payments;
        public MoneyReferences References;
        public ValueList<DeviceBinding> Devices;
        public DeviceHistory DeviceHistory = DeviceHistory.None;
        public ServiceState Service = ServiceState.None;
        public CancellationRequest? Cancellation;
        public CancellationHistory CancellationHistory = CancellationHistory.None;
        public RecentCommands Recent;
        public Incidents Incidents = Incidents.None;
    }

    /// <summary>Cached values derived from the state; they are ignored when two subscriptions are compared.</summary>
    private struct Notes : IEquatable<Notes>
    {
        // The parts of the next deadline, beside each other: as one value they would take eight bytes more.
        public Instant NextDue;
        public object? NextAbout;
        public DeadlineKind NextKind;
        public bool HasNext;
        public bool IsNextKnown;

        /// <summary>Whether this draft has its own copy of the balances, to which further events can post in place.</summary>
        public bool OwnsBalances;

        /// <summary>Whether this draft has its own copy of the incidents, which can be edited.</summary>
        public bool OwnsIncidents;

        public readonly bool Equals(Notes other) => true;

        public readonly override bool Equals(object? obj) => obj is Notes;

        public readonly override int GetHashCode() => 0;
    }
}

/// <summary>
/// The version of a subscription's JSON form, raised when a part or its meaning changes. A snapshot of another version is discarded.
/// </summary>
internal readonly record struct SnapshotSchema(int Number)
{
    public static readonly SnapshotSchema Current = new(2);
}
