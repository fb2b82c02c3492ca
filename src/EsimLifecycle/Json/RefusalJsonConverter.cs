using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// Reads and writes a refusal with its facts as an object: <c>{ "code": "device.still_bound", "facts": { "devices": ["8904…"] }, "remedy": { "do": … } }</c>,
/// so that a page says <c>refusal.facts.devices</c>. There are always facts, if only none; what else it does not have is left out.
/// </summary>
internal sealed class RefusalJsonConverter : JsonConverter<Refusal>, IJsonExpectation
{
    private const string CodeName = "code";
    private const string FactsName = "facts";
    private const string RetryAtName = "retryAt";
    private const string RemedyName = "remedy";

    public string Expected => "a refusal";

    public override Refusal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"Found {JsonWords.Describe(document.RootElement)}; expected {Expected}.");
        var (code, facts, retryAt, remedy) = ("", default(JsonElement), (Instant?)null, (LifecycleCommand?)null);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            switch (property.Name)
            {
                case CodeName when property.Value.ValueKind == JsonValueKind.String:
                    code = property.Value.GetString()!;
                    break;
                case FactsName when property.Value.ValueKind == JsonValueKind.Object:
                    facts = property.Value;
                    break;
                case RetryAtName:
                    retryAt = (Instant)ReadPart(property, typeof(Instant), options);
                    break;
                case RemedyName:
                    remedy = (LifecycleCommand)ReadPart(property, typeof(LifecycleCommand), options);
                    break;
                default:
                    throw Fault(JsonWords.PathOf("$", property.Name), $"Found {JsonWords.Describe(property.Value)}; expected the text {CodeName}, the object {FactsName}, {RetryAtName} and {RemedyName}.");
            }
        }

        if (code.Length == 0 || facts.ValueKind != JsonValueKind.Object)
            throw new JsonException($"'{(code.Length == 0 ? CodeName : FactsName)}' is missing; it is required.");
        return new Refusal(code, [.. facts.EnumerateObject().Select(fact => ReadFact(code, fact, options))]) { RetryAt = retryAt, Remedy = remedy };
    }

    public override void Write(Utf8JsonWriter writer, Refusal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(CodeName, value.Code);
        writer.WriteStartObject(FactsName);
        foreach (var fact in value.Facts)
        {
            writer.WritePropertyName(fact.Name);
            JsonSerializer.Serialize(writer, fact.Value, options.GetTypeInfo(fact.Value.GetType()));
        }

        writer.WriteEndObject();
        if (value.RetryAt is { } retryAt)
        {
            writer.WritePropertyName(RetryAtName);
            JsonSerializer.Serialize(writer, retryAt, options.GetTypeInfo(typeof(Instant)));
        }

        if (value.Remedy is { } remedy)
        {
            writer.WritePropertyName(RemedyName);
            JsonSerializer.Serialize(writer, remedy, options.GetTypeInfo(typeof(LifecycleCommand)));
        }

        writer.WriteEndObject();
    }

    /// <summary>The type of a fact: that of the parameter of the same name in <see cref="Refusals"/>; null if no refusal has it.</summary>
    internal static Type? TypeOf(string code, string fact) => fact switch
    {
        "accepted" => code == RefusalCode.RenewalMethod ? typeof(ValueList<PaymentMethod>) : typeof(ValueList<CallerChannel>),
        "activatedOn" or "paidFrom" or "paidUntil" or "earliest" or "latest" => typeof(LocalDate),
        "allowed" => typeof(ValueList<Role>),
        "amount" or "balance" or "largest" or "owed" or "paid" or "price" => typeof(Money),
        "asked" or "documents" => typeof(ValueList<DocumentKind>),
        "channel" => typeof(CallerChannel),
        "charge" or "portOut" or "provisioning" or "transfer" => typeof(Reference),
        "closedAt" or "dueBy" or "endedAt" or "erasedAt" or "historyEnd" or "now" or "receivedAt" or "requestedAt" or "restsUntil" or "settledAt" or "since" or "stageEndsAt"
            or "until" => typeof(Instant),
        "command" => typeof(CommandKind),
        "commandId" => typeof(CommandId),
        "currency" => typeof(Currency),
        "days" or "max" or "rounds" => typeof(int),
        "device" => typeof(Eid),
        "devices" => typeof(ValueList<Eid>),
        "document" => typeof(DocumentKind),
        "expected" or "other" or "pack" or "plan" or "promotion" or "property" => typeof(string),
        "holder" => typeof(SuspensionHolder),
        "identity" or "needed" => typeof(IdentityAssurance),
        "method" => typeof(PaymentMethod),
        "number" => typeof(NumberStatus),
        "obstacle" => typeof(ErasureObstacleKind),
        "offered" => code == RefusalCode.CancellationTiming ? typeof(ValueList<CancellationTiming>) : typeof(ValueList<string>),
        "predecessor" or "subscription" => typeof(SubscriptionId),
        "reason" => code == RefusalCode.CancellationNoteMissing ? typeof(CancellationReason) : typeof(ClosedReason),
        "reference" or "reviewer" or "to" => typeof(PersonalReference),
        "role" => typeof(Role),
        "status" => code == RefusalCode.LateChargeDecided ? typeof(LateChargeStatus) : typeof(SubscriptionStatus),
        "timing" => typeof(CancellationTiming),
        _ => null,
    };

    private static RefusalFact ReadFact(string code, JsonProperty fact, JsonSerializerOptions options)
    {
        var type = TypeOf(code, fact.Name) ?? throw Fault(JsonWords.PathOf($"$.{FactsName}", fact.Name), $"Found a fact that {code} does not have; expected those that it has.");
        return new RefusalFact(fact.Name, ReadPart(fact, type, options));
    }

    private static object ReadPart(JsonProperty property, Type type, JsonSerializerOptions options) =>
        property.Value.Deserialize(options.GetTypeInfo(type)) ?? throw Fault(JsonWords.PathOf("$", property.Name), "Found null; expected a value, or nothing.");

    private static JsonException Fault(string path, string problem) => new(problem, path, null, null);
}
