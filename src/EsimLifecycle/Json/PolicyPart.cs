using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>The JSON of a part of a policy: it is made with its defaults, and what there is is set.</summary>
/// <remarks>
/// The generated code would have to be compiled for the type of each knob, a few dozen methods for each, before a process can decide for the first time;
/// and it gives every init-only property to the initialiser at once, those that are left out as null or zero. Here all values are objects.
/// </remarks>
internal abstract class PolicyPart
{
    /// <summary>Gets the type of the part.</summary>
    public abstract Type Type { get; }

    /// <summary>Makes one with its defaults; null where it has to be made of values.</summary>
    public abstract object? Make();

    /// <summary>Returns what the serializer has to know of the part.</summary>
    public abstract JsonTypeInfo Describe(JsonSerializerOptions options);

    /// <summary>Returns what the serializer has to know of a property that holds the part.</summary>
    protected abstract JsonPropertyInfo DescribeProperty(PropertyInfo member, JsonSerializerOptions options);

    protected static JsonPropertyInfo Describe(PropertyInfo member, object? defaults, JsonSerializerOptions options)
    {
        var info = PolicyJson.FindPart(member.PropertyType) is { } part ? part.DescribeProperty(member, options)
            : member.PropertyType == typeof(string) ? Describe<string>(member, options)
            : Describe<object>(member, options);
        var isValue = member.PropertyType.IsValueType;
        info.IsRequired = member.DeclaringType!.IsDefined(typeof(RequiredMemberAttribute), inherit: false) && member.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        info.IsGetNullable = isValue ? Nullable.GetUnderlyingType(member.PropertyType) is not null : !info.IsRequired && defaults is not null && member.GetValue(defaults) is null;
        // A null for a part with defaults is the same as leaving it out.
        info.IsSetNullable = info.IsGetNullable || (!isValue && !info.IsRequired);
        return info;
    }

    protected static JsonPropertyInfo Describe<T>(PropertyInfo member, JsonSerializerOptions options)
        where T : class => JsonMetadataServices.CreatePropertyInfo(options, new JsonPropertyInfoValues<T>
        {
            IsProperty = true,
            IsPublic = true,
            DeclaringType = member.DeclaringType!,
            PropertyName = member.Name,
            Converter = new PolicyConverter(member.PropertyType) as JsonConverter<T>, // Only where it is an object.
            AttributeProviderFactory = () => member,
            Getter = part => (T?)member.GetValue(part),
            Setter = member.CanWrite ? (part, value) => Set(member, part, value) : null,
        });

    private static void Set(PropertyInfo member, object part, object? value)
    {
        if (value is not null || member.PropertyType.IsValueType)
            member.SetValue(part, value, BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}

/// <inheritdoc/>
internal sealed class PolicyPart<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] T> : PolicyPart
    where T : class
{
    public override Type Type => typeof(T);

    public override object? Make() => typeof(T).GetConstructor([]) is null ? null : Activator.CreateInstance<T>();

    public override JsonTypeInfo Describe(JsonSerializerOptions options)
    {
        var constructor = typeof(T).GetConstructors()[0];
        var parameters = constructor.GetParameters();
        return JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<T>
        {
            ObjectCreator = parameters.Length == 0 ? Activator.CreateInstance<T> : null,
            // The serializer lends an array that may be longer.
            ObjectWithParameterizedConstructorCreator = parameters.Length == 0 ? null : values => (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values[..parameters.Length], null),
            ConstructorParameterMetadataInitializer = () => Array.ConvertAll(parameters, Describe),
            PropertyMetadataInitializer = _ => DescribeProperties(options),
        });
    }

    protected override JsonPropertyInfo DescribeProperty(PropertyInfo member, JsonSerializerOptions options) => Describe<T>(member, options);

    private JsonPropertyInfo[] DescribeProperties(JsonSerializerOptions options)
    {
        var defaults = Make();
        return Array.ConvertAll(typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance), member => Describe(member, defaults, options));
    }

    private static JsonParameterInfoValues Describe(ParameterInfo parameter) => new()
    {
        Name = parameter.Name!,
        ParameterType = typeof(object),
        Position = parameter.Position,
        HasDefaultValue = parameter.HasDefaultValue,
    };
}
