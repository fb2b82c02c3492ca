using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <content>The library's types as parts of a host's own JSON.</content>
public static partial class LifecycleJson
{
    /// <summary>
    /// Gets the read-only options for <see cref="JsonSerializer"/>, for hosts that serialize these types by themselves: everything that is stored, sent or
    /// answered, certificates included.
    /// </summary>
    /// <remarks>
    /// The options are as strict as the methods of this class, but the serializer reports faults as its own <see cref="JsonException"/>,
    /// and a fault inside a list with the path of the list and the rest of the path in the message.
    /// </remarks>
    public static JsonSerializerOptions Options => HostJson.Options;

    /// <summary>Adds the library's types to a host's own options, so that they are written and read there as this class writes and reads them.</summary>
    /// <remarks>
    /// <para>
    /// Whatever else the options say, each value of the library is as in <see cref="Options"/>, by itself and anywhere within the host's own types: instants and dates
    /// are ISO 8601 (<c>"2026-01-31T10:00:00Z"</c>), money is <c>"USD 30.00"</c>, enumeration values are names, properties are in camelCase. Indentation and
    /// escaping are the host's. NodaTime's <see cref="Instant"/>, <see cref="LocalDate"/>, <see cref="Period"/> and <see cref="IsoDayOfWeek"/> are included, unless
    /// the options have converters of them already: then the host's own types have them in the host's way, and the library's as before.
    /// </para>
    /// <para>
    /// A <see cref="Decision"/> is <c>{ "outcome", "events", "refusals", "subscription" }</c>, a <see cref="Refusal"/> is
    /// <c>{ "code", "facts": { "devices": […] }, "retryAt", "remedy": { "do": … } }</c>: its facts are an object, empty if there are none; <c>retryAt</c> and
    /// <c>remedy</c> are left out if there are none, as every null is. What is written can be read again, but for a <see cref="Deadline"/> and a
    /// <see cref="RefusalFact"/> by themselves. A whole number beyond 2^53, which JavaScript would round, is a text of digits.
    /// </para>
    /// <para>
    /// A command always names itself, <c>{ "do": "UnbindDevice", "device": "…" }</c>, and so do an event and an instruction, even where they are written by their own class
    /// or as an <see cref="object"/>; in <see cref="Options"/> only as a <see cref="LifecycleCommand"/>, <see cref="LifecycleEvent"/> or <see cref="Instruction"/>. Read
    /// as its own class, a command may leave its name out; the name of another is a fault.
    /// </para>
    /// <para>Call it after the options have been given converters and a resolver of their own, if any. It uses no reflection. Calling it again changes nothing.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.Services.ConfigureHttpJsonOptions(json => LifecycleJson.AddTo(json.SerializerOptions));
    /// app.MapPost("/lines/{id}/quote", (string id, RequestCancellation request) => lifecycle.Quote(Load(id), request, context));
    /// </code>
    /// </example>
    /// <param name="options">The host's options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The options are read-only, because they are in use already.</exception>
    public static void AddTo(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Converters.Contains(HostJson.Instance))
            return;

        options.Converters.Insert(0, HostJson.Instance);
        options.Converters.Add(HostJson.Times);
        if (options.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
            options.TypeInfoResolver = MakeReflectionResolver();
        options.TypeInfoResolverChain.Insert(0, HostJson.Instance);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the program has reflection: it is what the serializer takes where there is no resolver.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the program has reflection: it is what the serializer takes where there is no resolver.")]
    private static DefaultJsonTypeInfoResolver MakeReflectionResolver() => new();
}

/// <summary>Gives the library's types in a host's options the converters that write and read them as the library's own options do.</summary>
/// <remarks>Resolvers ask for a converter first; this is one as well, for hosts whose own know only their own types.</remarks>
internal sealed class HostJson : JsonConverterFactory, IJsonTypeInfoResolver
{
    /// <summary>For the library's types: before the host's converters.</summary>
    public static readonly HostJson Instance = new(typeof(HostJson).Assembly);

    /// <summary>For NodaTime's types: after the host's converters.</summary>
    public static readonly HostJson Times = new(typeof(Instant).Assembly);

    public static readonly JsonSerializerOptions Options = MakeOptions();

    // The serializer lets a converter of objects stand for one of any class. That of a structure has to be its own.
    private static readonly JsonConverter[] Structs =
    [
        StructConverter<CommandContext>(),
        StructConverter<Deadline>(),
        StructConverter<Decision>(),
        StructConverter<DescriptionLine>(),
        StructConverter<ErasureObstacle>(),
        StructConverter<GoodwillPart>(),
        StructConverter<HistoryHead>(),
        StructConverter<LegTransfer>(),
        StructConverter<MessageContent>(),
        StructConverter<PastUsage>(),
        StructConverter<PayoutPart>(),
        StructConverter<PolicyFault>(),
        StructConverter<Posting>(),
        StructConverter<Purchase>(),
        StructConverter<RefusalFact>(),
        StructConverter<SettlementShare>(),
    ];

    // Which of these a thing is, is told by its discriminator.
    private static readonly Type[] Families = [typeof(LifecycleCommand), typeof(LifecycleEvent), typeof(Instruction)];

    private readonly Assembly _assembly;

    private HostJson(Assembly assembly) => _assembly = assembly;

    public override bool CanConvert(Type typeToConvert) => typeToConvert.Assembly == _assembly && Options.TryGetTypeInfo(typeToConvert, out _);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var own = Options.GetTypeInfo(typeToConvert);
        if (!typeToConvert.IsValueType)
            return new HostJsonConverter<object>(own, Families.FirstOrDefault(typeToConvert.IsSubclassOf) is { } family ? Options.GetTypeInfo(family) : own);
        return own.Converter is IJsonExpectation ? own.Converter : Structs.First(each => each.Type == typeToConvert);
    }

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        if (!CanConvert(type) && !Times.CanConvert(type))
            return null;
        var info = ((IJsonTypeInfoResolver)LifecycleJsonContext.Default).GetTypeInfo(type, options) ?? ((IJsonTypeInfoResolver)EvidenceJsonContext.Default).GetTypeInfo(type, options);
        info?.PolymorphismOptions = null; // The converter writes and reads the discriminator.
        return info;
    }

    private static HostJsonConverter<T> StructConverter<T>() where T : struct
    {
        var own = Options.GetTypeInfo(typeof(T));
        return new(own, own);
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = EvidenceJsonContext.AddTo(new JsonSerializerOptions(LifecycleJson.StoredOptions));
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Writes and reads one type of the library in a host's options.</summary>
/// <typeparam name="T">The type, or <see cref="object"/> for any class.</typeparam>
/// <param name="own">The type in the library's own options.</param>
/// <param name="family">The type that it is written as: that of all commands for a command, so that it names itself; otherwise the same.</param>
internal sealed class HostJsonConverter<T>(JsonTypeInfo own, JsonTypeInfo family) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = IsNamed(reader) ? family : own;
        var start = reader;
        try
        {
            return (T?)JsonSerializer.Deserialize(ref reader, type);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // The serializer adds the path to this value, but not the way within it.
            using var document = JsonDocument.ParseValue(ref start);
            var (path, problem) = JsonShapeFaults.Find(document.RootElement, type, "$") ?? new JsonFault("$", e.Message);
            throw new JsonException(path == "$" ? problem : $"At {path[1..].TrimStart('.')}: {problem}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, family);

    /// <summary>Whether an object says that it is of this type, which it need not; that it is of another is a fault.</summary>
    private bool IsNamed(Utf8JsonReader reader)
    {
        if (family == own || reader.TokenType != JsonTokenType.StartObject)
            return false;
        var discriminator = family.PolymorphismOptions!.TypeDiscriminatorPropertyName;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1 || !reader.ValueTextEquals(discriminator))
                continue;
            do
                reader.Read();
            while (reader.TokenType == JsonTokenType.Comment);
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(own.Type.Name))
                return true;
            string[] expected = [own.Type.Name];
            throw new JsonException(reader.TokenType == JsonTokenType.String && reader.GetString() is { } found
                ? $"At {discriminator}: Found {JsonWords.Quote(found)}; expected {JsonWords.OneOf(expected)}.{JsonWords.Hint(found, expected)}"
                : $"At {discriminator}: Found {JsonWords.Describe(reader.TokenType)}; expected {JsonWords.OneOf(expected)}.");
        }

        return false;
    }
}
