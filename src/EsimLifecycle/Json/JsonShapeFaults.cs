using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Finds where a JSON value is not what its type asks for.</summary>
internal static class JsonShapeFaults
{
    /// <summary>The first fault in the order of the text, or null where there is none.</summary>
    public static JsonFault? Find(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return new JsonFault(path, $"Found null; expected {Expected(type)}.");
        if (type.Converter is IJsonListConverter list)
            return InList(value, type.Options.GetTypeInfo(list.ItemType), path);
        return type.Kind == JsonTypeInfoKind.Object ? InObject(value, type, path) : InLeaf(value, type, path);
    }

    /// <summary>Whether a property has to be there, as a member or as an argument of the constructor.</summary>
    public static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static JsonFault? InList(JsonElement value, JsonTypeInfo item, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return new JsonFault(path, $"Found {JsonWords.Describe(value)}; expected an array.");
        var index = 0;
        foreach (var each in value.EnumerateArray())
        {
            if (Find(each, item, JsonWords.PathOf(path, index++)) is { } fault)
                return fault;
        }

        return null;
    }

    private static JsonFault? InObject(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return new JsonFault(path, $"Found {JsonWords.Describe(value)}; expected an object.");
        var shape = type;
        if (type.PolymorphismOptions is { } polymorphism)
        {
            if (InDiscriminator(value, polymorphism, path, out var derived) is { } fault)
                return fault;
            shape = type.Options.GetTypeInfo(derived!);
        }

        return InProperties(value, shape, type.PolymorphismOptions?.TypeDiscriminatorPropertyName, path)
            ?? InWhole(value, type, shape, path);
    }

    private static JsonFault? InDiscriminator(JsonElement value, JsonPolymorphismOptions polymorphism, string path, out Type? derived)
    {
        derived = null;
        var name = polymorphism.TypeDiscriminatorPropertyName;
        string[] known = [.. polymorphism.DerivedTypes.Select(each => (string)each.TypeDiscriminator!)];
        var expected = JsonWords.OneOf(known);
        // The first one: where there are several, the second is a duplicate.
        var first = value.EnumerateObject().FirstOrDefault(property => property.Name == name);
        if (first.Value.ValueKind == JsonValueKind.Undefined)
            return new JsonFault(path, $"'{name}' is missing; expected {expected}.");
        path = JsonWords.PathOf(path, name);
        if (first.Value.ValueKind != JsonValueKind.String)
            return new JsonFault(path, $"Found {JsonWords.Describe(first.Value)}; expected {expected}.");
        var found = first.Value.GetString()!;
        derived = polymorphism.DerivedTypes.FirstOrDefault(each => found.Equals(each.TypeDiscriminator)).DerivedType;
        return derived is null
            ? new JsonFault(path, $"Found {JsonWords.Quote(found)}; expected {expected}.{JsonWords.Hint(found, known)}")
            : null;
    }

    private static JsonFault? InProperties(JsonElement value, JsonTypeInfo shape, string? discriminator, string path)
    {
        var seen = new HashSet<string>();
        var known = Properties(shape).ToDictionary(property => property.Name);
        foreach (var found in value.EnumerateObject())
        {
            var name = found.Name;
            var at = JsonWords.PathOf(path, name);
            if (!seen.Add(name))
                return new JsonFault(at, $"Found {JsonWords.Quote(name)} again; expected each property once.");
            if (name == discriminator)
                continue;
            if (!known.TryGetValue(name, out var property))
            {
                // What follows from other properties is written for readers, and read past.
                if (shape.Properties.Any(property => property.Name == name))
                    continue;
                var names = known.Keys;
                return new JsonFault(
                    at,
                    $"Found the unknown property {JsonWords.Quote(name)}; expected {JsonWords.OneOf(names)}.{JsonWords.Hint(name, names)}");
            }

            if (InProperty(found.Value, property, at) is { } fault)
                return fault;
        }

        var missing = known.Values.Where(property => IsRequired(property) && !seen.Contains(property.Name))
            .Select(property => $"'{property.Name}'").ToList();
        return missing.Count switch
        {
            0 => null,
            1 => new JsonFault(path, $"{missing[0]} is missing; it is required."),
            _ => new JsonFault(path, $"{string.Join(", ", missing)} are missing; they are required."),
        };
    }

    private static JsonFault? InProperty(JsonElement value, JsonPropertyInfo property, string path)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var mayBeNull = underlying is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);
        return value.ValueKind == JsonValueKind.Null && mayBeNull
            ? null
            : Find(value, property.Options.GetTypeInfo(underlying ?? property.PropertyType), path);
    }

    /// <summary>Each property is right by itself; whether they go together only the constructor knows.</summary>
    private static JsonFault? InWhole(JsonElement value, JsonTypeInfo type, JsonTypeInfo shape, string path)
    {
        try
        {
            value.Deserialize(type);
            return null;
        }
        catch (ArgumentException e)
        {
            var culprit = Properties(shape).FirstOrDefault(
                property => string.Equals(property.Name, e.ParamName, StringComparison.OrdinalIgnoreCase));
            return new JsonFault(culprit is null ? path : JsonWords.PathOf(path, culprit.Name), Explain(e));
        }
        catch (JsonException e)
        {
            return new JsonFault(path, e.Message);
        }
    }

    private static JsonFault? InLeaf(JsonElement value, JsonTypeInfo type, string path)
    {
        try
        {
            value.Deserialize(type);
            return null;
        }
        catch (JsonException e) when (type.Converter is IJsonExpectation)
        {
            // A converter of ours tells its own fault, and where in the value it is.
            return new JsonFault(path + e.Path?[1..], e.Message);
        }
        catch (JsonException)
        {
            return new JsonFault(path, $"Found {JsonWords.Describe(value)}; expected {Expected(type)}.");
        }
    }

    private static string Explain(ArgumentException e)
    {
        var message = e.Message.AsSpan();
        var suffix = message.IndexOf(" (Parameter '");
        var text = (suffix < 0 ? message : message[..suffix]).ToString();
        return e is ArgumentOutOfRangeException { ActualValue: { } actual }
            ? string.Create(CultureInfo.InvariantCulture, $"Found {actual}. {text}")
            : text;
    }

    private static string Expected(JsonTypeInfo type) =>
        type.Converter is IJsonExpectation converter ? converter.Expected
        : type.Kind == JsonTypeInfoKind.Object ? "an object"
        : type.Type == typeof(string) ? "a string"
        : type.Type == typeof(bool) ? "true or false"
        : type.Type == typeof(int) ? $"a whole number from {int.MinValue} to {int.MaxValue}"
        : $"a whole number from {long.MinValue} to {long.MaxValue}";

    /// <summary>The properties that can be read: set, or given to the constructor.</summary>
    private static IEnumerable<JsonPropertyInfo> Properties(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null);
}

/// <summary>A converter that reads an array of items of one type.</summary>
internal interface IJsonListConverter
{
    Type ItemType { get; }
}
