using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>An instruction to the host to act on another system: a message, a charge, a payout, an order to a platform.</summary>
/// <remarks>
/// Instructions are a pure function of a stored event, so that none is lost in a crash and none is carried out twice. Process them from an
/// outbox that is filled from stored events. <see cref="Key"/> is the same each time for the same event: pass it to payment providers and
/// platforms as the idempotency key. Before carrying one out, ask whether it is still wanted (<see cref="IsStillWanted"/>), because what
/// waited in the outbox may have been overtaken. Immutable and thread-safe.
/// </remarks>
public abstract partial record Instruction
{
    private SubscriptionId _subscription;
    private long _version;
    private Instant _at;

    private protected Instruction(string key) => Key = key;

    /// <summary>Gets the idempotency key: the subscription, the version of the event, and the action.</summary>
    [JsonPropertyOrder(-4)]
    public string Key { get; }

    /// <summary>Gets the id of the subscription to which the instruction belongs.</summary>
    [JsonPropertyOrder(-3)]
    public SubscriptionId Subscription
    {
        get => _subscription;
        init => _subscription = value;
    }

    /// <summary>Gets the version of the event from which the instruction follows.</summary>
    [JsonPropertyOrder(-2)]
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>Gets the instant of the event from which the instruction follows.</summary>
    [JsonPropertyOrder(-1)]
    public Instant At
    {
        get => _at;
        init => _at = value;
    }

    /// <summary>Returns the instructions that follow from a stored event; empty for most events.</summary>
    /// <example>
    /// <code>
    /// foreach (var instruction in Instruction.From(stored))
    /// {
    ///     if (instruction is ChargePayment charge &amp;&amp; charge.IsStillWanted(subscription))
    ///         Console.WriteLine($"charge {charge.Amount} with the idempotency key {charge.Key}");
    /// }
    /// </code>
    /// </example>
    /// <param name="stored">An event of a decision, which the host has stored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is null.</exception>
    public static ValueList<Instruction> From(LifecycleEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var outbox = new Outbox(stored);
        if (stored.Service is { } service)
            outbox.Serve(service);
        stored.Instruct(ref outbox);
        return outbox.ToList();
    }

    /// <summary>
    /// Determines whether the instruction is still to be carried out; false once it has been answered or overtaken by what happened since.
    /// </summary>
    /// <remarks>
    /// <para>For example: a charge that was answered, given up or voided, or of which a newer attempt was made; the deletion of a profile on a
    /// device that is bound again; a payout that a newer one replaced; a message about a state that has passed. Drop an instruction that is
    /// no longer wanted: it is not missed. What it is about can come back (a device is bound and unbound again, a request made and withdrawn again), and
    /// then it may be wanted again by a state, but whatever came between has instructions of its own.</para>
    /// <para>The state has no clock: call <see cref="Lifecycle.Advance"/> first and pass what it returns. Allocates nothing.</para>
    /// </remarks>
    /// <param name="subscription">The current state of the subscription.</param>
    /// <exception cref="ArgumentNullException"><paramref name="subscription"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="subscription"/> is another subscription, or its state is older than the instruction.
    /// </exception>
    public bool IsStillWanted(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (subscription.Id != Subscription || subscription.Version < Version)
        {
            throw new ArgumentException(
                $"The state is version {subscription.Version} of '{subscription.Id}'; expected version {Version} or later of '{Subscription}'.", nameof(subscription));
        }

        return IsWanted(subscription);
    }

    /// <summary>Determines whether a later state of the same subscription still wants it; every instruction says so for itself.</summary>
    private protected abstract bool IsWanted(Subscription state);

    /// <summary>Says what there is to tell of it.</summary>
    internal virtual Facts ListFacts() => Facts.None;

    internal void Stamp(LifecycleEvent stored) => (_subscription, _version, _at) = (stored.Subscription, stored.Version, stored.At);
}

/// <summary>An instruction to send a message to the customer, at the contact on file.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Template">The content of the message.</param>
public sealed record SendMessage(string Key, MessageTemplate Template) : Instruction(Key)
{
    /// <summary>
    /// Gets what the message is about: the key of the charge, purchase, pack, refund leg or request to port out, or the reference of the payout, transfer,
    /// late charge or returned card;
    /// none if it is about a document or the subscription as a whole.
    /// </summary>
    public Reference About { get; init; }

    /// <summary>Gets the document that the message is about; none if it is about none.</summary>
    public PersonalReference Document { get; init; }

    /// <summary>Gets the code of the plan that the message names; null if it names none.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the code of the pack that the message names; null if it names none.</summary>
    public string? Pack { get; init; }

    /// <summary>Gets the amount that the message names; null if it names none.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets the amount of data that is left, in bytes, for a message that data runs low; null for others.</summary>
    public long? LeftBytes { get; init; }

    /// <summary>Gets the first date that is no longer paid, for a message about paid time; null for others.</summary>
    public LocalDate? PaidUntil { get; init; }

    /// <summary>
    /// Gets the time at which what the message tells ends or goes on: grace ends, a pack expires, a charge is tried again, the next
    /// reminder follows, documents have to be there, a refund has to be paid, service ends; null if there is none.
    /// </summary>
    public Instant? Until { get; init; }

    /// <summary>Gets the date from which announced terms apply; null for other messages.</summary>
    public LocalDate? EffectiveOn { get; init; }

    /// <summary>Gets the reason for which the cancellation was rejected; null for other messages.</summary>
    public RejectionReason? Rejection { get; init; }

    /// <summary>Gets the deadline that was missed when the cancellation lapsed; null for other messages.</summary>
    public LapseReason? Lapse { get; init; }

    /// <summary>Gets the kinds of document that the message asks for, or that was not accepted; empty for others.</summary>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the devices that a reminder asks to unbind; empty for others.</summary>
    public ValueList<Eid> Devices { get; init; }

    internal override Facts ListFacts() => new(
        ("about", About),
        ("plan", Plan),
        ("pack", Pack),
        ("amount", Amount),
        ("left", LeftBytes),
        ("paidUntil", PaidUntil),
        ("until", Until == At ? null : Until),
        ("at", Until),
        ("effectiveOn", EffectiveOn),
        ("rejection", Rejection),
        ("lapse", Lapse),
        ("documents", Documents),
        ("devices", Devices));

    /// <summary>Wanted while what it tells is true, it was not logged as sent, and personal data was not erased: there is nobody to tell it to then.</summary>
    private protected override bool IsWanted(Subscription state) => state.Closure is not { ErasedAt: not null }
        && MessageRules.IsTrue(this, state) && !state.References.Contains(MoneyReferences.OfMessage(Key));
}

/// <summary>An instruction to charge the customer and to report the outcome with <see cref="RecordPayment"/>.</summary>
/// <param name="Key">The idempotency key, which is different for each attempt.</param>
/// <param name="Charge">The reference for <see cref="RecordPayment.Charge"/>, which is the same for every attempt.</param>
/// <param name="Amount">The amount to charge.</param>
/// <param name="Method">The payment method to charge.</param>
/// <param name="Attempt">The number of the attempt, starting at 1.</param>
public sealed record ChargePayment(string Key, Reference Charge, Money Amount, PaymentMethod Method, int Attempt) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("amount", Amount), ("method", Method), ("charge", Charge), ("attempt", Facts.Many(Attempt)));

    /// <summary>Wanted while this very attempt waits for its outcome; auto-renewal charges nobody who is out of service.</summary>
    private protected override bool IsWanted(Subscription state) => state.Renewal.Find(Charge) is { AnswerDueBy: not null } charge
        && charge.Attempt == Attempt && charge.Amount == Amount
        && (!charge.IsAutomatic || state.Status is SubscriptionStatus.Active or SubscriptionStatus.Grace || state.RenewsUntilEnd)
        && (charge.Pack is null or { Kind: PackKind.Validity } ? !state.Renewal.Purchases.HasTime : state.Status != SubscriptionStatus.Grace)
        && (charge.Purpose != ChargePurpose.PlanChange || charge.Plan != state.Contract!.Plan);
}

/// <summary>
/// An instruction to put a purchase into effect at the carrier's system and, if confirmation is required, to report that with
/// <see cref="ReportProvisioning"/>.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Provisioning">The reference for the report; none if no confirmation is required.</param>
/// <param name="Code">
/// The code of the plan or pack that begins; null if the plan continues, and for another attempt.
/// </param>
/// <param name="Attempt">The number of the attempt, starting at 1, which the report of a failure has to name.</param>
public sealed record ProvisionService(string Key, Reference Provisioning = default, string? Code = null, int Attempt = 1) : Instruction(Key)
{
    /// <summary>Gets the time at which what is put into effect ends; null if it goes on as before.</summary>
    public Instant? EndsAt { get; init; }

    internal override Facts ListFacts() => new(
        ("code", Code),
        ("provisioning", Provisioning),
        ("attempt", Facts.Many(Attempt)),
        ("until", EndsAt == At ? null : EndsAt));

    /// <summary>
    /// Wanted while this very attempt is to be confirmed or, where nothing is, while what was bought is still there: a pack until it
    /// expires, time as long as the paid term reaches as far.
    /// </summary>
    private protected override bool IsWanted(Subscription state)
    {
        if (Provisioning != default)
            return state.Renewal.Purchases.Find(Provisioning) is { } purchase && purchase.Attempt == Attempt;
        if (state.Status == SubscriptionStatus.Closed)
            return false;
        if (EndsAt is not { } endsAt)
            return state.Cancellation is not { ServiceEndedAt: not null };
        foreach (var pack in state.Usage.Packs)
        {
            if (pack.Terms.Code == Code && pack.ExpiresAt == endsAt)
                return true;
        }

        // A pack of time ends at once by itself, and counts as paid time.
        return state.Term.Periods.Count > 0 && (endsAt == At || (state.Term.PaidUntil >= endsAt && (Code is null || Code == state.Contract!.Plan.Code)));
    }
}

/// <summary>
/// An instruction to disable the profile, because its device is lost, or because the next instruction deletes the profile.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record DisableProfile(string Key, Eid Device) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("device", Device));

    /// <summary>Wanted while the device is lost, leaving or gone, and its profile was not reported as disabled or deleted.</summary>
    private protected override bool IsWanted(Subscription state) => state.FindBinding(Device) is { } binding
        ? binding is { LostAt: not null } or { Status: BindingStatus.UnbindRequested } && !IsOff(binding.Profile)
        : state.DeviceHistory.IndexOf(Device) is not (var unbound and >= 0) || !IsOff(state.DeviceHistory.Unbound[unbound].Profile);

    private static bool IsOff(ProfileSummary? profile) =>
        profile is { State: ProfileState.Disabled or ProfileState.Deleted or ProfileState.Unavailable };
}

/// <summary>
/// An instruction to delete the profile at the platform (after disabling it, if it is enabled), because its device is unbound or about to
/// be. Report the outcome with <see cref="ReportProfile"/>.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record DeleteProfile(string Key, Eid Device) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("device", Device));

    /// <summary>Wanted while the device is leaving or gone, and its profile was not reported as deleted.</summary>
    private protected override bool IsWanted(Subscription state) => state.FindBinding(Device) is { } binding
        ? binding.Status == BindingStatus.UnbindRequested && !IsGone(binding.Profile)
        : state.DeviceHistory.IndexOf(Device) is not (var unbound and >= 0) || !IsGone(state.DeviceHistory.Unbound[unbound].Profile);

    private static bool IsGone(ProfileSummary? profile) => profile is { State: ProfileState.Deleted or ProfileState.Unavailable };
}

/// <summary>
/// An instruction to pay a refund to the customer and to report it with <see cref="RecordRefund"/>. It replaces an earlier instruction for
/// the same leg: any part of that payout that was not begun is included here.
/// </summary>
/// <param name="Key">The idempotency key, which is different for each attempt.</param>
/// <param name="Amount">The amount to pay: the whole unpaid rest of the leg.</param>
/// <param name="Payment">The payment to refund; none if the money did not come from a payment, or from an unknown one.</param>
/// <param name="Method">The payment method of that payment; null if it is not known.</param>
/// <param name="Leg">
/// The reference for <see cref="RecordRefund.Leg"/>, which is the same for every attempt. None for money in another currency than the
/// ledger's, for which no report is needed.
/// </param>
public sealed record PayRefund(
    string Key,
    Money Amount,
    Reference Payment = default,
    PaymentMethod? Method = null,
    Reference Leg = default) : Instruction(Key)
{
    /// <summary>Gets the number of the attempt to pay the leg, starting at 1.</summary>
    public int Attempt { get; init; } = 1;

    internal override Facts ListFacts() => new(
        ("amount", Amount),
        ("payment", Payment),
        ("method", Method),
        ("leg", Leg),
        ("attempt", Facts.Many(Attempt)));

    /// <summary>
    /// Wanted while this very attempt is due and nothing of it is under way; money in another currency, of which nothing is reported, while
    /// the bank has not taken it back.
    /// </summary>
    private protected override bool IsWanted(Subscription state)
    {
        if (Leg == default)
            return state.Payments.Find(Payment, static (payment, reference) => payment.Reference == reference) is not { ChargedBack: not null };
        foreach (var leg in state.Refunds)
        {
            if (leg.Key == Leg)
                return leg.Status == RefundStatus.Due && leg.Attempt == Attempt && leg.Outstanding == Amount && state.UnderWay(Leg).IsZero;
        }

        return false;
    }
}

/// <summary>
/// An instruction to move money to another subscription or account: give that subscription <see cref="ReceiveTransfer"/>, or pay into that
/// account, and report the outcome here with <see cref="RecordTransfer"/>. It replaces an earlier instruction for the same transfer, from
/// which a part was taken.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Transfer">The reference of the transfer, for both commands.</param>
/// <param name="Amount">The amount to move.</param>
/// <param name="To">The subscription or account that receives the money.</param>
public sealed record TransferBalance(string Key, Reference Transfer, Money Amount, PersonalReference To) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("amount", Amount), ("to", To), ("transfer", Transfer));

    /// <summary>Wanted while all of it is to be transferred.</summary>
    private protected override bool IsWanted(Subscription state)
    {
        var rest = Amount;
        foreach (var leg in state.Refunds)
        {
            if (leg.Transfer == Transfer && leg.Status == RefundStatus.TransferDue)
                rest -= leg.Outstanding;
        }

        return rest.IsZero;
    }
}

/// <summary>An instruction to the carrier's system to port the number out, and to report the outcome with <see cref="ReportPortOut"/>.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="PortOut">The reference for the report.</param>
/// <param name="Number">The number.</param>
public sealed record PortOutNumber(string Key, Reference PortOut, Msisdn Number) : Instruction(Key)
{
    /// <summary>Gets what the host keeps about the request, as a reference; none if there is nothing.</summary>
    public PersonalReference Note { get; init; }

    internal override Facts ListFacts() => new(("number", Number), ("portOut", PortOut));

    /// <summary>Wanted while the outcome is awaited.</summary>
    private protected override bool IsWanted(Subscription state) => state.Closure!.Number!.UnderWay?.Key == PortOut;
}

/// <summary>An instruction to the carrier's system to release the number: anybody else may get it.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Number">The number.</param>
public sealed record ReleaseNumber(string Key, Msisdn Number) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("number", Number));

    /// <summary>Wanted unless it turns out that the number was ported out or taken over before.</summary>
    private protected override bool IsWanted(Subscription state) => state.Closure!.Number!.Status == NumberStatus.Released;
}

/// <summary>
/// An instruction to tell an earlier subscription, with <see cref="ReportNumberReused"/>, that this one has its number now, so that it does not release it.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Predecessor">The earlier subscription.</param>
/// <param name="Number">The number.</param>
public sealed record TakeNumber(string Key, SubscriptionId Predecessor, Msisdn Number) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("predecessor", Predecessor), ("number", Number));

    /// <summary>Always wanted: the number is in use here, whatever becomes of that.</summary>
    private protected override bool IsWanted(Subscription state) => true;
}

/// <summary>
/// An instruction to erase what the host keeps under these keys, and to pseudonymise the stored events, messages and copies of this subscription, in which more
/// of them may stand than its state remembered.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Data">What the state held.</param>
public sealed record ErasePersonalData(string Key, PersonalData Data) : Instruction(Key)
{
    /// <summary>Always wanted: what is erased stays erased.</summary>
    private protected override bool IsWanted(Subscription state) => true;
}

/// <summary>
/// An instruction to tell an earlier subscription, with <see cref="RecordDuesMoved"/>, that what was owed to it is owed to this one now.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Predecessor">The earlier subscription.</param>
/// <param name="Amount">The amount.</param>
public sealed record MoveDues(string Key, SubscriptionId Predecessor, Money Amount) : Instruction(Key)
{
    internal override Facts ListFacts() => new(("predecessor", Predecessor), ("amount", Amount));

    /// <summary>Always wanted: it is owed here, whatever becomes of that.</summary>
    private protected override bool IsWanted(Subscription state) => true;
}

/// <summary>An instruction to cancel every unsent message to the customer: reminders, advice, offers.</summary>
/// <param name="Key">The idempotency key.</param>
public sealed record CancelMessages(string Key) : Instruction(Key)
{
    /// <summary>Always wanted: what is closed stays closed.</summary>
    private protected override bool IsWanted(Subscription state) => state.Status == SubscriptionStatus.Closed;
}

/// <summary>
/// An instruction about the service that the network gives: to start it, to limit it, to bar it or to stop it. None repeats what the network was
/// told before, so that the last one that was carried out is the service that the subscription is to have (<see cref="Subscription.Service"/>).
/// </summary>
public abstract record ServiceInstruction : Instruction
{
    private protected ServiceInstruction(string key)
        : base(key)
    {
    }

    /// <summary>Wanted until another one takes its place.</summary>
    private protected sealed override bool IsWanted(Subscription state) => state.Service.Version == Version;
}

/// <summary>An instruction to give full service: for the first time, or again after it was limited, barred or stopped.</summary>
/// <param name="Key">The idempotency key.</param>
public sealed record StartService(string Key) : ServiceInstruction(Key);

/// <summary>An instruction to limit service, because the paid time has ended and the number is kept for a while.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Limit">The service that is left, as the policy has it (<see cref="RenewalPolicy.GraceService"/>).</param>
public sealed record LimitService(string Key, GraceService Limit) : ServiceInstruction(Key)
{
    internal override Facts ListFacts() => new(("limit", Limit));
}

/// <summary>An instruction to bar service, because the subscription is suspended, or because another holder suspends it now.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Holder">The holder of the suspension.</param>
public sealed record BarService(string Key, SuspensionHolder Holder) : ServiceInstruction(Key)
{
    internal override Facts ListFacts() => new(("holder", Holder));
}

/// <summary>
/// An instruction to stop service: the subscription is closed, or service ends while a cancellation is open; the number and the profiles are
/// kept as long as it is.
/// </summary>
/// <param name="Key">The idempotency key.</param>
public sealed record StopService(string Key) : ServiceInstruction(Key);

/// <summary>The content of a message to the customer.</summary>
[JsonConverter(typeof(EnumJsonConverter<MessageTemplate>))]
public enum MessageTemplate
{
    /// <summary>The subscription is active.</summary>
    Activated,

    /// <summary>The subscription is suspended.</summary>
    Suspended,

    /// <summary>The subscription is back in service.</summary>
    Resumed,

    /// <summary>A period was bought.</summary>
    Renewed,

    /// <summary>The grace period has begun: the number is kept for a while.</summary>
    GraceEntered,

    /// <summary>A period or plan has taken effect: the customer should check the eSIM's settings on the device again.</summary>
    CheckSettings,

    /// <summary>The paid time ends soon.</summary>
    RenewalReminder,

    /// <summary>Grace ends soon, and the number will be lost. The message gives the end.</summary>
    GraceReminder,

    /// <summary>Automatic renewal was given up.</summary>
    AutoRenewalGivenUp,

    /// <summary>The top-up or pack extended the paid time.</summary>
    ValidityExtended,

    /// <summary>A pack was bought.</summary>
    PackBought,

    /// <summary>Another plan was scheduled for the next period, or that change was cancelled.</summary>
    PlanChangeScheduled,

    /// <summary>Another plan has taken effect.</summary>
    PlanChanged,

    /// <summary>Free credit was granted.</summary>
    CreditGranted,

    /// <summary>The data allowance is running low.</summary>
    DataLow,

    /// <summary>The data allowance is used up.</summary>
    DataExhausted,

    /// <summary>The balance is running low.</summary>
    BalanceLow,

    /// <summary>The subscription has not been used for a long time: auto-renewal could be switched off.</summary>
    DisuseAdvice,

    /// <summary>A reserved purchase could not be put into effect; the money is returned.</summary>
    ProvisioningFailed,

    /// <summary>Dues are open.</summary>
    DuesOpen,

    /// <summary>A charge for earlier usage arrived late: it is due, as far as it is not set off against a refund.</summary>
    LateChargeDue,

    /// <summary>The dispute of a late charge was received: until it is decided nobody asks for the charge.</summary>
    LateChargeDisputed,

    /// <summary>The dispute of a late charge was decided against the customer: it is due.</summary>
    LateChargeUpheld,

    /// <summary>A late charge was cancelled: what was paid of it comes back.</summary>
    LateChargeCancelled,

    /// <summary>The physical card came back and is credited.</summary>
    CardCredited,

    /// <summary>The physical card came back and is not credited: it is too late, or not the one, or nothing is offered for it.</summary>
    CardNotCredited,

    /// <summary>A payment failed.</summary>
    PaymentFailed,

    /// <summary>A payment could not be kept and is returned.</summary>
    PaymentSentBack,

    /// <summary>A payment does not cover what was charged: the rest is still to be paid.</summary>
    PaymentIncomplete,

    /// <summary>The cancellation request was received.</summary>
    CancellationReceived,

    /// <summary>Documents are requested.</summary>
    DocumentsAsked,

    /// <summary>More documents are requested.</summary>
    SupplementAsked,

    /// <summary>Documents are still missing. The message names them, and gives the time after which the cancellation lapses.</summary>
    DocumentsReminder,

    /// <summary>Documents of the supplement are still missing. The message names them, and gives the time after which the cancellation lapses.</summary>
    SupplementReminder,

    /// <summary>A document was rejected: another one is needed.</summary>
    DocumentNotAccepted,

    /// <summary>The cancellation is approved.</summary>
    CancellationApproved,

    /// <summary>
    /// Devices are still bound, or dues open. The message names the devices and the amount, and gives the time by which the cancellation has to
    /// be cleared.
    /// </summary>
    ClearingReminder,

    /// <summary>The terms will change. The message gives the date until which the customer may cancel because of that.</summary>
    TermsChangeAnnounced,

    /// <summary>The cancellation takes longer than promised.</summary>
    CancellationDelayed,

    /// <summary>The cancellation is rejected.</summary>
    CancellationRejected,

    /// <summary>The cancellation was withdrawn.</summary>
    CancellationWithdrawn,

    /// <summary>The cancellation lapsed, because a requirement was not met in time.</summary>
    CancellationLapsed,

    /// <summary>The subscription is closed.</summary>
    Closed,

    /// <summary>The refund has been paid.</summary>
    RefundPaid,

    /// <summary>The refund could not be paid; another payout method is needed.</summary>
    RefundFailed,

    /// <summary>The balance has been transferred.</summary>
    TransferDone,

    /// <summary>The balance could not be transferred, and is paid back.</summary>
    TransferFailed,

    /// <summary>The number was ported out to another carrier.</summary>
    NumberPortedOut,

    /// <summary>The number could not be ported out.</summary>
    PortOutFailed,
}

/// <summary>Collects the instructions of one event.</summary>
internal ref struct Outbox(LifecycleEvent stored)
{
    private ValueList<Instruction> _list;

    public void Tell(
        MessageTemplate template, Reference about = default, Money? amount = null, LocalDate? paidUntil = null, Instant? until = null, string? plan = null,
        ValueList<DocumentKind> documents = default) =>
        Tell(Message(template) with { About = about, Plan = plan, Amount = amount, PaidUntil = paidUntil, Until = until, Documents = documents });

    public void Tell(SendMessage message) => Add(message);

    /// <summary>A message with its key, and nothing else yet.</summary>
    public readonly SendMessage Message(MessageTemplate template) => new(KeyOf($"message-{template}"), template);

    public void Remind(ReminderDue reminder)
    {
        var template = reminder.Of switch
        {
            DeadlineKind.Documents => MessageTemplate.DocumentsReminder,
            DeadlineKind.Supplement => MessageTemplate.SupplementReminder,
            DeadlineKind.Clearing => MessageTemplate.ClearingReminder,
            _ => MessageTemplate.GraceReminder,
        };
        Tell(Message(template) with
        {
            Amount = reminder.Dues,
            Until = reminder.EndsAt,
            Documents = reminder.Documents,
            Devices = reminder.Devices,
        });
    }

    public void ChargePayment(Charge charge) =>
        Add(new ChargePayment(KeyOf("charge"), charge.Key, charge.Amount, charge.Method, charge.Attempt));

    public void Provision(Reference provisioning, string? code, Instant? endsAt, int attempt = 1) =>
        Add(new ProvisionService(KeyOf("provision"), provisioning, code, attempt) { EndsAt = endsAt });

    public void DisableProfile(Eid device) => Add(new DisableProfile(KeyOf($"disable-profile-{device}"), device));

    /// <summary>
    /// Disables and deletes the profile in two instructions at once, in order, because the first may never be reported as done.
    /// </summary>
    public void RemoveProfile(Eid device, bool disableFirst)
    {
        if (disableFirst)
            DisableProfile(device);
        Add(new DeleteProfile(KeyOf($"delete-profile-{device}"), device));
    }

    public void PayRefund(Money amount, PaymentReceipt payment) => Add(new PayRefund(KeyOf("refund"), amount, payment.Reference, payment.Method));

    /// <summary>Has a leg paid that is due; one that is held, or that a payout is under way for, waits.</summary>
    public void PayRefund(RefundLeg leg)
    {
        if (leg.Status == RefundStatus.Due)
            Add(new PayRefund(KeyOf(leg.Key.Text), leg.Outstanding, leg.Payment, leg.Method, leg.Key) { Attempt = leg.Attempt });
    }

    /// <summary>One instruction for each transfer of the legs that are to be moved.</summary>
    public void TransferBalance(ValueList<RefundLeg> legs)
    {
        for (var i = 0; i < legs.Count; i++)
        {
            if (legs[i] is not { Status: RefundStatus.TransferDue, Transfers: [.., var latest] })
                continue;
            var whole = Money.Zero(latest.Amount.Currency);
            var first = i;
            for (var j = 0; j < legs.Count; j++)
            {
                if (legs[j].Status != RefundStatus.TransferDue || legs[j].Transfer != latest.Transfer)
                    continue;
                first = Math.Min(first, j);
                whole += legs[j].Outstanding;
            }

            if (first == i)
                Add(new TransferBalance(KeyOf(latest.Transfer.Text), latest.Transfer, whole, latest.To));
        }
    }

    /// <summary>Tells anew, with what is left of them, what is to be paid or moved after legs were reduced.</summary>
    public void Replace(ValueList<RefundLeg> legs)
    {
        foreach (var leg in legs)
            PayRefund(leg);
        TransferBalance(legs);
    }

    public void Serve(ServiceState service) => Add(service.Level switch
    {
        ServiceLevel.Started => new StartService(KeyOf("start-service")),
        ServiceLevel.Limited => new LimitService(KeyOf("limit-service"), service.Limit!.Value),
        ServiceLevel.Barred => new BarService(KeyOf("bar-service"), service.Holder!.Value),
        _ => new StopService(KeyOf("stop-service")),
    });

    public void MoveDues(SubscriptionId predecessor, Money amount) => Add(new MoveDues(KeyOf("move-dues"), predecessor, amount));

    public void PortOut(Reference portOut, Msisdn number, PersonalReference note) => Add(new PortOutNumber(KeyOf(portOut.Text), portOut, number) { Note = note });

    public void ReleaseNumber(Msisdn number) => Add(new ReleaseNumber(KeyOf("release-number"), number));

    public void TakeNumber(SubscriptionId predecessor, Msisdn number) => Add(new TakeNumber(KeyOf("take-number"), predecessor, number));

    public void ErasePersonalData(PersonalData data) => Add(new ErasePersonalData(KeyOf("erase-personal-data"), data));

    public void CancelMessages() => Add(new CancelMessages(KeyOf("cancel-messages")));

    public readonly ValueList<Instruction> ToList() => _list;

    private void Add(Instruction instruction)
    {
        instruction.Stamp(stored);
        _list = _list.Add(instruction);
    }

    private readonly string KeyOf(string what) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stored.Subscription}/{stored.Version}/{what}");
}
