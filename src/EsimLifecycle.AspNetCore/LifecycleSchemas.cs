using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace EsimLifecycle.AspNetCore;

/// <summary>The schemas of the library's types, as <see cref="LifecycleJson"/> writes and reads them, in an OpenAPI document.</summary>
internal sealed class LifecycleSchemas(OpenApiDocument document)
{
    // Names of an API are its own: the host may have a Money as well.
    private const string Prefix = "Esim";

    private const string Opaque = "^[!-~]{1,128}$";

    /// <summary>What is a text although it is not a string.</summary>
    private static readonly Dictionary<Type, (string? Pattern, string? Format, string Example)> Texts = new()
    {
        [typeof(Instant)] = (null, "date-time", "2026-01-31T10:00:00Z"),
        [typeof(LocalDate)] = (null, "date", "2026-01-31"),
        [typeof(Period)] = ("^P", null, "P1M"),
        [typeof(Money)] = (@"^[A-Z]{3} -?[0-9]+(\.[0-9]+)?$", null, "USD 30.00"),
        [typeof(Currency)] = ("^[A-Z]{3}$", null, "USD"),
        [typeof(Eid)] = ("^[0-9]{32}$", null, "89049032123451234512345678901235"),
        [typeof(Iccid)] = ("^[0-9]{18,20}F*$", null, "8943108161000670038"),
        [typeof(Msisdn)] = (@"^\+[1-9][0-9]{0,14}$", null, "+6281234567890"),
        [typeof(SubscriptionId)] = (Opaque, null, "line-1"),
        [typeof(CommandId)] = (Opaque, null, "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        [typeof(Reference)] = (Opaque, null, "payment-1"),
        [typeof(PersonalReference)] = (Opaque, null, "person-1"),
    };

    public static IOpenApiSchema List(IOpenApiSchema item) => new OpenApiSchema { Type = JsonSchemaType.Array, Items = item };

    /// <summary>An object of these properties and no others; the name of one that may be left out ends in a question mark.</summary>
    public static OpenApiSchema Object(params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> properties)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
            AdditionalPropertiesAllowed = false,
        };
        foreach (var (name, property) in properties)
        {
            schema.Properties[name.TrimEnd('?')] = property;
            if (!name.EndsWith('?'))
                schema.Required.Add(name);
        }

        return schema;
    }

    public IOpenApiSchema Of<T>() => Of(typeof(T));

    /// <summary>One command by itself, which names itself as any other.</summary>
    public IOpenApiSchema Command<T>() where T : LifecycleCommand => Named(typeof(T).Name, () => Part(typeof(T), LifecycleJson.CommandDiscriminator, typeof(T).Name));

    /// <summary>A value with a text about it as one more property.</summary>
    public IOpenApiSchema Told<T>(string name) => Named($"Explained{typeof(T).Name}", () =>
    {
        var schema = typeof(T) == typeof(Refusal) ? RefusalOf() : Part(typeof(T));
        schema.Properties![name] = Of<string>();
        schema.Required!.Add(name);
        return schema;
    });

    /// <summary>A schema among the document's components, made when it is first named.</summary>
    public IOpenApiSchema Named(string name, Func<OpenApiSchema> make)
    {
        name = Prefix + name;
        var components = (document.Components ??= new OpenApiComponents()).Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!components.ContainsKey(name))
        {
            document.AddComponent(name, new OpenApiSchema()); // It may contain itself.
            components[name] = make();
        }

        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>What every problem has; a host may add to it.</summary>
    public IOpenApiSchema Problem() => Named("Problem", () =>
    {
        var schema = Object(
            ("type", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" }), ("title", Of<string>()), ("status", Of<int>()), ("detail", Of<string>()),
            ("code?", Of<string>()), ("facts?", Any()), ("retryAt?", Of<Instant>()), ("remedy?", Of<LifecycleCommand>()), ("refusals?", List(Told<Refusal>("detail"))),
            ("path?", Of<string>()));
        schema.AdditionalPropertiesAllowed = true;
        return schema;
    });

    private IOpenApiSchema Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
            return new OpenApiSchema { Type = JsonSchemaType.Boolean };
        if (type == typeof(int))
            return new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
        if (type == typeof(long))
            return new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.String, Format = "int64", Pattern = "^-?[0-9]+$", Description = "Beyond 2^53 a text of its digits." };
        if (type == typeof(string))
            return new OpenApiSchema { Type = JsonSchemaType.String };
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return List(Of(type.GenericTypeArguments[0]));
        return Named(type.Name, () => Make(type));
    }

    private OpenApiSchema Make(Type type)
    {
        if (Texts.TryGetValue(type, out var text))
            return new OpenApiSchema { Type = JsonSchemaType.String, Pattern = text.Pattern, Format = text.Format, Examples = [text.Example] };
        if (type.IsEnum)
            return new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. NamesOf(type).Select(name => (JsonNode)name)] };
        if (type == typeof(Refusal))
            return RefusalOf();
        if (type == typeof(Balances))
            return new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["currency"] = Of<Currency>() }, AdditionalProperties = Of<Money>() };

        var info = LifecycleJson.Options.GetTypeInfo(type);
        if (info.PolymorphismOptions is { TypeDiscriminatorPropertyName: var discriminator } family)
        {
            var kinds = family.DerivedTypes.ToDictionary(
                each => (string)each.TypeDiscriminator!,
                each => (OpenApiSchemaReference)Named(each.DerivedType.Name, () => Part(each.DerivedType, discriminator, (string)each.TypeDiscriminator!)));
            return new OpenApiSchema { OneOf = [.. kinds.Values], Discriminator = new OpenApiDiscriminator { PropertyName = discriminator, Mapping = kinds } };
        }

        // What is left is made of digests and the like, for programs that keep it: any text or list.
        return info.Kind == JsonTypeInfoKind.Object ? Part(type) : Any();
    }

    private OpenApiSchema Part(Type type, string? discriminator = null, string? name = null)
    {
        var schema = Object();
        if (discriminator is not null)
        {
            schema.Properties![discriminator] = new OpenApiSchema { Type = JsonSchemaType.String, Const = name };
            schema.Required!.Add(discriminator);
        }

        foreach (var property in LifecycleJson.Options.GetTypeInfo(type).Properties)
        {
            schema.Properties![property.Name] = Of(property.PropertyType);
            if (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false })
                schema.Required!.Add(property.Name);
        }

        return schema;
    }

    private OpenApiSchema RefusalOf() => Object(
        ("code", Of<string>()), ("facts", new OpenApiSchema { Type = JsonSchemaType.Object }), ("retryAt?", Of<Instant>()), ("remedy?", Of<LifecycleCommand>()));

    private static OpenApiSchema Any() => new();

    // The superstates are no status to be in.
    private static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type)
        .Where(name => type != typeof(SubscriptionStatus) || name is not (nameof(SubscriptionStatus.InForce) or nameof(SubscriptionStatus.PendingCancel)));
}
