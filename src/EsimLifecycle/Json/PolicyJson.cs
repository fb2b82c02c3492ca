using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>The JSON of policies: their parts, lists and values.</summary>
internal sealed class PolicyJson : IJsonTypeInfoResolver
{
    /// <summary>The property by which a text names its schema.</summary>
    public const string SchemaName = "$schema";

    /// <summary>Gives the parts of a policy to the serializer.</summary>
    public static readonly PolicyJson Instance = new();

    private static readonly PolicyPart[] Parts =
    [
        new PolicyPart<CarrierPolicy>(),
        new PolicyPart<PolicyIdentity>(),
        new PolicyPart<BusinessCalendar>(),
        new PolicyPart<PlanTerms>(),
        new PolicyPart<ValidityTerms>(),
        new PolicyPart<ValidityStep>(),
        new PolicyPart<EarlyTerminationFee>(),
        new PolicyPart<RefundTerms>(),
        new PolicyPart<WorthByReason>(),
        new PolicyPart<ProrationConvention>(),
        new PolicyPart<PackTerms>(),
        new PolicyPart<PromotionTerms>(),
        new PolicyPart<AccessPolicy>(),
        new PolicyPart<CommandAccess>(),
        new PolicyPart<ActivationPolicy>(),
        new PolicyPart<RenewalPolicy>(),
        new PolicyPart<CancellationPolicy>(),
        new PolicyPart<ReasonDocuments>(),
        new PolicyPart<SettlementPolicy>(),
        new PolicyPart<ClosurePolicy>(),
        new PolicyPart<CardReturnTerms>(),
        new PolicyPart<ReturnWait>(),
        new PolicyPart<DevicePolicy>(),
    ];

    private static readonly (Type Type, Func<IValueJsonConverter> Make)[] Values =
    [
        (typeof(ValueList<CallerChannel>), static () => new ListValue<CallerChannel>()),
        (typeof(ValueList<CancellationTiming>), static () => new ListValue<CancellationTiming>()),
        (typeof(ValueList<ClosedReason>), static () => new ListValue<ClosedReason>()),
        (typeof(ValueList<CommandAccess>), static () => new ListValue<CommandAccess>()),
        (typeof(ValueList<DocumentKind>), static () => new ListValue<DocumentKind>()),
        (typeof(ValueList<int>), static () => new ListValue<int>()),
        (typeof(ValueList<IsoDayOfWeek>), static () => new ListValue<IsoDayOfWeek>()),
        (typeof(ValueList<LocalDate>), static () => new ListValue<LocalDate>()),
        (typeof(ValueList<PackTerms>), static () => new ListValue<PackTerms>()),
        (typeof(ValueList<PaymentMethod>), static () => new ListValue<PaymentMethod>()),
        (typeof(ValueList<PlanTerms>), static () => new ListValue<PlanTerms>()),
        (typeof(ValueList<PromotionTerms>), static () => new ListValue<PromotionTerms>()),
        (typeof(ValueList<ReasonDocuments>), static () => new ListValue<ReasonDocuments>()),
        (typeof(ValueList<ReturnWait>), static () => new ListValue<ReturnWait>()),
        (typeof(ValueList<Role>), static () => new ListValue<Role>()),
        (typeof(ValueList<string>), static () => new ListValue<string>()),
        (typeof(ValueList<ValidityStep>), static () => new ListValue<ValidityStep>()),
        (typeof(ValueList<WorthByReason>), static () => new ListValue<WorthByReason>()),
        (typeof(Currency), static () => new TextJsonConverter<Currency>()),
        (typeof(long), static () => new LongJsonConverter()),
        (typeof(LocalDate), static () => new LocalDateJsonConverter()),
        (typeof(Money), static () => new TextJsonConverter<Money>()),
        (typeof(Period), static () => new PeriodJsonConverter()),
    ];

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => FindPart(type) is { } part ? part.Describe(options)
        : type == typeof(object) ? JsonMetadataServices.CreateValueInfo<object>(options, JsonMetadataServices.ObjectConverter)
        : type == typeof(string) ? JsonMetadataServices.CreateValueInfo<string>(options, JsonMetadataServices.StringConverter)
        : null;

    public static PolicyPart? FindPart(Type type)
    {
        foreach (var part in Parts)
        {
            if (part.Type == type)
                return part;
        }

        return null;
    }

    /// <summary>Makes the converter of a value, of a list, or of a part that is in one.</summary>
    public static IValueJsonConverter ConverterOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        foreach (var value in Values)
        {
            if (value.Type == type)
                return value.Make();
        }

        return type == typeof(int) || type == typeof(bool) || type == typeof(string) ? new PlainValue(type)
            : type.IsEnum ? new EnumValue(type)
            : FindPart(type) is not null ? new PartValue(type)
            : throw new NotSupportedException($"No JSON is known for a knob of {type}.");
    }

    /// <summary>What is as by default is left out.</summary>
    public static void LeaveOutDefaults(JsonTypeInfo type)
    {
        if (FindPart(type.Type)?.Make() is not { } defaults)
            return;
        foreach (var property in type.Properties)
        {
            if (property.Get is not { } get || JsonShapeFaults.IsRequired(property))
                continue;
            var value = get(defaults);
            property.ShouldSerialize = (_, own) => own is not null && !Equals(own, value);
        }
    }

    /// <summary>A policy may say by which schema an editor checks it; that is read past.</summary>
    public static void AcceptSchema(JsonTypeInfo type)
    {
        if (type.Type != typeof(CarrierPolicy))
            return;
        var schema = JsonMetadataServices.CreatePropertyInfo<string>(type.Options, new JsonPropertyInfoValues<string>
        {
            DeclaringType = typeof(CarrierPolicy),
            IsProperty = true,
            IsPublic = true,
            PropertyName = SchemaName,
            Setter = static (_, _) => { },
            Getter = static _ => null,
        });
        type.Properties.Add(schema);
    }
}
