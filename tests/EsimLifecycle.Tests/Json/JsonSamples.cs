using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace EsimLifecycle.Tests;

/// <summary>
/// Makes JSON of any type that is stored or sent, by what the type itself says of its properties: a new command or event needs nothing here.
/// </summary>
internal sealed class JsonSamples(Random random, bool whole)
{
    /// <summary>Every type with a JSON of its own: commands, events, instructions, policies, callers and states.</summary>
    public static readonly Type[] Roots =
    [
        typeof(LifecycleCommand),
        typeof(LifecycleEvent),
        typeof(Instruction),
        typeof(CarrierPolicy),
        typeof(Caller),
        typeof(Subscription),
    ];

    /// <summary>The concrete ones: what a text says it is.</summary>
    public static readonly Type[] Concrete = [.. typeof(Lifecycle).Assembly.GetTypes().Where(IsConcrete)];

    public static TheoryData<Type> ConcreteTypes => [.. Concrete];

    /// <summary>One of <paramref name="type"/>, with every property it can have.</summary>
    public static JsonObject Whole(Type type, int seed = 1) => (JsonObject)new JsonSamples(new Random(seed), whole: true).Of(type);

    /// <summary>One of <paramref name="type"/>, with some of the properties it need not have.</summary>
    public static JsonObject Some(Type type, int seed) => (JsonObject)new JsonSamples(new Random(seed), whole: false).Of(type);

    public static JsonTypeInfo InfoOf(Type type) => LifecycleJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    public static Type RootOf(Type type) => Roots.Single(root => root.IsAssignableFrom(type));

    /// <summary>Reads it as what it says it is.</summary>
    public static object Read(Type type, ReadOnlySpan<byte> utf8) => RootOf(type) switch
    {
        var root when root == typeof(LifecycleCommand) => LifecycleJson.ReadCommand(utf8),
        var root when root == typeof(LifecycleEvent) => LifecycleJson.ReadEvent(utf8),
        var root when root == typeof(CarrierPolicy) => LifecycleJson.ReadPolicy(utf8),
        var root when root == typeof(Caller) => LifecycleJson.ReadCaller(utf8),
        var root when root == typeof(Subscription) => LifecycleJson.ReadSubscription(utf8),
        var root => JsonSerializer.Deserialize(utf8, InfoOf(root))!,
    };

    public static byte[] Write(object value) => value switch
    {
        LifecycleCommand command => LifecycleJson.Write(command),
        LifecycleEvent @event => LifecycleJson.Write(@event),
        CarrierPolicy policy => LifecycleJson.Write(policy),
        Caller caller => LifecycleJson.Write(caller),
        Subscription subscription => LifecycleJson.Write(subscription),
        _ => JsonSerializer.SerializeToUtf8Bytes(value, InfoOf(RootOf(value.GetType()))),
    };

    private static bool IsConcrete(Type type) => !type.IsAbstract && Roots.Any(root => root.IsAssignableFrom(type));

    private JsonNode Of(Type type)
    {
        var info = InfoOf(type);
        type = info.Type;
        if (Special(type) is { } special)
            return special;
        if (type == typeof(SubscriptionStatus))
            return JsonValue.Create(Any([.. Lives.Resting.Select(status => $"{status}")]));
        if (type == typeof(SubscriptionTrigger))
            return JsonValue.Create(Any([.. SubscriptionTrigger.All.Select(trigger => $"{trigger}")]));
        if (type.IsEnum)
            return JsonValue.Create(Any(Enum.GetNames(type)));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return new JsonArray([.. Enumerable.Range(0, random.Next(whole ? 1 : 0, 3)).Select(_ => Of(type.GetGenericArguments()[0]))]);
        if (info.Kind != JsonTypeInfoKind.Object)
            throw new NotSupportedException($"{type} has no sample; give it one in {nameof(JsonSamples)}.");
        return OfObject(type, info);
    }

    private JsonObject OfObject(Type type, JsonTypeInfo info)
    {
        // What a state needs depends on its status: a state is always whole.
        var properties = info.Properties
            .Where(property => JsonShapeFaults.IsRequired(property) || whole || type == typeof(Subscription) || random.Next(2) == 0)
            .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Of(JsonShapeFaults.TypeOf(property))))
            .ToList();
        if (LifecycleJson.Options.GetTypeInfo(RootOrSelf(type)).PolymorphismOptions is { } polymorphism)
            properties.Add(KeyValuePair.Create(polymorphism.TypeDiscriminatorPropertyName, (JsonNode?)type.Name));

        // In any order: a discriminator may stand anywhere.
        var shuffled = properties.ToArray();
        random.Shuffle(shuffled);
        return new JsonObject(shuffled);
    }

    private static Type RootOrSelf(Type type) => Roots.FirstOrDefault(root => root.IsAssignableFrom(type)) ?? type;

    // What has rules of its own for its text, or for what goes together.
    private JsonNode? Special(Type type)
    {
        if (type == typeof(string))
            return Text("text");
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(int) || type == typeof(long))
            return random.Next(1, 1000);
        if (type == typeof(Instant))
            return InstantPattern.ExtendedIso.Format(Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromSeconds(random.Next(100_000_000)));
        if (type == typeof(LocalDate))
            return Date(0);
        if (type == typeof(Period))
            return Any("P1D", "P30D", "P2W", "P1M", "P1Y");
        if (type == typeof(Money))
            return $"USD {random.Next(1, 100_000).ToString(CultureInfo.InvariantCulture)}.{random.Next(10, 100)}";
        if (type == typeof(CommandDigest))
            return random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        if (type == typeof(Currency))
            return Any("USD", "IDR", "PHP");
        if (type == typeof(SubscriptionId) || type == typeof(CommandId) || type == typeof(Reference) || type == typeof(PersonalReference))
            return Text(type.Name);
        if (type == typeof(Eid))
            return Any(Scenario.Phone.ToString(), Scenario.Watch.ToString(), Scenario.Tablet.ToString());
        if (type == typeof(ContentDigest))
            return ContentDigest.Of([(byte)random.Next(256)]).ToString();
        if (type == typeof(Iccid))
            return Any("8962110000000000001", "89621100000000000027");
        if (type == typeof(Msisdn))
            return Any("+6281234567890", "+639171234567");
        if (type == typeof(MoneyReferences))
            return Any("", "AQAAAAAAAAA=", "AQAAAAAAAAACAAAAAAAAAA==");
        if (type == typeof(RecentCommands))
            return Any("", "AQAAAAAAAAACAAAA");
        if (type == typeof(SnapshotSchema))
            return SnapshotSchema.Current.Number;
        if (type == typeof(Balances))
            return new JsonObject { ["currency"] = "USD", ["Customer"] = "USD -5.00", ["Wallet"] = "USD 5.00" };
        if (type == typeof(BillingSchedule))
            return new JsonObject { ["start"] = Date(0), ["length"] = "P1M", ["anchorDay"] = random.Next(1, 32) };
        if (type == typeof(BusinessCalendar))
            return Calendar();
        return type == typeof(ProrationConvention) ? Proration() : null;
    }

    private JsonObject Calendar() => new()
    {
        ["weekend"] = new JsonArray("Friday", "Saturday"),
        ["holidays"] = new JsonArray(Date(0)),
        ["workdays"] = new JsonArray(Date(500)),
    };

    private JsonObject Proration() => new()
    {
        ["endingDayIsUsed"] = random.Next(2) == 0,
        ["denominator"] = Any(Enum.GetNames<ProrationDenominator>()),
        ["fixedDaysInMonth"] = random.Next(28, 32),
        ["fractionScale"] = random.Next(0, 13),
        ["fractionRounding"] = Any(Enum.GetNames<MoneyRounding>()),
        ["moneyRounding"] = Any(Enum.GetNames<MoneyRounding>()),
        ["unclamped"] = random.Next(2) == 0,
        ["earlierCredits"] = Any(Enum.GetNames<EarlierCredits>()),
    };

    private string Date(int later) => LocalDatePattern.Iso.Format(new LocalDate(2026, 1, 1).PlusDays(later + random.Next(365)));

    private string Text(string kind) => $"{kind}-{random.Next(1000)}";

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];
}
