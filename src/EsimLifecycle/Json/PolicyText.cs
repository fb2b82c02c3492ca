using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace EsimLifecycle;

/// <summary>Reads a policy that a person has written: with comments and commas after the last of a list, and with every fault at once.</summary>
internal static partial class PolicyText
{
    // Enough for reading a policy: whatever else the library writes and reads need not be there before the first decision of a process.
    private static readonly JsonTypeInfo<CarrierPolicy> Whole = TypeOf(MakeOptions(LifecycleJson.MakeStrictOptions(), PolicyJson.Instance));

    /// <summary>The longest line on which a part is written as a whole.</summary>
    private const int Width = 120;

    /// <summary>Reads a policy without checking its rules.</summary>
    /// <returns>The policy; null, and why, where the text is not one.</returns>
    public static CarrierPolicy? Read(ReadOnlySpan<byte> utf8, out Exception? cause)
    {
        try
        {
            cause = null;
            return JsonSerializer.Deserialize(LifecycleJson.WithoutMark(utf8), Whole);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            cause = e;
            return null;
        }
    }

    /// <summary>The first fault of a text that is not a policy.</summary>
    public static LifecycleJsonException Explain(ReadOnlySpan<byte> utf8, Exception? cause) => JsonFaults.Explain(cause, LifecycleJson.WithoutMark(utf8), Typed.Whole);

    /// <summary>Every fault of a text that is not a policy: of its text, its shape and its rules, as far as each can be told where there are faults in another.</summary>
    public static ValueList<PolicyFault> FindFaults(ReadOnlySpan<byte> utf8, Exception? cause)
    {
        utf8 = LifecycleJson.WithoutMark(utf8);
        if (JsonSyntaxFaults.Find(utf8, Typed.Whole.Options) is { } malformed)
            return [ToPolicyFault(malformed)];
        var json = JsonFaults.Parse(utf8, Typed.Whole.Options);
        var shape = JsonShapeFaults.FindAll(json, Typed.Whole, "$");
        if (shape.Count == 0)
            shape.Add(new JsonFault("$", cause?.Message ?? "")); // What only the serializer knows of.
        PolicyFault[] faults = [.. shape.SelectMany(fault => ToPolicyFaults(fault))];
        if (ReadRest(json, shape) is not { } rest)
            return [.. faults];
        var told = faults.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
        var ranges = PolicyCheck.FindLimits(rest).Where(limit => limit.Kind == PolicyLimitKind.Range).GroupBy(limit => WithoutIndex(limit.Path)).ToDictionary(group => group.Key, group => group.First());
        var rules = rest.Validate().Where(rule => !IsAtOrInAny(rule.Path, told));
        var meant = shape.Select(fault => JsonWords.FindHint(fault.Problem)).ToHashSet(StringComparer.Ordinal);
        var areKnown = shape.TrueForAll(fault => fault.IsUnknown);
        return
        [
            .. faults.Select(fault => WithRange(fault, ranges)),
            // What was meant nobody knows: no warning of what depends on it.
            .. rules.Where(rule => rule.Severity == PolicySeverity.Error || (areKnown && !WordsOf(rule).Any(meant.Contains))),
        ];
    }

    private static IEnumerable<string> WordsOf(PolicyFault fault) => Word().Matches(fault.ToString()).Select(match => match.Value);

    /// <summary>A number is expected within the knob's own range.</summary>
    private static PolicyFault WithRange(PolicyFault fault, Dictionary<string, PolicyLimit> ranges)
    {
        if (!fault.Expected.StartsWith(JsonShapeFaults.WholeNumber, StringComparison.Ordinal) || !ranges.TryGetValue(WithoutIndex(fault.Path), out var range))
            return fault;
        return fault with { Expected = $"{JsonShapeFaults.WholeNumber}{(range.Max == int.MaxValue ? $", at least {range.Min}" : $" from {range.Min} to {range.Max}")}" };
    }

    /// <summary>The path of whatever item of a list: the limits are the same for each.</summary>
    private static string WithoutIndex(string path) => string.Concat(path.Where(static letter => !char.IsAsciiDigit(letter)));

    /// <summary>Writes what a policy decides as a person would: without what is as by default, and short parts on one line.</summary>
    public static string Write(CarrierPolicy policy)
    {
        var text = new StringBuilder();
        Write(JsonSerializer.SerializeToElement(policy, Typed.Short), text, 0, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonElement json, StringBuilder text, int depth, int used)
    {
        var line = new StringBuilder();
        WriteOnOneLine(json, line);
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || (depth > 0 && (depth * 2) + used + line.Length <= Width))
        {
            text.Append(line);
            return;
        }

        var isObject = json.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? '{' : '[');
        var separator = "\n";
        if (isObject)
        {
            foreach (var property in json.EnumerateObject())
            {
                var name = $"\"{property.Name}\": ";
                text.Append(separator).Append(' ', (depth + 1) * 2).Append(name);
                Write(property.Value, text, depth + 1, name.Length);
                separator = ",\n";
            }
        }
        else
        {
            foreach (var item in json.EnumerateArray())
            {
                text.Append(separator).Append(' ', (depth + 1) * 2);
                Write(item, text, depth + 1, 0);
                separator = ",\n";
            }
        }

        text.Append('\n').Append(' ', depth * 2).Append(isObject ? '}' : ']');
    }

    private static void WriteOnOneLine(JsonElement json, StringBuilder line)
    {
        var separator = "";
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                line.Append("{ ");
                foreach (var property in json.EnumerateObject())
                {
                    line.Append(separator).Append('"').Append(property.Name).Append("\": ");
                    WriteOnOneLine(property.Value, line);
                    separator = ", ";
                }

                line.Append(" }");
                break;
            case JsonValueKind.Array:
                line.Append('[');
                foreach (var item in json.EnumerateArray())
                {
                    line.Append(separator);
                    WriteOnOneLine(item, line);
                    separator = ", ";
                }

                line.Append(']');
                break;
            default:
                line.Append(json.GetRawText());
                break;
        }
    }

    private static JsonTypeInfo<CarrierPolicy> TypeOf(JsonSerializerOptions options) => (JsonTypeInfo<CarrierPolicy>)options.GetTypeInfo(typeof(CarrierPolicy));

    /// <summary>What has the right shape, the rest as by default; null where nothing has.</summary>
    private static CarrierPolicy? ReadRest(JsonElement json, List<JsonFault> shape)
    {
        var leftOut = shape.Select(fault => fault.Whole).ToHashSet();
        if (json.ValueKind != JsonValueKind.Object || leftOut.Contains("$"))
            return null;
        var rest = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(rest))
            Copy(json, writer, "$", leftOut);
        return JsonSerializer.Deserialize(rest.WrittenSpan, Typed.Rest)!;
    }

    private static void Copy(JsonElement json, Utf8JsonWriter writer, string path, HashSet<string> leftOut)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    var at = JsonWords.PathOf(path, property.Name);
                    if (leftOut.Contains(at))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Copy(property.Value, writer, at, leftOut);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in json.EnumerateArray())
                    CopyItem(item, writer, JsonWords.PathOf(path, index++), leftOut);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    // The items after it keep their places.
    private static void CopyItem(JsonElement item, Utf8JsonWriter writer, string path, HashSet<string> leftOut)
    {
        if (!leftOut.Contains(path))
        {
            Copy(item, writer, path, leftOut);
            return;
        }

        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    /// <summary>Whether the path is one of the others, or lies within one; the text decides how many there are of either.</summary>
    private static bool IsAtOrInAny(string path, HashSet<string> others)
    {
        var lookup = others.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = 0; end <= path.Length; end++)
        {
            if ((end == path.Length || path[end] is '.' or '[') && lookup.Contains(path.AsSpan(0, end)))
                return true;
        }

        return false;
    }

    private static IEnumerable<PolicyFault> ToPolicyFaults(JsonFault fault) => fault.Missing is { } missing
        ? missing.Select(each => new PolicyFault(JsonWords.PathOf(fault.Path, each.Name), "missing", each.Expected, PolicySeverity.Error))
        : [ToPolicyFault(fault)];

    /// <summary>The fault in two halves, as every message of the library has them: <c>Found …; expected ….</c></summary>
    private static PolicyFault ToPolicyFault(JsonFault fault)
    {
        foreach (var between in (ReadOnlySpan<string>)["; expected ", ". Expected ", ". "])
        {
            if (fault.Problem.IndexOf(between, StringComparison.Ordinal) is var at and > 0)
                return new PolicyFault(fault.Path, ToFound(fault.Problem[..at]), ToExpected(fault.Problem[(at + between.Length)..]), PolicySeverity.Error);
        }

        return new PolicyFault(fault.Path, "not what it should be", fault.Problem, PolicySeverity.Error);
    }

    private static string ToFound(string found)
    {
        const string Found = "Found ";
        if (found.StartsWith(Found, StringComparison.Ordinal))
            return found[Found.Length..];
        var end = found.IndexOf("' ", StringComparison.Ordinal);
        return found[0] == '\'' && end > 0 ? $"{found[..(end + 1)]}, which {found[(end + 2)..]}" : $"wrong: {char.ToLowerInvariant(found[0])}{found[1..]}";
    }

    private static string ToExpected(string expected)
    {
        foreach (var end in (ReadOnlySpan<string>)[" is expected.", " are expected.", "."])
        {
            if (expected.EndsWith(end, StringComparison.Ordinal))
            {
                expected = expected[..^end.Length].TrimEnd(',');
                break;
            }
        }

        return expected.Length > 1 && char.IsLower(expected[1]) ? $"{char.ToLowerInvariant(expected[0])}{expected[1..]}" : expected;
    }

    private static JsonSerializerOptions MakeOptions(JsonSerializerOptions options, IJsonTypeInfoResolver resolver)
    {
        options.ReadCommentHandling = JsonCommentHandling.Skip;
        options.AllowTrailingCommas = true;
        options.TypeInfoResolver = resolver.WithAddedModifier(PolicyJson.AcceptSchema);
        options.MakeReadOnly();
        return options;
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    /// <summary>What is asked for when a policy is written, or is not one: the type of every value.</summary>
    private static class Typed
    {
        public static readonly JsonTypeInfo<CarrierPolicy> Whole = TypeOf(MakeOptions(new(LifecycleJson.StoredOptions), LifecycleJson.StoredOptions.TypeInfoResolver!));

        /// <summary>For what is left of a policy whose faulty parts are left out.</summary>
        public static readonly JsonTypeInfo<CarrierPolicy> Rest = TypeOf(MakeOptions(
            new(LifecycleJson.StoredOptions) { RespectRequiredConstructorParameters = false },
            LifecycleJson.StoredOptions.TypeInfoResolver!.WithAddedModifier(static type =>
            {
                foreach (var property in type.Properties)
                    property.IsRequired = false;
            })));

        public static readonly JsonTypeInfo<CarrierPolicy> Short = TypeOf(MakeOptions(
            new(LifecycleJson.StoredOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
            LifecycleJson.StoredOptions.TypeInfoResolver!.WithAddedModifier(PolicyJson.LeaveOutDefaults)));
    }
}
