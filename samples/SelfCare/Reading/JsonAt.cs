using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SelfCare;

/// <summary>A JSON value and where it stands, so that every fault is named by its place.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">What it was read from: a file, a line of one.</param>
/// <param name="Path">Its path from the root of that: <c>$.steps[3].at</c>.</param>
internal readonly record struct JsonAt(JsonElement Value, string Source, string Path = "$")
{
    public static JsonAt Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(utf8.Span))
            throw new BadInputException($"{source}: found bytes that are not UTF-8; expected JSON in UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return new JsonAt(document.RootElement.Clone(), source);
        }
        catch (JsonException e)
        {
            throw new BadInputException(
                $"{source}: no JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber:")[0]}");
        }
    }

    /// <summary>The properties of an object.</summary>
    public JsonFields ToFields() => Value.ValueKind == JsonValueKind.Object
        ? new JsonFields(this)
        : throw Fault($"found {Name(Value)}; expected an object");

    /// <summary>The items of an array that has at least one.</summary>
    public List<JsonAt> ToItems()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Fault($"found {Name(Value)}; expected an array");
        if (Value.GetArrayLength() == 0)
            throw Fault("found an empty array; expected at least one item");
        var items = new List<JsonAt>();
        foreach (var item in Value.EnumerateArray())
            items.Add(new JsonAt(item, Source, $"{Path}[{items.Count}]"));
        return items;
    }

    public string ToText()
    {
        if (Value.ValueKind != JsonValueKind.String)
            throw Fault($"found {Name(Value)}; expected text");
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("found half of a surrogate pair; expected text");
        }
    }

    /// <summary>What one of the library's strict readers makes of it; its faults are named from this file's root.</summary>
    public T Read<T>(Func<byte[], T> read)
    {
        try
        {
            return read(Encoding.UTF8.GetBytes(Value.GetRawText()));
        }
        catch (LifecycleJsonException e)
        {
            throw new BadInputException($"{Source}: {Path}{e.Path.TrimStart('$')}: {e.Problem}");
        }
        catch (InvalidPolicyException e)
        {
            var (source, path) = (Source, Path);
            var faults = e.Faults.Select(fault => $"{source}: {path}{fault.ToString()[1..]}");
            throw new BadInputException(string.Join(Environment.NewLine, faults));
        }
    }

    public BadInputException Fault(string problem) => new($"{Source}: {Path}: {problem}.");

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        _ => value.GetRawText(),
    };
}
