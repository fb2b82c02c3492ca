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
        typeof(LongJsonConverter),
        typeof(BalancesJsonConverter),
        typeof(RefusalJsonConverter),
        typeof(SnapshotSchemaJsonConverter),
        typeof(RecentCommandsJsonConverter),
        typeof(MoneyReferencesJsonConverter),
        typeof(EnumJsonConverter<IsoDayOfWeek>),
        typeof(ValueListJsonConverter<ActivePack>),
        typeof(ValueListJsonConverter<AppliedPromotion>),
        typeof(ValueListJsonConverter<AvailableCommand>),
        typeof(ValueListJsonConverter<CancellationTiming>),
        typeof(ValueListJsonConverter<CallerChannel>),
        typeof(ValueListJsonConverter<Charge>),
        typeof(ValueListJsonConverter<ChecklistItem>),
        typeof(ValueListJsonConverter<CommandAccess>),
        typeof(ValueListJsonConverter<CommandChoice>),
        typeof(ValueListJsonConverter<Deadline>),
        typeof(ValueListJsonConverter<DescriptionLine>),
        typeof(ValueListJsonConverter<DeviceBinding>),
        typeof(ValueListJsonConverter<DeviceToBind>),
        typeof(ValueListJsonConverter<Dispute>),
        typeof(ValueListJsonConverter<DocumentKind>),
        typeof(ValueListJsonConverter<Eid>),
        typeof(ValueListJsonConverter<EndedCharge>),
        typeof(ValueListJsonConverter<EndedPurchase>),
        typeof(ValueListJsonConverter<ErasureObstacle>),
        typeof(ValueListJsonConverter<ExpectedCharge>),
        typeof(ValueListJsonConverter<GoodwillPart>),
        typeof(ValueListJsonConverter<Iccid>),
        typeof(ValueListJsonConverter<Instant>),
        typeof(ValueListJsonConverter<Instruction>),
        typeof(ValueListJsonConverter<int>),
        typeof(ValueListJsonConverter<IsoDayOfWeek>),
        typeof(ValueListJsonConverter<LateCharge>),
        typeof(ValueListJsonConverter<LeavingDay>),
        typeof(ValueListJsonConverter<LegTransfer>),
        typeof(ValueListJsonConverter<LifecycleEvent>),
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
        typeof(ValueListJsonConverter<Refusal>),
        typeof(ValueListJsonConverter<RefusalFact>),
        typeof(ValueListJsonConverter<RefundLeg>),
        typeof(ValueListJsonConverter<PlanTerms>),
        typeof(ValueListJsonConverter<PolicyChange>),
        typeof(ValueListJsonConverter<PolicyFault>),
        typeof(ValueListJsonConverter<PolicySection>),
        typeof(ValueListJsonConverter<PolicySentence>),
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
        typeof(ValueListJsonConverter<SubscriptionTrigger>),
        typeof(ValueListJsonConverter<SubmittedDocument>),
        typeof(ValueListJsonConverter<ReasonDocuments>),
        typeof(ValueListJsonConverter<ReceivedDocument>),
        typeof(ValueListJsonConverter<UnboundProfile>),
        typeof(ValueListJsonConverter<ValidityStep>),
    ])]
[JsonSerializable(typeof(LifecycleCommand))]
[JsonSerializable(typeof(LifecycleEvent))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(CarrierPolicy))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(ValueList<Instruction>))]
[JsonSerializable(typeof(CommandContext))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(ValueList<RefusalFact>))]
[JsonSerializable(typeof(CancellationChecklist))]
[JsonSerializable(typeof(CancellationProgress))]
[JsonSerializable(typeof(ForecastAssumptions))]
[JsonSerializable(typeof(ForecastStep))]
[JsonSerializable(typeof(LeavingDays))]
[JsonSerializable(typeof(MessageContent))]
[JsonSerializable(typeof(ValueList<DescriptionLine>))]
[JsonSerializable(typeof(ValueList<AvailableCommand>))]
[JsonSerializable(typeof(ValueList<Deadline>))]
[JsonSerializable(typeof(ValueList<ErasureObstacle>))]
[JsonSerializable(typeof(ValueList<PolicyFault>))]
[JsonSerializable(typeof(ValueList<PolicySection>))]
[JsonSerializable(typeof(ValueList<PolicyChange>))]
[JsonSerializable(typeof(ValueList<SubscriptionTrigger>))]
// What refusals tell, beside what is above.
[JsonSerializable(typeof(ValueList<Role>))]
[JsonSerializable(typeof(ValueList<CallerChannel>))]
[JsonSerializable(typeof(ValueList<Eid>))]
[JsonSerializable(typeof(ValueList<PaymentMethod>))]
[JsonSerializable(typeof(ValueList<DocumentKind>))]
[JsonSerializable(typeof(ValueList<CancellationTiming>))]
[JsonSerializable(typeof(ValueList<string>))]
internal sealed partial class LifecycleJsonContext : JsonSerializerContext;
