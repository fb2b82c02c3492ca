using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Something that happened to a subscription: all that is worth keeping, and all that <see cref="Lifecycle.Evolve"/> needs.</summary>
/// <remarks>
/// <para>Whatever a rule worked out (a deadline, an amount, the status it leads to) stands in the event, so that a later policy, chart or
/// time-zone database never rewrites the past. The hierarchy is closed. In JSON the property <c>event</c> names the event.</para>
/// <para>Thread-safe: events never change once a decision has given them out.</para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = LifecycleJson.EventDiscriminator)]
[JsonDerivedType(typeof(SubscriptionOpened), nameof(SubscriptionOpened))]
[JsonDerivedType(typeof(SubscriptionImported), nameof(SubscriptionImported))]
[JsonDerivedType(typeof(SubscriptionActivated), nameof(SubscriptionActivated))]
[JsonDerivedType(typeof(SubscriptionSuspended), nameof(SubscriptionSuspended))]
[JsonDerivedType(typeof(SubscriptionResumed), nameof(SubscriptionResumed))]
[JsonDerivedType(typeof(ContactUpdated), nameof(ContactUpdated))]
[JsonDerivedType(typeof(PaymentRecorded), nameof(PaymentRecorded))]
[JsonDerivedType(typeof(SubscriptionRenewed), nameof(SubscriptionRenewed))]
[JsonDerivedType(typeof(ChargeRequested), nameof(ChargeRequested))]
[JsonDerivedType(typeof(RenewalChargeDue), nameof(RenewalChargeDue))]
[JsonDerivedType(typeof(ChargeFailed), nameof(ChargeFailed))]
[JsonDerivedType(typeof(AutoRenewalSet), nameof(AutoRenewalSet))]
[JsonDerivedType(typeof(ValidityExtended), nameof(ValidityExtended))]
[JsonDerivedType(typeof(PackBought), nameof(PackBought))]
[JsonDerivedType(typeof(PackExpired), nameof(PackExpired))]
[JsonDerivedType(typeof(PlanChangeScheduled), nameof(PlanChangeScheduled))]
[JsonDerivedType(typeof(PlanChanged), nameof(PlanChanged))]
[JsonDerivedType(typeof(PromotionApplied), nameof(PromotionApplied))]
[JsonDerivedType(typeof(CreditGranted), nameof(CreditGranted))]
[JsonDerivedType(typeof(UsageRecorded), nameof(UsageRecorded))]
[JsonDerivedType(typeof(DataLow), nameof(DataLow))]
[JsonDerivedType(typeof(DataExhausted), nameof(DataExhausted))]
[JsonDerivedType(typeof(RenewalReminderDue), nameof(RenewalReminderDue))]
[JsonDerivedType(typeof(BalanceLow), nameof(BalanceLow))]
[JsonDerivedType(typeof(DisuseNoticed), nameof(DisuseNoticed))]
[JsonDerivedType(typeof(ProvisioningConfirmed), nameof(ProvisioningConfirmed))]
[JsonDerivedType(typeof(ProvisioningFailed), nameof(ProvisioningFailed))]
[JsonDerivedType(typeof(ProvisioningUndone), nameof(ProvisioningUndone))]
[JsonDerivedType(typeof(ChargebackRecorded), nameof(ChargebackRecorded))]
[JsonDerivedType(typeof(PeriodEnded), nameof(PeriodEnded))]
[JsonDerivedType(typeof(GraceEntered), nameof(GraceEntered))]
[JsonDerivedType(typeof(GraceEnded), nameof(GraceEnded))]
[JsonDerivedType(typeof(CancellationRequested), nameof(CancellationRequested))]
[JsonDerivedType(typeof(DocumentsAwaited), nameof(DocumentsAwaited))]
[JsonDerivedType(typeof(DocumentsSubmitted), nameof(DocumentsSubmitted))]
[JsonDerivedType(typeof(ReviewStarted), nameof(ReviewStarted))]
[JsonDerivedType(typeof(ReviewOverdue), nameof(ReviewOverdue))]
[JsonDerivedType(typeof(SupplementRequested), nameof(SupplementRequested))]
[JsonDerivedType(typeof(CancellationApproved), nameof(CancellationApproved))]
[JsonDerivedType(typeof(CancellationRejected), nameof(CancellationRejected))]
[JsonDerivedType(typeof(CancellationWithdrawn), nameof(CancellationWithdrawn))]
[JsonDerivedType(typeof(CancellationLapsed), nameof(CancellationLapsed))]
[JsonDerivedType(typeof(ClearingStarted), nameof(ClearingStarted))]
[JsonDerivedType(typeof(DocumentJudged), nameof(DocumentJudged))]
[JsonDerivedType(typeof(CancellationOverdue), nameof(CancellationOverdue))]
[JsonDerivedType(typeof(ServiceEnded), nameof(ServiceEnded))]
[JsonDerivedType(typeof(TermsChangeAnnounced), nameof(TermsChangeAnnounced))]
[JsonDerivedType(typeof(AccountSettled), nameof(AccountSettled))]
[JsonDerivedType(typeof(SubscriptionClosed), nameof(SubscriptionClosed))]
[JsonDerivedType(typeof(RefundRecorded), nameof(RefundRecorded))]
[JsonDerivedType(typeof(RefundRetryDue), nameof(RefundRetryDue))]
[JsonDerivedType(typeof(RefundOverdue), nameof(RefundOverdue))]
[JsonDerivedType(typeof(RefundReleased), nameof(RefundReleased))]
[JsonDerivedType(typeof(BalanceDispositionChosen), nameof(BalanceDispositionChosen))]
[JsonDerivedType(typeof(TransferRecorded), nameof(TransferRecorded))]
[JsonDerivedType(typeof(TransferReceived), nameof(TransferReceived))]
[JsonDerivedType(typeof(DuesWrittenOff), nameof(DuesWrittenOff))]
[JsonDerivedType(typeof(DeviceBound), nameof(DeviceBound))]
[JsonDerivedType(typeof(DeviceUnbound), nameof(DeviceUnbound))]
[JsonDerivedType(typeof(DeviceUnbindRequested), nameof(DeviceUnbindRequested))]
[JsonDerivedType(typeof(DeviceReportedLost), nameof(DeviceReportedLost))]
[JsonDerivedType(typeof(ProfileReported), nameof(ProfileReported))]
[JsonDerivedType(typeof(FactConflicted), nameof(FactConflicted))]
public abstract record LifecycleEvent
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
