using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The source-generated JSON of everything that is stored or sent.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(InstantJsonConverter),
        typeof(LocalDateJsonConverter),
        typeof(PeriodJsonConverter),
        typeof(BalancesJsonConverter),
        typeof(SnapshotSchemaJsonConverter),
        typeof(RecentCommandsJsonConverter),
        typeof(MoneyReferencesJsonConverter),
        typeof(EnumJsonConverter<IsoDayOfWeek>),
        typeof(ValueListJsonConverter<ActivePack>),
        typeof(ValueListJsonConverter<AppliedPromotion>),
        typeof(ValueListJsonConverter<CancellationTiming>),
        typeof(ValueListJsonConverter<RecentCommand>),
        typeof(ValueListJsonConverter<CallerChannel>),
        typeof(ValueListJsonConverter<Charge>),
        typeof(ValueListJsonConverter<CommandAccess>),
        typeof(ValueListJsonConverter<DeviceBinding>),
        typeof(ValueListJsonConverter<DeviceToBind>),
        typeof(ValueListJsonConverter<Dispute>),
        typeof(ValueListJsonConverter<DocumentKind>),
        typeof(ValueListJsonConverter<Eid>),
        typeof(ValueListJsonConverter<EndedCharge>),
        typeof(ValueListJsonConverter<EndedPurchase>),
        typeof(ValueListJsonConverter<GoodwillPart>),
        typeof(ValueListJsonConverter<Iccid>),
        typeof(ValueListJsonConverter<Instant>),
        typeof(ValueListJsonConverter<int>),
        typeof(ValueListJsonConverter<IsoDayOfWeek>),
        typeof(ValueListJsonConverter<LateCharge>),
        typeof(ValueListJsonConverter<LegTransfer>),
        typeof(ValueListJsonConverter<LocalDate>),
        typeof(ValueListJsonConverter<Msisdn>),
        typeof(ValueListJsonConverter<PackTerms>),
        typeof(ValueListJsonConverter<PackUsage>),
        typeof(ValueListJsonConverter<PaidPeriod>),
        typeof(ValueListJsonConverter<PaymentMethod>),
        typeof(ValueListJsonConverter<PaymentReceipt>),
        typeof(ValueListJsonConverter<Payout>),
        typeof(ValueListJsonConverter<PayoutPart>),
        typeof(ValueListJsonConverter<PersonalReference>),
        typeof(ValueListJsonConverter<PortOut>),
        typeof(ValueListJsonConverter<ReceivedTransfer>),
        typeof(ValueListJsonConverter<Reference>),
        typeof(ValueListJsonConverter<RefundLeg>),
        typeof(ValueListJsonConverter<PlanTerms>),
        typeof(ValueListJsonConverter<Posting>),
        typeof(ValueListJsonConverter<ProfileNotice>),
        typeof(ValueListJsonConverter<PromotionTerms>),
        typeof(ValueListJsonConverter<Purchase>),
        typeof(ValueListJsonConverter<ReturnWait>),
        typeof(ValueListJsonConverter<Role>),
        typeof(ValueListJsonConverter<ServiceGap>),
        typeof(ValueListJsonConverter<SettlementLine>),
        typeof(ValueListJsonConverter<WorthByReason>),
        typeof(ValueListJsonConverter<ClosedReason>),
        typeof(ValueListJsonConverter<string>),
        typeof(ValueListJsonConverter<SubmittedDocument>),
        typeof(ValueListJsonConverter<ReasonDocuments>),
        typeof(ValueListJsonConverter<ReceivedDocument>),
        typeof(ValueListJsonConverter<UnboundProfile>),
        typeof(ValueListJsonConverter<ValidityStep>),
    ])]
[JsonSerializable(typeof(LifecycleCommand))]
[JsonSerializable(typeof(LifecycleEvent))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(RecentCommand))]
[JsonSerializable(typeof(CarrierPolicy))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(Instruction))]
internal sealed partial class LifecycleJsonContext : JsonSerializerContext;
