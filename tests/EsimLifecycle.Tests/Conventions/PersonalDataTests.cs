namespace EsimLifecycle.Tests;

/// <summary>
/// What leads to a person says so by its type. Every text in what is stored stands here with its class: whoever adds one decides whether it is
/// erased with the person's data, or stays with the accounts.
/// </summary>
public class PersonalDataTests
{
    private static readonly Type[] PersonalTypes = [typeof(PersonalReference), typeof(Eid), typeof(Iccid), typeof(Msisdn), typeof(CommandId), typeof(CommandDigest), typeof(ContentDigest)];

    /// <summary>Leads to a person, a document, a contact, a device or a number.</summary>
    private static readonly string[] Personal =
    [
        "BalanceChoice.consent",
        "BalanceChoice.to",
        "Caller.id",
        "CancellationRejected.note",
        "CancellationRequest.note",
        "CancellationRequested.contact",
        "Cause.command",
        "Cause.digest",
        "ContactUpdated.contact",
        "Contract.iccid",
        "Contract.number",
        "CorrespondenceLogged.digest",
        "CorrespondenceLogged.record",
        "CreditGranted.reason",
        "DeviceBinding.device",
        "DeviceBinding.label",
        "DeviceBound.replaces",
        "DeviceReportedFound.device",
        "DeviceReportedLost.device",
        "DeviceUnbindRequested.device",
        "DeviceUnbound.device",
        "DeviceUnbound.evidence",
        "DuesWrittenOff.reason",
        "LateCharge.note",
        "LateChargeDisputed.note",
        "LateChargeResolved.note",
        "LegTransfer.to",
        "NumberReleased.number",
        "PersonalData.devices",
        "PersonalData.numbers",
        "PersonalData.profiles",
        "PersonalData.references",
        "PortOutRequested.note",
        "PortOutRequested.number",
        "ProfileReported.device",
        "ProfileReported.iccid",
        "ProfileSummary.iccid",
        "ReceivedDocument.note",
        "ReceivedDocument.reference",
        "RefundHeld.reason",
        "ReminderDue.devices",
        "Subscription.contact",
        "SubscriptionImported.contact",
        "SubscriptionOpened.contact",
        "SupplementRequested.note",
        "Suspension.reason",
        "TermsChange.note",
        "UnboundProfile.device",
    ];

    /// <summary>A key of the accounts, or of what was sold.</summary>
    private static readonly string[] Kept =
    [
        "ActivePack.key",
        "CardReturn.reference",
        "Charge.failedBy",
        "Charge.key",
        "ChargeFailed.charge",
        "ChargeFailed.payment",
        "ChargebackRecorded.dispute",
        "ChargebackRecorded.payment",
        "ChargebackReversed.dispute",
        "ChargebackReversed.payment",
        "Closure.successor",
        "Contract.policyName",
        "Contract.predecessor",
        "Contract.zone",
        "CorrespondenceLogged.message",
        "CreditGranted.reference",
        "Dispute.id",
        "Dispute.payment",
        "DuesMoved.to",
        "EndedCharge.key",
        "EndedPurchase.key",
        "FactConflicted.reference",
        "GoodwillPart.payment",
        "LateCharge.reference",
        "LegTransfer.transfer",
        "LifecycleEvent.subscription",
        "NumberReused.by",
        "PackBought.purchase",
        "PackExpired.pack",
        "PackTerms.code",
        "PackUsage.pack",
        "PaidPeriod.promotions",
        "PaymentReceipt.reference",
        "PaymentRecorded.charge",
        "PaymentRecorded.promotions",
        "Payout.reference",
        "PayoutPart.leg",
        "PlanChanged.charge",
        "PlanChanged.promotionsReturned",
        "PlanChanged.purchase",
        "PlanTerms.code",
        "PortOut.key",
        "PrepaidPeriod.payment",
        "PrepaidPeriod.promotions",
        "PromotionTerms.code",
        "PromotionTerms.plans",
        "ProvisioningRetried.purchase",
        "Purchase.charge",
        "Purchase.key",
        "Purchase.payment",
        "Purchase.promotions",
        "Purchase.promotionsReturned",
        "PurchaseReleased.purchase",
        "ReceivedTransfer.from",
        "ReceivedTransfer.transfer",
        "RefundLeg.key",
        "RefundLeg.payment",
        "Subscription.id",
        "SubscriptionActivated.promotions",
        "SubscriptionActivated.purchase",
        "SubscriptionRenewed.charge",
        "SubscriptionRenewed.promotions",
        "SubscriptionRenewed.purchase",
        "TermsChange.policyName",
    ];

    private static readonly (string Name, Type Type)[] Stored = [.. Walk(typeof(LifecycleEvent), typeof(Subscription)).Distinct()];

    [Fact]
    public void Every_text_in_an_event_or_a_state_is_personal_or_kept_as_the_lists_say()
    {
        Stored.Where(each => PersonalTypes.Contains(each.Type)).Select(each => each.Name).Order(StringComparer.Ordinal).Should().Equal(Personal);
        Stored.Where(each => !PersonalTypes.Contains(each.Type)).Select(each => each.Name).Order(StringComparer.Ordinal).Should().Equal(Kept);
    }

    /// <summary>Every value in an event, a state or a part of one that leads to a person, found by the types of the properties; the memory of commands apart.</summary>
    internal static IEnumerable<object> In(object? value)
    {
        if (value is null)
            return [];
        if (PersonalTypes.Contains(value.GetType()))
            return value.Equals(Activator.CreateInstance(value.GetType())) ? [] : [value];
        if (value is string)
            return [];
        if (value is System.Collections.IEnumerable list)
            return list.Cast<object>().SelectMany(In);
        return value.GetType().Assembly == typeof(Lifecycle).Assembly ? JsonSamples.InfoOf(value.GetType()).Properties.SelectMany(property => In(property.Get?.Invoke(value))) : [];
    }

    /// <summary>Every text in its JSON.</summary>
    internal static IEnumerable<string> TextsIn(Subscription state) => TextsIn(System.Text.Json.JsonDocument.Parse(LifecycleJson.Write(state)).RootElement);

    private static IEnumerable<string> TextsIn(System.Text.Json.JsonElement json) => json.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => json.EnumerateObject().SelectMany(property => TextsIn(property.Value)),
        System.Text.Json.JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        System.Text.Json.JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    private static IEnumerable<(string Name, Type Type)> Walk(params Type[] roots)
    {
        var met = new HashSet<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var next))
        {
            var type = JsonSamples.InfoOf(next);
            if (!met.Add(type.Type))
                continue;
            foreach (var derived in type.PolymorphismOptions?.DerivedTypes ?? [])
                open.Enqueue(derived.DerivedType);
            foreach (var property in type.Properties)
            {
                var (held, info) = (Nullable.GetUnderlyingType(JsonShapeFaults.TypeOf(property)) ?? JsonShapeFaults.TypeOf(property), JsonSamples.InfoOf(JsonShapeFaults.TypeOf(property)));
                if (info.Converter is IJsonListConverter list)
                    held = list.ItemType;
                if (IsText(held))
                    yield return ($"{property.DeclaringType.Name}.{property.Name}", held);
                else
                    open.Enqueue(held);
            }
        }
    }

    /// <summary>Whatever is written as a text of its own; amounts, currencies and triggers lead to nobody.</summary>
    private static bool IsText(Type type) => type == typeof(string)
        || (JsonSamples.InfoOf(type).Converter.GetType() is { IsGenericType: true } converter && converter.GetGenericTypeDefinition() == typeof(TextJsonConverter<>)
            && type != typeof(Money) && type != typeof(Currency) && type != typeof(SubscriptionTrigger));
}
