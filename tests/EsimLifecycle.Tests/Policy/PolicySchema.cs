using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EsimLifecycle.Tests;

/// <summary>Makes the JSON Schema of policies: shapes from the types, descriptions from their documentation, limits from the check itself.</summary>
internal sealed partial class PolicySchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _definitions = [];
    private readonly ILookup<string, PolicyLimit> _limits = PolicyCheck.FindLimits(Whole).ToLookup(limit => Items().Replace(limit.Path, "[]"));

    /// <summary>A policy with one of every part that it can have, so that every limit is asked for.</summary>
    public static CarrierPolicy Whole
    {
        get
        {
            var zero = Money.Zero(Currency.USD);
            var plan = new PlanTerms
            {
                Code = "a",
                Price = zero,
                Length = Period.FromDays(1),
                CommitmentMonths = 1,
                Validity = new ValidityTerms { Steps = [new ValidityStep(zero, 1)] },
                EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.ShareOfRemaining, Percent = 1 },
                Refund = new RefundTerms { ByReason = [new WorthByReason(ClosedReason.Fraud, UnusedWorth.Nothing)] },
            };
            return new CarrierPolicy
            {
                Identity = new PolicyIdentity { Name = "a", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
                Plans = [plan, plan with { Code = "b", EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = zero } }],
                Access = new AccessPolicy { Commands = [new CommandAccess { Command = CommandKind.Activate, Roles = [Role.Agent], Identity = IdentityAssurance.Low }] },
                Renewal = new RenewalPolicy { RetryDays = [1], ReminderDays = [1] },
                Cancellation = new CancellationPolicy { ReasonDocuments = [new ReasonDocuments(CancellationReason.Other, [DocumentKind.Contract])] },
                Settlement = new SettlementPolicy { Refund = plan.Refund },
                Closure = new ClosurePolicy
                {
                    NumberRestDays = Limits.MaxDays,
                    PortOutDays = 1,
                    RetentionDays = 1,
                    CardReturn = new CardReturnTerms { Credit = zero },
                    ReturnDaysByReason = [new ReturnWait(ClosedReason.Fraud, 1)],
                },
                Packs = [new PackTerms { Code = "a", Kind = PackKind.Validity, Price = zero, Length = Period.FromDays(1) }],
                Promotions = [new PromotionTerms { Code = "a", Percent = 1 }],
            };
        }
    }

    public static string Make()
    {
        var schema = new PolicySchema();
        var root = schema.OfPart(typeof(CarrierPolicy), "$");
        var properties = root["properties"]!.AsObject();
        properties.Insert(0, "$schema", new JsonObject { ["description"] = "The schema by which an editor checks this policy: a copy of this file, or the way to it.", ["type"] = "string" });
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "policy.schema.json",
            ["title"] = "Carrier policy of EsimLifecycle",
        };
        foreach (var (name, value) in root.ToList())
        {
            if (name == "title")
                continue;
            root.Remove(name);
            whole.Add(name, value);
        }

        whole.Add("$defs", new JsonObject(schema._definitions.ToList().OrderBy(definition => definition.Key, StringComparer.Ordinal).Select(definition =>
        {
            schema._definitions.Remove(definition.Key);
            return definition;
        })));
        return whole.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private JsonObject OfPart(Type type, string path)
    {
        var info = JsonSamples.InfoOf(type);
        var part = type.GetConstructor([]) is null ? null : Activator.CreateInstance(type);
        var properties = new JsonObject();
        foreach (var property in info.Properties)
        {
            var knob = new JsonObject { ["description"] = Describe(type, property) };
            var shape = OfType(JsonShapeFaults.TypeOf(property), $"{path}.{property.Name}");
            foreach (var (name, value) in shape.ToList())
            {
                shape.Remove(name);
                knob.Add(name, value);
            }

            if (part is not null && !JsonShapeFaults.IsRequired(property) && !IsPart(JsonShapeFaults.TypeOf(property)) && property.Get!(part) is { } value0)
                knob.Add("default", JsonSerializer.SerializeToNode(value0, JsonSamples.InfoOf(JsonShapeFaults.TypeOf(property))));
            properties.Add(property.Name, knob);
        }

        return OfObject(type, info, properties);
    }

    private static JsonObject OfObject(Type type, JsonTypeInfo info, JsonObject properties)
    {
        var schema = new JsonObject
        {
            ["title"] = Title(type),
            ["description"] = Sentence(XmlDocs.Find($"T:{type.FullName}")?.Element("summary")),
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. info.Properties.Where(JsonShapeFaults.IsRequired).Select(property => (JsonNode)property.Name)]),
            ["additionalProperties"] = false,
        };
        if (schema["required"]!.AsArray().Count == 0)
            schema.Remove("required");
        return schema;
    }

    private JsonObject OfType(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return OfList(type.GetGenericArguments()[0], path);
        if (type.IsEnum)
            return OfEnumeration(type, path);
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return OfNumber(path);
        if (type == typeof(string))
            return OfText(path);
        if (Forms.TryGetValue(type, out var form))
            return Reference(type.Name, form);
        return Reference(type.Name, () => type == typeof(BusinessCalendar) ? Calendar() : type == typeof(ProrationConvention) ? Proration() : OfPart(type, path));
    }

    private JsonObject OfList(Type item, string path)
    {
        var limits = _limits[path].ToList();
        var list = new JsonObject { ["type"] = "array", ["items"] = OfType(item, path + "[]") };
        foreach (var count in limits.Where(limit => limit.Kind == PolicyLimitKind.Count))
        {
            if (count.Min > 0)
                list["minItems"] = count.Min;
            if (count.Max < int.MaxValue)
                list["maxItems"] = count.Max;
        }

        if (limits.Any(limit => limit.Kind == PolicyLimitKind.Distinct))
            list["uniqueItems"] = true;
        return list;
    }

    private JsonObject OfEnumeration(Type type, string path)
    {
        var excluded = _limits[path].Where(limit => limit.Kind == PolicyLimitKind.Excluded).Select(limit => $"{limit.Value}").ToHashSet();
        string[] names = [.. Enum.GetNames(type).Where(name => !excluded.Contains(name) && !(type == typeof(IsoDayOfWeek) && name == "None"))];
        JsonObject Make()
        {
            var values = new JsonObject { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
            if (type.Assembly == typeof(Lifecycle).Assembly)
                values["enumDescriptions"] = new JsonArray([.. names.Select(name => (JsonNode)Sentence(XmlDocs.Find($"F:{type.FullName}.{name}")?.Element("summary")))]);
            return values;
        }

        return excluded.Count > 0 ? Make() : Reference(type.Name, Make);
    }

    private JsonObject OfNumber(string path)
    {
        var ranges = _limits[path].Where(limit => limit.Kind == PolicyLimitKind.Range).ToList();
        ranges.Should().NotBeEmpty("{0} is a number", path);
        var number = new JsonObject { ["type"] = "integer", ["minimum"] = ranges.Min(range => range.Min) };
        if (ranges.Max(range => range.Max) is var max && max != int.MaxValue)
            number["maximum"] = max;
        return number;
    }

    private JsonObject OfText(string path)
    {
        if (path.EndsWith(".zone", StringComparison.Ordinal))
            return new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", ["examples"] = new JsonArray("Asia/Jakarta", "Asia/Manila", "UTC") };
        var text = new JsonObject { ["type"] = "string" };
        foreach (var limit in _limits[path].Where(limit => limit.Kind == PolicyLimitKind.Text))
        {
            text["minLength"] = limit.Min;
            text["maxLength"] = limit.Max;
            text["pattern"] = @"\S";
        }

        return text;
    }

    // What is no part of a policy has limits of its own, which its constructor knows.
    private JsonObject Calendar() => OfOther(typeof(BusinessCalendar), knob => knob switch
    {
        "weekend" => new JsonObject { ["maxItems"] = 6, ["uniqueItems"] = true },
        _ => new JsonObject { ["uniqueItems"] = true },
    });

    private JsonObject Proration() => OfOther(typeof(ProrationConvention), knob => knob switch
    {
        "fixedDaysInMonth" => new JsonObject { ["minimum"] = 28, ["maximum"] = 31 },
        "fractionScale" => new JsonObject { ["minimum"] = 0, ["maximum"] = ProrationConvention.MaxFractionScale },
        _ => [],
    });

    private JsonObject OfOther(Type type, Func<string, JsonObject> limitsOf)
    {
        var info = JsonSamples.InfoOf(type);
        var properties = new JsonObject();
        foreach (var property in info.Properties)
        {
            var underlying = Nullable.GetUnderlyingType(JsonShapeFaults.TypeOf(property)) ?? JsonShapeFaults.TypeOf(property);
            var knob = underlying == typeof(int) ? new JsonObject { ["type"] = "integer" } : OfType(underlying, $"{type.Name}.{property.Name}");
            knob.Insert(0, "description", Describe(type, property));
            foreach (var (name, value) in limitsOf(property.Name))
                knob.Add(name, value!.DeepClone());
            properties.Add(property.Name, knob);
        }

        return OfObject(type, info, properties);
    }

    private static readonly Dictionary<Type, Func<JsonObject>> Forms = new()
    {
        [typeof(Money)] = () => Form("An amount: a currency code, a space and a number with the decimals of the currency, such as \"USD 21.89\".", @"^[A-Z]{3} [0-9]+(\.[0-9]{1,4})?$"),
        [typeof(Currency)] = () => Form("A currency: an active ISO 4217 code, such as \"USD\".", "^[A-Z]{3}$"),
        [typeof(Period)] = () => Form("A length in one unit: days, weeks, months or years, such as \"P30D\", \"P2W\", \"P1M\" or \"P1Y\".", "^P0*[1-9][0-9]*[DWMY]$"),
        [typeof(LocalDate)] = () => Form("A date, such as \"2026-01-31\".", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    };

    private static JsonObject Form(string description, string pattern) => new() { ["description"] = description, ["type"] = "string", ["pattern"] = pattern };

    private JsonObject Reference(string name, Func<JsonObject> make)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions.Add(name, null); // One that is being made is not made again within itself.
            _definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static bool IsPart(Type type) => typeof(IPolicyPart).IsAssignableFrom(type) && HasDefaults(type);

    private static bool HasDefaults(Type type) => type.GetConstructor([]) is not null && JsonSamples.InfoOf(type).Properties.All(property => !property.IsRequired);

    private static string Describe(Type type, JsonPropertyInfo property)
    {
        var name = char.ToUpperInvariant(property.Name[0]) + property.Name[1..];
        var member = XmlDocs.Find($"P:{type.FullName}.{name}");
        var parameter = XmlDocs.Find($"T:{type.FullName}")?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name);
        string[] sentences = [Sentence(member?.Element("summary") ?? parameter), Sentence(member?.Element("value"))];
        return string.Join(" ", sentences.Where(sentence => sentence.Length > 0));
    }

    /// <summary>The text of a documentation, as one who writes a policy reads it.</summary>
    private static string Sentence(XElement? doc)
    {
        if (doc is null)
            return "";
        var text = new StringBuilder();
        foreach (var node in doc.DescendantNodes())
        {
            if (node is XText plain && plain.Parent!.Name != "c")
                text.Append(plain.Value);
            else if (node is XText code)
                text.Append('`').Append(code.Value).Append('`');
            else if (node is XElement { Name.LocalName: "see" } see)
                text.Append('`').Append(NameOf((string?)see.Attribute("cref") ?? (string)see.Attribute("langword")!)).Append('`');
        }

        var sentence = Spaces().Replace(text.ToString(), " ").Trim();
        foreach (var (prefix, begin) in new[] { ("Gets a value indicating whether ", "Whether "), ("Gets whether ", "Whether "), ("Gets ", "") })
        {
            if (sentence.StartsWith(prefix, StringComparison.Ordinal))
            {
                sentence = begin + sentence[prefix.Length..];
                break;
            }
        }

        return sentence.Length == 0 ? "" : char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    /// <summary>What is referred to, as it is called in a policy: a knob in camelCase, a value or a command by its name.</summary>
    private static string NameOf(string reference)
    {
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        return reference.StartsWith("P:", StringComparison.Ordinal) && !reference.Contains("ProrationConvention.", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    private static string Title(Type type) => Words().Replace(type.Name, match => " " + match.Value.ToLowerInvariant()) is var title ? char.ToUpperInvariant(title.Trim()[0]) + title.Trim()[1..] : "";

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Items();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Words();
}
