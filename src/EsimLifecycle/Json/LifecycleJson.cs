using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>Reads and writes commands, events, callers, subscriptions and policies as JSON, strictly.</summary>
/// <remarks>
/// <para>Reading is strict: an unknown, repeated or missing property, a null that is not permitted and an unknown discriminator are
/// refused with the path, the value found and the value expected. A discriminator may be anywhere in its object. Names are camelCase,
/// enumeration values are names, instants and dates are ISO 8601, money is text such as <c>"USD 30.00"</c>.</para>
/// <para>A null is accepted only for an optional property, and is the same as leaving it out.</para>
/// <para>Values that could not be read back are not written: a default identifier, an enumeration's value without a name, a null that is
/// not permitted. A <see cref="LifecycleJsonException"/> names the first such value, with its path.</para>
/// <para>A text is UTF-8; a byte-order mark before it is skipped. Anything after the value and more than 64 levels are refused; so are comments and trailing commas,
/// but in a policy.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static partial class LifecycleJson
{
    /// <summary>The name of the property that names a command.</summary>
    public const string CommandDiscriminator = "do";

    /// <summary>The name of the property that names an event.</summary>
    public const string EventDiscriminator = "event";

    /// <summary>Gets the options for all but what is made of sealed histories, which stands a floor above.</summary>
    internal static JsonSerializerOptions StoredOptions { get; } = MakeOptions();

    /// <summary>Writes a command as JSON in UTF-8.</summary>
    public static byte[] Write(LifecycleCommand command) => Write<LifecycleCommand>(command);

    /// <summary>Writes an event as JSON in UTF-8.</summary>
    public static byte[] Write(LifecycleEvent @event) => Write<LifecycleEvent>(@event);

    /// <summary>Writes a policy as JSON in UTF-8.</summary>
    public static byte[] Write(CarrierPolicy policy) => Write<CarrierPolicy>(policy);

    /// <summary>Writes a caller as JSON in UTF-8.</summary>
    public static byte[] Write(Caller caller) => Write<Caller>(caller);

    /// <summary>Writes a subscription as JSON in UTF-8, for use as a cache: a later release may refuse to read it.</summary>
    public static byte[] Write(Subscription subscription) => Write<Subscription>(subscription);

    /// <summary>Reads a command.</summary>
    /// <exception cref="LifecycleJsonException">The text is not a command.</exception>
    public static LifecycleCommand ReadCommand(ReadOnlySpan<byte> utf8) => Read<LifecycleCommand>(utf8);

    /// <summary>Reads an event.</summary>
    /// <exception cref="LifecycleJsonException">The text is not an event.</exception>
    public static LifecycleEvent ReadEvent(ReadOnlySpan<byte> utf8) => Read<LifecycleEvent>(utf8);

    /// <summary>Reads a caller.</summary>
    /// <exception cref="LifecycleJsonException">The text is not a caller.</exception>
    public static Caller ReadCaller(ReadOnlySpan<byte> utf8) => Read<Caller>(utf8);

    /// <summary>Reads a policy, without checking whether its rules are consistent; see <see cref="CarrierPolicy.FromJson"/>.</summary>
    /// <remarks>A policy may have comments (<c>//</c> and <c>/* */</c>), commas after the last of a list, and a <c>$schema</c>, because people write it by hand.</remarks>
    /// <exception cref="LifecycleJsonException">The text is not a policy.</exception>
    public static CarrierPolicy ReadPolicy(ReadOnlySpan<byte> utf8) => PolicyText.Read(utf8, out var cause) ?? throw PolicyText.Explain(utf8, cause);

    /// <summary>Reads a subscription from a cache.</summary>
    /// <exception cref="LifecycleJsonException">
    /// The text is not a subscription, or was written by a release whose subscriptions had another shape: replay the events instead.
    /// </exception>
    public static Subscription ReadSubscription(ReadOnlySpan<byte> utf8) => Read<Subscription>(utf8);

    /// <summary>A state is whole only with its notes; a value that no text can tell in full is not made of one.</summary>
    private static void FinishWhatIsRead(JsonTypeInfo type)
    {
        if (type.Type == typeof(Subscription))
            type.OnDeserialized = static state => Finish((Subscription)state);
        else if (type.Type == typeof(Deadline) || type.Type == typeof(RefusalFact))
            type.CreateObject = static () => throw new JsonException("Found a value that is written only; expected one that can be read.");
    }

    private static void Finish(Subscription state)
    {
        if (FindMissing(state) is { } part)
            throw new JsonException($"'{JsonNamingPolicy.CamelCase.ConvertName(part)}' is missing; it is required where the status is {state.Status}.");
        state.Seal();
    }
    /// <summary>The part that is missing although the status needs it, or null.</summary>
    private static string? FindMissing(Subscription state) =>
        state.Contract is null && state.Status != SubscriptionStatus.None ? nameof(state.Contract)
        : state.Suspension is null && state.Status == SubscriptionStatus.Suspended ? nameof(state.Suspension)
        : state.Cancellation is null && state.Status.IsPendingCancel() ? nameof(state.Cancellation)
        : state.Closure is null && state.Status == SubscriptionStatus.Closed ? nameof(state.Closure)
        : null;

    /// <summary>A property that is not part of the JSON is unknown there: the serializer would skip it without a word.</summary>
    private static void ForgetWhatIsIgnored(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Get: null, Set: null })
                type.Properties.RemoveAt(i);
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static byte[] Write<T>(T value) where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>());
        }
        catch (JsonException e)
        {
            throw new LifecycleJsonException(JsonWords.InJson(e.Path ?? "$"), e.Message, e);
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)StoredOptions.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions MakeOptions()
    {
        var options = MakeStrictOptions();
        foreach (var converter in LifecycleJsonContext.Default.Options.Converters)
            options.Converters.Add(converter);
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(PolicyJson.Instance, LifecycleJsonContext.Default)
            .WithAddedModifier(LeaveOutWhatIsNone).WithAddedModifier(ForgetWhatIsIgnored).WithAddedModifier(FinishWhatIsRead);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Makes the options that everything in JSON has in common, without the types.</summary>
    internal static JsonSerializerOptions MakeStrictOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>An identifier that is none, and a list of no postings, are left out where they may be.</summary>
    internal static void LeaveOutWhatIsNone(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // A null is left out where it may be; elsewhere it is told, not left out as well.
            var isRequired = JsonShapeFaults.IsRequired(property);
            if (isRequired || (!property.IsGetNullable && !property.PropertyType.IsValueType))
                property.ShouldSerialize = static (_, _) => true;
            if (isRequired)
                continue;
            if (property.PropertyType == typeof(Reference))
                property.ShouldSerialize = static (_, value) => value is Reference { IsNone: false };
            else if (property.PropertyType == typeof(PersonalReference))
                property.ShouldSerialize = static (_, value) => value is PersonalReference { IsNone: false };
            else if (property.PropertyType == typeof(SubscriptionId))
                property.ShouldSerialize = static (_, value) => value is SubscriptionId { IsNone: false };
            else if (property.PropertyType == typeof(ValueList<Posting>))
                property.ShouldSerialize = static (_, value) => value is ValueList<Posting> { Count: > 0 };
        }
    }

    /// <summary>RFC 8259, section 8.1: a reader may ignore the mark that some editors put before a file.</summary>
    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;

    private static T Read<T>(ReadOnlySpan<byte> utf8) where T : class
    {
        utf8 = WithoutMark(utf8);
        var type = TypeOf<T>();
        try
        {
            return JsonSerializer.Deserialize(utf8, type) ?? throw new LifecycleJsonException("$", "Found null; expected an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw JsonFaults.Explain(e, utf8, type);
        }
    }
}

/// <summary>
/// The exception thrown when a JSON text is not valid for its type, or when a value can't be written so that it could be read back.
/// </summary>
public sealed class LifecycleJsonException : FormatException
{
    /// <summary>Creates the exception without a path.</summary>
    public LifecycleJsonException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public LifecycleJsonException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public LifecycleJsonException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal LifecycleJsonException(string path, string problem, Exception? cause = null)
        : base($"{path}: {problem}", cause)
    {
        Path = path;
        Problem = problem;
    }

    /// <summary>Gets the location of the fault, as a JSON path from the root of the value read or written.</summary>
    public string Path { get; } = "$";

    /// <summary>Gets the description of the fault: the value found there and the value expected.</summary>
    public string Problem { get; } = "";
}
