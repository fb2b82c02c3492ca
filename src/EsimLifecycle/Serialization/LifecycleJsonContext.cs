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
        typeof(EnumJsonConverter<Account>),
        typeof(EnumJsonConverter<AfterClearing>),
        typeof(EnumJsonConverter<AfterSuspension>),
        typeof(EnumJsonConverter<CancellationReason>),
        typeof(EnumJsonConverter<CancellationTiming>),
        typeof(EnumJsonConverter<Channel>),
        typeof(EnumJsonConverter<ClosedReason>),
        typeof(EnumJsonConverter<CommandKind>),
        typeof(EnumJsonConverter<DeviceKind>),
        typeof(EnumJsonConverter<DocumentKind>),
        typeof(EnumJsonConverter<EarlierCredits>),
        typeof(EnumJsonConverter<IdentityAssurance>),
        typeof(EnumJsonConverter<IsoDayOfWeek>),
        typeof(EnumJsonConverter<LapseReason>),
        typeof(EnumJsonConverter<MessageTemplate>),
        typeof(EnumJsonConverter<MoneyRounding>),
        typeof(EnumJsonConverter<OverdueReview>),
        typeof(EnumJsonConverter<PaymentMethod>),
        typeof(EnumJsonConverter<PaymentPurpose>),
        typeof(EnumJsonConverter<PaymentUse>),
        typeof(EnumJsonConverter<ProrationDenominator>),
        typeof(EnumJsonConverter<RejectionReason>),
        typeof(EnumJsonConverter<Role>),
        typeof(EnumJsonConverter<SettlementLineKind>),
        typeof(EnumJsonConverter<SubscriptionStatus>),
        typeof(EnumJsonConverter<SubscriptionTrigger>),
        typeof(EnumJsonConverter<SuspensionHolder>),
        typeof(EnumJsonConverter<TerminationReason>),
        typeof(EnumJsonConverter<UnbindingDue>),
        typeof(EnumJsonConverter<UnbindingProof>),
        typeof(EnumJsonConverter<UnusedPeriodWorth>),
        typeof(ValueListJsonConverter<CancellationTiming>),
        typeof(ValueListJsonConverter<Cause>),
        typeof(ValueListJsonConverter<Channel>),
        typeof(ValueListJsonConverter<CommandAccess>),
        typeof(ValueListJsonConverter<DeviceBinding>),
        typeof(ValueListJsonConverter<DeviceToBind>),
        typeof(ValueListJsonConverter<DocumentKind>),
        typeof(ValueListJsonConverter<Instant>),
        typeof(ValueListJsonConverter<IsoDayOfWeek>),
        typeof(ValueListJsonConverter<LocalDate>),
        typeof(ValueListJsonConverter<PaidPeriod>),
        typeof(ValueListJsonConverter<PaymentReceipt>),
        typeof(ValueListJsonConverter<Payout>),
        typeof(ValueListJsonConverter<PlanTerms>),
        typeof(ValueListJsonConverter<Posting>),
        typeof(ValueListJsonConverter<Role>),
        typeof(ValueListJsonConverter<SettlementLine>),
        typeof(ValueListJsonConverter<SubmittedDocument>),
    ])]
[JsonSerializable(typeof(LifecycleCommand))]
[JsonSerializable(typeof(LifecycleEvent))]
[JsonSerializable(typeof(SubscriptionSnapshot))]
[JsonSerializable(typeof(CarrierPolicy))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(Instruction))]
internal sealed partial class LifecycleJsonContext : JsonSerializerContext;
