using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>What the host must now do outside: a pure function of a stored event, so that none is lost in a crash and none done twice.</summary>
/// <remarks>
/// Work instructions off from an outbox that is filled from stored events. <see cref="Key"/> is the same each time the same event is asked: give it
/// to payment providers and platforms as the idempotency key. Thread-safe: it never changes.
/// </remarks>
public abstract partial record Instruction
{
    private protected Instruction(string key) => Key = key;

    /// <summary>The idempotency key: subscription, version of the event, and what to do.</summary>
    [JsonPropertyOrder(-1)]
    public string Key { get; }

    /// <summary>What the host must do because of a stored event; empty for most.</summary>
    /// <param name="stored">An event that a decision gave and the host has stored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> is null.</exception>
    public static ValueList<Instruction> From(LifecycleEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var outbox = new Outbox(stored);
        stored.Instruct(ref outbox);
        return outbox.ToList();
    }
}

/// <summary>Tell the customer something, at the contact on file.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Template">What to tell.</param>
public sealed record SendMessage(string Key, MessageTemplate Template) : Instruction(Key);

/// <summary>Charge the customer, and report the outcome with <see cref="RecordPayment"/>.</summary>
/// <param name="Key">The idempotency key: a new one for each try.</param>
/// <param name="Charge">What to name in <see cref="RecordPayment.Charge"/>: the same for every try.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="Attempt">Which try it is, counted from 1.</param>
public sealed record ChargePayment(string Key, Reference Charge, Money Amount, PaymentMethod Method, int Attempt) : Instruction(Key);

/// <summary>Put what was bought in effect at the carrier's system and, where it has to be confirmed, report that with <see cref="ReportProvisioning"/>.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Provisioning">What to name in the report; none where no confirmation is asked for.</param>
/// <param name="Code">The code of the plan or pack that begins; null where the plan goes on (also after it had been stopped), and for another try.</param>
/// <param name="Attempt">Which try it is, counted from 1; name it in the report of a failure.</param>
public sealed record ProvisionService(string Key, Reference Provisioning = default, string? Code = null, int Attempt = 1) : Instruction(Key);

/// <summary>Switch the profile off: because its device is lost, or because it has to be off before it is deleted, which the next instruction asks for.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record DisableProfile(string Key, Eid Device) : Instruction(Key);

/// <summary>
/// Delete the profile at the platform (disabling it first where it is enabled), because its device is unbound or to be. Report what comes of it with
/// <see cref="ReportProfile"/>.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Device">The EID of the device's eUICC.</param>
public sealed record DeleteProfile(string Key, Eid Device) : Instruction(Key);

/// <summary>
/// Pay money back to the customer, and report it with <see cref="RecordRefund"/>. What was not begun of an earlier one for the same leg is in it: it takes its place.
/// </summary>
/// <param name="Key">The idempotency key: a new one for each try.</param>
/// <param name="Amount">How much: of the leg, all that is not paid.</param>
/// <param name="Payment">The payment it goes back to; none where the money did not come by one, or not by one that is known.</param>
/// <param name="Method">How that payment was made; null where it is not known.</param>
/// <param name="Leg">
/// What to name in <see cref="RecordRefund.Leg"/>: the same for every try. None for money in another currency than the ledger's, of which nothing need be reported.
/// </param>
public sealed record PayRefund(
    string Key,
    Money Amount,
    Reference Payment = default,
    PaymentMethod? Method = null,
    Reference Leg = default) : Instruction(Key);

/// <summary>
/// Move money to another subscription or account: give that <see cref="ReceiveTransfer"/>, or pay it in there, and report the outcome here with
/// <see cref="RecordTransfer"/>.
/// </summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Transfer">What to name in both.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">The subscription or account that takes it.</param>
public sealed record TransferBalance(string Key, Reference Transfer, Money Amount, Reference To) : Instruction(Key);

/// <summary>Take back every message to the customer that still waits to be sent: reminders, advice, offers.</summary>
/// <param name="Key">The idempotency key.</param>
public sealed record CancelMessages(string Key) : Instruction(Key);

/// <summary>Stop service at the carrier's system: the number and the profiles stay, for as long as the cancellation is open.</summary>
/// <param name="Key">The idempotency key.</param>
public sealed record StopService(string Key) : Instruction(Key);

/// <summary>What a message tells the customer.</summary>
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

    /// <summary>Grace has begun: the number is kept for a while.</summary>
    GraceEntered,

    /// <summary>A period or plan is in effect: check the eSIM's settings on the device again.</summary>
    CheckSettings,

    /// <summary>What is paid ends soon.</summary>
    RenewalReminder,

    /// <summary>The automatic renewal was given up.</summary>
    AutoRenewalGivenUp,

    /// <summary>The top-up or pack bought time.</summary>
    ValidityExtended,

    /// <summary>A pack was bought.</summary>
    PackBought,

    /// <summary>Another plan will begin with the next period, or no longer will.</summary>
    PlanChangeScheduled,

    /// <summary>Another plan has begun.</summary>
    PlanChanged,

    /// <summary>There is free credit.</summary>
    CreditGranted,

    /// <summary>Data runs low.</summary>
    DataLow,

    /// <summary>Data has run out.</summary>
    DataExhausted,

    /// <summary>The balance runs low.</summary>
    BalanceLow,

    /// <summary>Nothing was used for long: auto-renewal could be switched off.</summary>
    DisuseAdvice,

    /// <summary>What was reserved could not be put in effect; the money comes back.</summary>
    ProvisioningFailed,

    /// <summary>Something is owed.</summary>
    DuesOpen,

    /// <summary>A payment failed.</summary>
    PaymentFailed,

    /// <summary>A payment could not be kept and goes back.</summary>
    PaymentSentBack,

    /// <summary>The cancellation request has arrived.</summary>
    CancellationReceived,

    /// <summary>Documents are asked for.</summary>
    DocumentsAsked,

    /// <summary>More documents are asked for.</summary>
    SupplementAsked,

    /// <summary>A document can't be used: another one is needed.</summary>
    DocumentNotAccepted,

    /// <summary>The cancellation is approved.</summary>
    CancellationApproved,

    /// <summary>The terms will change; until when one may leave because of that.</summary>
    TermsChangeAnnounced,

    /// <summary>The cancellation takes longer than promised.</summary>
    CancellationDelayed,

    /// <summary>The cancellation is rejected.</summary>
    CancellationRejected,

    /// <summary>The cancellation was taken back.</summary>
    CancellationWithdrawn,

    /// <summary>The cancellation ended, because something did not come in time.</summary>
    CancellationLapsed,

    /// <summary>The subscription is closed.</summary>
    Closed,

    /// <summary>The refund has been paid.</summary>
    RefundPaid,

    /// <summary>The refund could not be paid; another way is needed.</summary>
    RefundFailed,

    /// <summary>The balance has been moved.</summary>
    TransferDone,

    /// <summary>The balance could not be moved, and is paid back.</summary>
    TransferFailed,
}

/// <summary>Collects the instructions of one event.</summary>
internal ref struct Outbox(LifecycleEvent stored)
{
    private ValueList<Instruction> _list;

    public void Tell(MessageTemplate template) => Add(new SendMessage(KeyOf($"message-{template}"), template));

    public void ChargePayment(Charge charge) =>
        Add(new ChargePayment(KeyOf("charge"), charge.Key, charge.Amount, charge.Method, charge.Attempt));

    public void Provision(Reference provisioning, string? code, int attempt = 1) => Add(new ProvisionService(KeyOf("provision"), provisioning, code, attempt));

    public void DisableProfile(Eid device) => Add(new DisableProfile(KeyOf($"disable-profile-{device}"), device));

    /// <summary>Both at once and in order, because that the first is done may never be reported.</summary>
    public void RemoveProfile(Eid device, bool disableFirst)
    {
        if (disableFirst)
            DisableProfile(device);
        Add(new DeleteProfile(KeyOf($"delete-profile-{device}"), device));
    }

    public void PayRefund(Money amount, PaymentReceipt payment) => Add(new PayRefund(KeyOf("refund"), amount, payment.Reference, payment.Method));

    public void PayRefund(RefundLeg leg) => Add(new PayRefund(KeyOf(leg.Key.Text), leg.Outstanding, leg.Payment, leg.Method, leg.Key));

    /// <summary>One transfer of all the legs that are to be moved.</summary>
    public void TransferBalance(ValueList<RefundLeg> legs, BalanceChoice? choice)
    {
        Money? amount = null;
        Reference transfer = default;
        foreach (var leg in legs)
        {
            if (leg.Status != RefundStatus.TransferDue)
                continue;
            amount = amount is { } sum ? sum + leg.Outstanding : leg.Outstanding;
            transfer = leg.Transfer;
        }

        if (amount is { } whole)
            Add(new TransferBalance(KeyOf(transfer.Text), transfer, whole, choice!.To));
    }

    public void StopService() => Add(new StopService(KeyOf("stop-service")));

    public void CancelMessages() => Add(new CancelMessages(KeyOf("cancel-messages")));

    public readonly ValueList<Instruction> ToList() => _list;

    private void Add(Instruction instruction) => _list = _list.Add(instruction);

    private readonly string KeyOf(string what) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stored.Subscription}/{stored.Version}/{what}");
}
