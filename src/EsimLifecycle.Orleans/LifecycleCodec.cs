using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace EsimLifecycle.Orleans;

/// <summary>
/// Carries every type of the library that has a JSON between silos, as that JSON with the name of its type; within a silo as it is, because it never changes.
/// </summary>
internal sealed class LifecycleCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    private const string ListPrefix = "ValueList<";

    private static readonly Type Self = typeof(LifecycleCodec);

    // Which of these a thing is says its JSON.
    private static readonly Type[] Families = [typeof(LifecycleCommand), typeof(LifecycleEvent), typeof(Instruction)];

    private readonly ConcurrentDictionary<Type, bool> _known = new();

    bool IGeneralizedCodec.IsSupportedType(Type type) => type == Self || IsKnown(type);

    bool IGeneralizedCopier.IsSupportedType(Type type) => IsKnown(type);

    bool? ITypeFilter.IsTypeAllowed(Type type) => type == Self || IsKnown(type) ? true : null;

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => input;

    void IFieldCodec.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType!, value))
            return;
        var type = FamilyOf(value!.GetType());
        var json = JsonSerializer.SerializeToUtf8Bytes(value, LifecycleJson.Options.GetTypeInfo(type));
        writer.WriteFieldHeader(fieldIdDelta, expectedType!, Self, WireType.TagDelimited);
        StringCodec.WriteField(ref writer, 0, NameOf(type));
        ByteArrayCodec.WriteField(ref writer, 1, json);
        writer.WriteEndObject();
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
            return ReferenceCodec.ReadReference<object, TInput>(ref reader, field);
        field.EnsureWireTypeTagDelimited();
        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var (name, json, id) = ("", Array.Empty<byte>(), 0u);
        while (reader.ReadFieldHeader() is { IsEndBaseOrEndObject: false } part)
        {
            id += part.FieldIdDelta;
            if (id == 0)
                name = StringCodec.ReadValue(ref reader, part);
            else if (id == 1)
                json = ByteArrayCodec.ReadValue(ref reader, part);
            else
                reader.ConsumeUnknownField(part);
        }

        var value = JsonSerializer.Deserialize(json, LifecycleJson.Options.GetTypeInfo(TypeOf(name)));
        ReferenceCodec.RecordObject(reader.Session, value, placeholder);
        return value;
    }

    private bool IsKnown(Type type) => _known.GetOrAdd(type, static type =>
        type.Assembly == typeof(Lifecycle).Assembly && (Families.Contains(FamilyOf(type)) || LifecycleJson.Options.TryGetTypeInfo(type, out _)));

    private static Type FamilyOf(Type type) => Array.Find(Families, family => family.IsAssignableFrom(type)) ?? type;

    private static string NameOf(Type type) => type.IsGenericType ? $"{ListPrefix}{type.GetGenericArguments()[0].Name}>" : type.Name;

    private Type TypeOf(string? name)
    {
        var isList = name is not null && name.StartsWith(ListPrefix, StringComparison.Ordinal) && name.EndsWith('>');
        var type = typeof(Lifecycle).Assembly.GetType($"{nameof(EsimLifecycle)}.{(isList ? name![ListPrefix.Length..^1] : name)}");
        if (isList && type is not null)
            type = typeof(ValueList<>).MakeGenericType(type);
        return type is not null && IsKnown(type)
            ? type
            : throw new UnsupportedWireTypeException($"Found the type '{name}'; expected one of EsimLifecycle {typeof(Lifecycle).Assembly.GetName().Version?.ToString(3)}. Another silo may run another release.");
    }
}
