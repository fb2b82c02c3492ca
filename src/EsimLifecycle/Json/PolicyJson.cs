using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Reads the parts of a policy so that a property which is left out keeps its default.</summary>
internal static class PolicyJson
{
    /// <summary>The property by which a text names its schema.</summary>
    public const string SchemaName = "$schema";

    private static readonly Dictionary<Type, Func<object>> Parts = new()
    {
        [typeof(CarrierPolicy)] = Activator.CreateInstance<CarrierPolicy>,
        [typeof(PolicyIdentity)] = Activator.CreateInstance<PolicyIdentity>,
        [typeof(PlanTerms)] = Activator.CreateInstance<PlanTerms>,
        [typeof(ValidityTerms)] = Activator.CreateInstance<ValidityTerms>,
        [typeof(EarlyTerminationFee)] = Activator.CreateInstance<EarlyTerminationFee>,
        [typeof(RefundTerms)] = Activator.CreateInstance<RefundTerms>,
        [typeof(PackTerms)] = Activator.CreateInstance<PackTerms>,
        [typeof(PromotionTerms)] = Activator.CreateInstance<PromotionTerms>,
        [typeof(AccessPolicy)] = Activator.CreateInstance<AccessPolicy>,
        [typeof(CommandAccess)] = Activator.CreateInstance<CommandAccess>,
        [typeof(ActivationPolicy)] = Activator.CreateInstance<ActivationPolicy>,
        [typeof(RenewalPolicy)] = Activator.CreateInstance<RenewalPolicy>,
        [typeof(CancellationPolicy)] = Activator.CreateInstance<CancellationPolicy>,
        [typeof(SettlementPolicy)] = Activator.CreateInstance<SettlementPolicy>,
        [typeof(ClosurePolicy)] = Activator.CreateInstance<ClosurePolicy>,
        [typeof(CardReturnTerms)] = Activator.CreateInstance<CardReturnTerms>,
        [typeof(DevicePolicy)] = Activator.CreateInstance<DevicePolicy>,
    };

    /// <summary>
    /// The generated code gives every init-only property to the initialiser at once, those that are left out as null or zero. Here a part is made with its
    /// defaults, and what there is is set.
    /// </summary>
    public static void KeepDefaults(JsonTypeInfo type)
    {
        if (!Parts.TryGetValue(type.Type, out var make))
            return;
        type.CreateObject = make;
        foreach (var property in type.Properties)
        {
            var member = (PropertyInfo)property.AttributeProvider!;
            // A null for a part with defaults is the same as leaving it out.
            var hasDefault = !property.IsRequired && !property.IsSetNullable && !property.PropertyType.IsValueType;
            property.IsSetNullable |= hasDefault;
            property.Set = (part, value) =>
            {
                if (value is not null || !hasDefault)
                    member.SetValue(part, value);
            };
        }
    }

    /// <summary>What is as by default is left out.</summary>
    public static void LeaveOutDefaults(JsonTypeInfo type)
    {
        if (!Parts.TryGetValue(type.Type, out var make))
            return;
        var defaults = make();
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
