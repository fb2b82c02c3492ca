using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EsimLifecycle;

/// <summary>What a customer keeps of a closed subscription: when and why it was closed, which devices were unbound, the settlement, and what became of the refund.</summary>
/// <remarks>
/// <para>Made from the sealed records alone, and good for as long as they are kept: <see cref="Verify"/> makes it anew from them and says what differs. The
/// <see cref="Head"/> shows that the records are still those of that day; a customer who has it can't be told another story.</para>
/// <para>It names beside each personal value the pseudonym that the records have, so that it can be verified when they are erased. The history's salt is not part of
/// it: with the salt the pseudonyms of everybody in the history could be found out, those of agents and reviewers too, and a copy that the host keeps would undo the
/// erasure.</para>
/// <para>What changes later (a refund is paid) is in a later certificate. Immutable and thread-safe.</para>
/// </remarks>
public sealed record ClosureCertificate
{
    private static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>Gets the id of the subscription.</summary>
    public required SubscriptionId Subscription { get; init; }

    /// <summary>Gets the telephone number; null if none is known.</summary>
    public Msisdn? Number { get; init; }

    /// <summary>Gets what the records have in the place of the number; null if there is none.</summary>
    public Msisdn? NumberPseudonym { get; init; }

    /// <summary>Gets the time at which the subscription was opened.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>Gets the time at which its cancellation was requested; null if it ended without a request.</summary>
    public Instant? RequestedAt { get; init; }

    /// <summary>Gets the end of service.</summary>
    public required Instant ServiceEndedAt { get; init; }

    /// <summary>Gets the time at which the subscription was closed.</summary>
    public required Instant ClosedAt { get; init; }

    /// <summary>Gets the reason for which it was closed.</summary>
    public required ClosedReason Reason { get; init; }

    /// <summary>Gets the time zone of the contract, in which dates are told.</summary>
    public required string Zone { get; init; }

    /// <summary>Gets every unbinding of a device, in order.</summary>
    public ValueList<CertifiedDevice> Devices { get; init; }

    /// <summary>Gets the lines of the settlement.</summary>
    public ValueList<SettlementLine> Settlement { get; init; }

    /// <summary>Gets the sum of the settlement: positive if the customer gets it, negative if they owe it.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets the state of each part of the refund claim.</summary>
    public ValueList<CertifiedRefund> Refunds { get; init; }

    /// <summary>Gets the latest charges that were reported late, oldest first; at least <see cref="LateCharge.Remembered"/>, if there were as many.</summary>
    public ValueList<CertifiedLateCharge> LateCharges { get; init; }

    /// <summary>Gets the time until which charges for usage before the end of service can be reported.</summary>
    public required Instant LateChargesUntil { get; init; }

    /// <summary>Gets what is offered for the return of the physical card; null for nothing, and once it has come back.</summary>
    public CardReturnOffer? CardReturn { get; init; }

    /// <summary>Gets the amount that the customer still owes, without what they dispute.</summary>
    public required Money Owed { get; init; }

    /// <summary>Gets the head of the records for which the certificate stands.</summary>
    public required HistoryHead Head { get; init; }

    /// <summary>Makes the certificate of a closed subscription from its records, which are verified first.</summary>
    /// <param name="records">The records, from the first on.</param>
    /// <param name="salt">The history's salt; none, the default, for an erased history.</param>
    /// <returns>The certificate; or what is in the way: the status if the subscription is not closed, the fault if the records don't fit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> or one of them is null.</exception>
    /// <exception cref="LifecycleJsonException">A record holds no event that this release knows.</exception>
    /// <exception cref="InvalidHistoryException">The records are intact, but the events are not the history of one subscription.</exception>
    public static ClosureCertificateAnswer From(IEnumerable<SealedRecord> records, HistorySalt salt = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        SealedRecord[] all = [.. records];
        if (History.Verify(all, salt).Fault is { } fault)
            return new ClosureCertificateAnswer(null, SubscriptionStatus.None, fault);
        var events = History.ReadEvents(all);
        var state = Replay(events);
        return new ClosureCertificateAnswer(state.Closure is null ? null : Make(state, events, all), state.Status, null);
    }

    /// <summary>Verifies the certificate against the records: that they are intact up to its head at least, and say what it says.</summary>
    /// <param name="records">The records, from the first on; they may have grown since, and may be erased.</param>
    /// <param name="salt">The history's salt; none, the default, for an erased history.</param>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> or one of them is null.</exception>
    public ClosureCertificateVerdict Verify(IEnumerable<SealedRecord> records, HistorySalt salt = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        SealedRecord[] all = [.. records];
        var history = History.Verify(all, salt, Head);
        if (!history.IsIntact)
            return new ClosureCertificateVerdict(history, []);
        var answer = From(all.Take((int)Math.Min(Head.Sequence, all.Length)), salt);
        if (answer.Certificate is not { } anew)
            return new ClosureCertificateVerdict(history, [nameof(ClosedAt)]);

        // Of an erased record only the pseudonym is left to compare.
        var (ours, theirs) = history.ErasedRecords == 0 ? (this, anew) : (Erase(), anew.Erase());
        return new ClosureCertificateVerdict(history, ValueList.Create(ours.Parts().Zip(theirs.Parts(), (our, their) => our.Value.Equals(their.Value) ? null : our.Name).OfType<string>()));
    }

    /// <summary>Writes the certificate as JSON in UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options.GetTypeInfo(typeof(ClosureCertificate)));

    /// <summary>Reads a certificate.</summary>
    /// <exception cref="LifecycleJsonException">The text is not a certificate.</exception>
    public static ClosureCertificate FromJson(ReadOnlySpan<byte> utf8)
    {
        var type = Options.GetTypeInfo(typeof(ClosureCertificate));
        try
        {
            return (ClosureCertificate?)JsonSerializer.Deserialize(utf8, type) ?? throw new LifecycleJsonException("$", "Found null; expected an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw JsonFaults.Explain(e, utf8, type);
        }
    }

    /// <summary>Writes the certificate as a page of plain text, in the language of the culture: English, Simplified Chinese or Indonesian.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string ToText(CultureInfo culture) => ToText(culture, MessageCatalog.Default);

    /// <summary>Writes the certificate as a page of plain text, with the texts of a catalogue.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="catalog">The texts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public string ToText(CultureInfo culture, MessageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(catalog);
        return new CertificatePage(this, catalog.WriterFor(culture, DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc)).Write();
    }

    private static Subscription Replay(ValueList<LifecycleEvent> events)
    {
        var draft = EsimLifecycle.Subscription.None.ToDraft();
        foreach (var @event in events)
            @event.ApplyTo(draft, before: null);
        return draft.Seal();
    }

    private static ClosureCertificate Make(Subscription state, ValueList<LifecycleEvent> events, SealedRecord[] records)
    {
        var pseudonyms = new Dictionary<string, string>();
        foreach (var record in records)
        {
            foreach (var (typed, pseudonym) in record.Personal)
                pseudonyms[typed] = pseudonym;
        }

        var settled = events.OfType<AccountSettled>().LastOrDefault();
        return new ClosureCertificate
        {
            Subscription = state.Id,
            Number = state.Contract!.Number,
            NumberPseudonym = state.Contract.Number is { } number ? Msisdn.Parse(pseudonyms.GetValueOrDefault($"{nameof(Msisdn)}:{number}", number.ToString())) : null,
            OpenedAt = state.Contract.OpenedAt,
            RequestedAt = state.Cancellation?.RequestedAt,
            ServiceEndedAt = state.Closure!.ServiceEndedAt,
            ClosedAt = state.Closure.At,
            Reason = state.Closure.Reason,
            Zone = state.Contract.Zone,
            Devices = ValueList.Create(events.OfType<DeviceUnbound>().Select(unbound => new CertifiedDevice(
                unbound.Device, Eid.Parse(pseudonyms.GetValueOrDefault($"{nameof(Eid)}:{unbound.Device}", unbound.Device.ToString())), unbound.At, unbound.Proof))),
            Settlement = settled?.Lines ?? default,
            Net = settled?.Net ?? Money.Zero(state.Balances.Currency),
            Refunds = ValueList.Create(state.Refunds.Select(leg => new CertifiedRefund(leg.Key, leg.Amount, leg.Paid ?? Money.Zero(leg.Amount.Currency), leg.Status)
            {
                Payment = leg.Payment,
                Method = leg.Method,
                IsForCard = events.Any(each => each is CardCredited credited && credited.Refund.Key == leg.Key),
                SetOff = leg.SetOff,
                ChargedBack = leg.ChargedBack,
                Open = leg.Outstanding,
                DueBy = leg.DueBy,
            })),
            LateCharges = ValueList.Create(state.LateCharges.Select(charge => new CertifiedLateCharge(charge.Reference, charge.Amount, charge.UsedAt, charge.Status)
            {
                VoidReason = charge.VoidReason,
                Open = charge.Open,
                DecideBy = charge.DecideBy,
            })),
            LateChargesUntil = state.Closure.LateChargesUntil,
            CardReturn = state.CardReturn is null ? state.Closure.CardReturn : null,
            Owed = state.Dues,
            Head = records[^1].Head,
        };
    }

    private ClosureCertificate Erase() => this with
    {
        Number = NumberPseudonym,
        Devices = ValueList.Create(Devices.Select(device => device with { Device = device.Pseudonym })),
    };

    private IEnumerable<(string Name, object Value)> Parts() =>
    [
        (nameof(Subscription), Subscription),
        (nameof(Number), (Number, NumberPseudonym)),
        (nameof(OpenedAt), OpenedAt),
        (nameof(RequestedAt), RequestedAt ?? default),
        (nameof(ServiceEndedAt), ServiceEndedAt),
        (nameof(ClosedAt), ClosedAt),
        (nameof(Reason), Reason),
        (nameof(Zone), Zone),
        (nameof(Devices), Devices),
        (nameof(Settlement), Settlement),
        (nameof(Net), Net),
        (nameof(Refunds), Refunds),
        (nameof(LateCharges), LateCharges),
        (nameof(LateChargesUntil), LateChargesUntil),
        (nameof(CardReturn), (CardReturn, "")),
        (nameof(Owed), Owed),
    ];

    private static JsonSerializerOptions MakeOptions()
    {
        var options = EvidenceJsonContext.AddTo(new JsonSerializerOptions(LifecycleJson.StoredOptions));
        options.WriteIndented = true;
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>A device that was unbound.</summary>
/// <param name="Device">The EID of its eUICC.</param>
/// <param name="Pseudonym">What the sealed records have in its place; the same, if the certificate was made from erased records.</param>
/// <param name="UnboundAt">The time at which it was unbound.</param>
/// <param name="Proof">What showed that it was.</param>
public sealed record CertifiedDevice(Eid Device, Eid Pseudonym, Instant UnboundAt, UnbindingProof Proof);

/// <summary>A part of the refund claim.</summary>
/// <param name="Key">The key of the refund leg.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Paid">The part of it that was paid.</param>
/// <param name="Status">Where it stands.</param>
public sealed record CertifiedRefund(Reference Key, Money Amount, Money Paid, RefundStatus Status)
{
    /// <summary>Gets the payment to which it goes back; none if it did not come from one.</summary>
    public Reference Payment { get; init; }

    /// <summary>Gets the method of that payment; null if it is not known.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Gets whether it is the credit for the physical card that came back; false by default.</summary>
    public bool IsForCard { get; init; }

    /// <summary>Gets the part that was set off against what the customer owed; null for none.</summary>
    public Money? SetOff { get; init; }

    /// <summary>Gets the part that is not paid back because the customer's bank took it back; null for none.</summary>
    public Money? ChargedBack { get; init; }

    /// <summary>Gets the part that is still to be paid back.</summary>
    public required Money Open { get; init; }

    /// <summary>Gets the part of which the status tells what became: what is open, or was moved or forfeited.</summary>
    internal Money Rest => Amount - Paid - (SetOff ?? Money.Zero(Amount.Currency)) - (ChargedBack ?? Money.Zero(Amount.Currency));

    /// <summary>Gets the time by which the open part is to be paid, moved or, if it is held, decided; null if nothing is open.</summary>
    public Instant? DueBy { get; init; }
}

/// <summary>A charge that was reported late.</summary>
/// <param name="Reference">The charge's own reference.</param>
/// <param name="Amount">The amount.</param>
/// <param name="UsedAt">The time of the usage.</param>
/// <param name="Status">Where it stands.</param>
public sealed record CertifiedLateCharge(Reference Reference, Money Amount, Instant UsedAt, LateChargeStatus Status)
{
    /// <summary>Gets the reason for which it was voided; null unless it was.</summary>
    public LateChargeVoidReason? VoidReason { get; init; }

    /// <summary>Gets the part that is still owed, or would be if its dispute is lost.</summary>
    public required Money Open { get; init; }

    /// <summary>Gets the time by which its dispute is decided, after which it is cancelled; null unless it is disputed.</summary>
    public Instant? DecideBy { get; init; }
}

/// <summary>The certificate, or what is in its way.</summary>
/// <param name="Certificate">The certificate; null if there can be none.</param>
/// <param name="Status">The status of the subscription, which has to be closed; <see cref="SubscriptionStatus.None"/> if the records don't fit.</param>
/// <param name="Fault">The first record that does not fit; null if all do.</param>
public sealed record ClosureCertificateAnswer(ClosureCertificate? Certificate, SubscriptionStatus Status, HistoryFault? Fault);

/// <summary>What verifying a certificate found.</summary>
/// <param name="History">The verdict on the records.</param>
/// <param name="Differences">The names of the certificate's properties that the records don't bear out; empty if the records don't fit.</param>
public sealed record ClosureCertificateVerdict(HistoryVerdict History, ValueList<string> Differences)
{
    /// <summary>Gets whether the records are intact and bear out all that the certificate says.</summary>
    public bool IsTrue => History.IsIntact && Differences.Count == 0;
}

/// <summary>A certificate as a page to keep.</summary>
internal sealed class CertificatePage(ClosureCertificate certificate, MessageWriter writer)
{
    private readonly StringBuilder _page = new();

    public string Write()
    {
        Line("title");
        Line("");
        Line(certificate.Number is null ? "subscription" : "subscriptionWithNumber");
        Line("opened");
        if (certificate.RequestedAt is not null)
            Line("requested");
        Line("serviceEnded");
        Line("closed");
        Head("devices", certificate.Devices.Count == 0);
        foreach (var device in certificate.Devices)
            Line("device", item: device);
        Head("settlement", certificate.Settlement.Count == 0);
        foreach (var line in certificate.Settlement)
            Line("line", item: line);
        if (certificate.Settlement.Count > 0)
            Line(certificate.Net.IsNegative ? "netOwed" : "net");
        Head("refunds", certificate.Refunds.Count == 0);
        foreach (var refund in certificate.Refunds)
            Line(refund.IsForCard ? "refundForCard" : refund.Payment.IsNone ? "refund" : refund.Method is null ? "refundToPayment" : "refundByMethod", refund, Stages(refund));
        if (certificate.CardReturn is not null)
            Line("cardReturn");
        Head("lateCharges", certificate.LateCharges.Count == 0);
        foreach (var charge in certificate.LateCharges)
            Line("lateCharge", charge, Tell(charge.Open.IsZero && charge.Status is LateChargeStatus.Due or LateChargeStatus.Upheld ? "lateSettled" : charge.VoidReason is { } reason ? $"late{reason}" : $"late{charge.Status}", charge));
        Line("lateChargesUntil");
        if (certificate.Owed.IsPositive || certificate.Net.IsNegative)
            Line("");
        if (certificate.Owed.IsPositive)
            Line("owed");
        else if (certificate.Net.IsNegative)
            Line("owedNothing");
        Line("");
        Line("record");
        return _page.ToString();
    }

    /// <summary>What became of each part of a refund that has parts, and of all of it otherwise.</summary>
    private ValueList<string> Stages(CertifiedRefund refund)
    {
        var stages = new List<string>();
        if (refund.Paid.IsPositive && refund.Paid < refund.Amount)
            stages.Add(Tell("refundPartPaid", refund));
        if (refund.SetOff is { IsPositive: true } setOff && setOff < refund.Amount)
            stages.Add(Tell("refundPartSetOff", refund));
        if (refund.ChargedBack is { IsPositive: true })
            stages.Add(Tell("refundPartChargedBack", refund));
        var status = Tell($"refund{refund.Status}", refund);
        if (refund is { DueBy: not null, Status: not RefundStatus.Failed })
            status = Tell("refundBy", refund, status);
        if (refund.Rest is { IsPositive: true } rest && rest < refund.Amount)
            stages.Add(Tell("refundPart", refund, status));
        else if (stages.Count == 0)
            stages.Add(status);
        return ValueList.Create(stages);
    }

    private void Head(string key, bool isEmpty)
    {
        Line("");
        Line(key);
        if (isEmpty)
            Line("nothing");
    }

    private void Line(string key, object? item = null, object? stage = null) => _page.Append(key.Length == 0 ? "" : Tell(key, item, stage)).Append('\n');

    private string Tell(string key, object? item, object? stage = null) =>
        writer.Tell($"certificate/{key}", name => name == "stage" ? stage : Value(name, item));

    private object? Value(string name, object? item) => (name, item) switch
    {
        ("subscription", _) => certificate.Subscription,
        ("number", _) => certificate.Number,
        ("openedAt", _) => certificate.OpenedAt,
        ("requestedAt", _) => certificate.RequestedAt,
        ("serviceEndedAt", _) => certificate.ServiceEndedAt,
        ("closedAt", _) => certificate.ClosedAt,
        ("reason", _) => certificate.Reason,
        ("net", _) => certificate.Net.IsNegative ? -certificate.Net : certificate.Net,
        ("owed", _) => certificate.Owed,
        ("count", _) => certificate.Head.Sequence,
        ("digest", _) => certificate.Head.Digest.ToString(),
        ("device", CertifiedDevice device) => device.Device,
        ("unboundAt", CertifiedDevice device) => device.UnboundAt,
        ("line", SettlementLine line) => writer.Explain(line),
        ("amount", SettlementLine line) => line.Amount,
        ("amount", CertifiedRefund refund) => refund.Amount,
        ("paid", CertifiedRefund refund) => refund.Paid,
        ("setOff", CertifiedRefund refund) => refund.SetOff,
        ("chargedBack", CertifiedRefund refund) => refund.ChargedBack,
        ("rest", CertifiedRefund refund) => refund.Rest,
        ("dueBy", CertifiedRefund refund) => refund.DueBy,
        ("credit", _) => certificate.CardReturn!.Credit,
        ("cardUntil", _) => certificate.CardReturn!.Until,
        ("lateChargesUntil", _) => certificate.LateChargesUntil,
        ("reference", CertifiedLateCharge charge) => charge.Reference,
        ("amount", CertifiedLateCharge charge) => charge.Amount,
        ("usedAt", CertifiedLateCharge charge) => charge.UsedAt,
        ("open", CertifiedLateCharge charge) => charge.Open,
        ("decideBy", CertifiedLateCharge charge) => charge.DecideBy,
        ("payment", CertifiedRefund refund) => refund.Payment,
        ("method", CertifiedRefund refund) => refund.Method,
        _ => throw new InvalidOperationException($"A certificate has no '{name}' here."),
    };
}
