using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Finds where a JSON value is not what its type asks for.</summary>
internal sealed class JsonShapeFaults
{
    /// <summary>The beginning of what is expected where a number is.</summary>
    public const string WholeNumber = "a whole number";

    private readonly List<JsonFault> _faults = [];

    /// <summary>The first fault in the order of the text, or null where there is none.</summary>
    public static JsonFault? Find(JsonElement value, JsonTypeInfo type, string path) => FindAll(value, type, path) is [var first, ..] ? first : null;

    /// <summary>Every fault in the order of the text.</summary>
    public static List<JsonFault> FindAll(JsonElement value, JsonTypeInfo type, string path)
    {
        var found = new JsonShapeFaults();
        found.InValue(value, type, path, path);
        return found._faults;
    }

    /// <summary>Whether a property has to be there, as a member or as an argument of the constructor.</summary>
    public static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    /// <summary>The type of a property, which for the serializer may be any object.</summary>
    public static Type TypeOf(JsonPropertyInfo property) => (property.AttributeProvider as PropertyInfo)?.PropertyType ?? property.PropertyType;

    /// <param name="value">The value.</param>
    /// <param name="type">The type that it should be of.</param>
    /// <param name="path">The path of the value.</param>
    /// <param name="whole">The path of the smallest part around it that can be left out without harm to the rest.</param>
    private void InValue(JsonElement value, JsonTypeInfo type, string path, string whole)
    {
        if (value.ValueKind == JsonValueKind.Null)
            Add(path, whole, $"Found null; expected {Expected(type)}.");
        else if (type.Converter is IJsonListConverter list)
            InList(value, type.Options.GetTypeInfo(list.ItemType), path, whole);
        else if (type.Kind == JsonTypeInfoKind.Object)
            InObject(value, type, path, whole);
        else
            InLeaf(value, type, path, whole);
    }

    private void InList(JsonElement value, JsonTypeInfo item, string path, string whole)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(path, whole, $"Found {JsonWords.Describe(value)}; expected an array.");
            return;
        }

        var index = 0;
        var isPart = typeof(IPolicyPart).IsAssignableFrom(item.Type);
        foreach (var each in value.EnumerateArray())
        {
            var at = JsonWords.PathOf(path, index++);
            InValue(each, item, at, isPart ? at : whole);
        }
    }

    private void InObject(JsonElement value, JsonTypeInfo type, string path, string whole)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, whole, $"Found {JsonWords.Describe(value)}; expected an object.");
            return;
        }

        var shape = type;
        if (type.PolymorphismOptions is { } polymorphism)
        {
            if (FindDerived(value, polymorphism, path, whole) is not { } derived)
                return;
            shape = type.Options.GetTypeInfo(derived);
        }

        var before = _faults.Count;
        InProperties(value, shape, type.PolymorphismOptions?.TypeDiscriminatorPropertyName, path, whole);
        if (_faults.Count == before)
            InWhole(value, type, shape, path, whole);
    }

    private Type? FindDerived(JsonElement value, JsonPolymorphismOptions polymorphism, string path, string whole)
    {
        var name = polymorphism.TypeDiscriminatorPropertyName;
        string[] known = [.. polymorphism.DerivedTypes.Select(each => (string)each.TypeDiscriminator!)];
        var expected = JsonWords.OneOf(known);
        // The first one: where there are several, the second is a duplicate.
        var first = value.EnumerateObject().FirstOrDefault(property => property.Name == name);
        var at = JsonWords.PathOf(path, name);
        if (first.Value.ValueKind == JsonValueKind.Undefined)
        {
            Add(path, whole, $"'{name}' is missing; expected {expected}.");
            return null;
        }

        if (first.Value.ValueKind != JsonValueKind.String)
        {
            Add(at, whole, $"Found {JsonWords.Describe(first.Value)}; expected {expected}.");
            return null;
        }

        var found = first.Value.GetString()!;
        var derived = polymorphism.DerivedTypes.FirstOrDefault(each => found.Equals(each.TypeDiscriminator)).DerivedType;
        if (derived is null)
            Add(at, whole, $"Found {JsonWords.Quote(found)}; expected {expected}.{JsonWords.Hint(found, known)}");
        return derived;
    }

    private void InProperties(JsonElement value, JsonTypeInfo shape, string? discriminator, string path, string whole)
    {
        var seen = new HashSet<string>();
        var known = Properties(shape).ToDictionary(property => property.Name);
        var isPart = typeof(IPolicyPart).IsAssignableFrom(shape.Type);
        foreach (var found in value.EnumerateObject())
        {
            var name = found.Name;
            var at = JsonWords.PathOf(path, name);
            if (!seen.Add(name))
            {
                Add(at, isPart ? at : whole, $"Found {JsonWords.Quote(name)} again; expected each property once.");
            }
            else if (known.TryGetValue(name, out var property))
            {
                InProperty(found.Value, property, at, isPart ? at : whole);
            }
            else if (name != discriminator && !shape.Properties.Any(property => property.Name == name))
            {
                // What follows from other properties is written for readers, and read past.
                var names = known.Keys.Where(each => each != PolicyJson.SchemaName).ToList();
                _faults.Add(new JsonFault(at, $"Found the unknown property {JsonWords.Quote(name)}; expected {JsonWords.OneOf(names)}.{JsonWords.Hint(name, names)}")
                {
                    Whole = isPart ? at : whole,
                    IsUnknown = isPart,
                });
            }
        }

        JsonPropertyInfo[] missing = [.. known.Values.Where(property => IsRequired(property) && !seen.Contains(property.Name))];
        if (missing.Length == 0)
            return;
        var list = string.Join(", ", missing.Select(property => $"'{property.Name}'"));
        _faults.Add(new JsonFault(path, missing.Length == 1 ? $"{list} is missing; it is required." : $"{list} are missing; they are required.")
        {
            Whole = isPart ? "" : whole,
            Missing = [.. missing.Select(property => (property.Name, Expected(property.Options.GetTypeInfo(Nullable.GetUnderlyingType(TypeOf(property)) ?? TypeOf(property)))))],
        });
    }

    private void InProperty(JsonElement value, JsonPropertyInfo property, string path, string whole)
    {
        var type = TypeOf(property);
        var underlying = Nullable.GetUnderlyingType(type);
        var mayBeNull = underlying is not null || (!type.IsValueType && property.IsSetNullable);
        if (value.ValueKind != JsonValueKind.Null || !mayBeNull)
            InValue(value, property.Options.GetTypeInfo(underlying ?? type), path, whole);
    }

    /// <summary>Each property is right by itself; whether they go together only the constructor knows.</summary>
    private void InWhole(JsonElement value, JsonTypeInfo type, JsonTypeInfo shape, string path, string whole)
    {
        try
        {
            value.Deserialize(type);
        }
        catch (ArgumentException e)
        {
            var culprit = Properties(shape).FirstOrDefault(
                property => string.Equals(property.Name, e.ParamName, StringComparison.OrdinalIgnoreCase));
            Add(culprit is null ? path : JsonWords.PathOf(path, culprit.Name), whole, Explain(e));
        }
        catch (JsonException e)
        {
            Add(path, whole, e.Message);
        }
    }

    private void InLeaf(JsonElement value, JsonTypeInfo type, string path, string whole)
    {
        try
        {
            value.Deserialize(type);
        }
        catch (JsonException e) when (type.Converter is IJsonExpectation)
        {
            // A converter of ours tells its own fault, and where in the value it is.
            Add(path + e.Path?[1..], whole, e.Message);
        }
        catch (JsonException)
        {
            Add(path, whole, $"Found {JsonWords.Describe(value)}; expected {Expected(type)}.");
        }
    }

    private void Add(string path, string whole, string problem) => _faults.Add(new JsonFault(path, problem) { Whole = whole });

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
        : type.Type == typeof(int) ? $"{WholeNumber} from {int.MinValue} to {int.MaxValue}"
        : $"{WholeNumber} from {long.MinValue} to {long.MaxValue}";

    /// <summary>The properties that can be read: set, or given to the constructor.</summary>
    private static IEnumerable<JsonPropertyInfo> Properties(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null);
}

/// <summary>A converter that reads an array of items of one type.</summary>
internal interface IJsonListConverter
{
    Type ItemType { get; }
}
