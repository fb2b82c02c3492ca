using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

internal sealed class SnapshotSchemaJsonConverter : JsonConverter<SnapshotSchema>, IJsonExpectation
{
    public string Expected => $"{SnapshotSchema.Current.Number}. Throw the cache away and replay the events";

    public override SnapshotSchema Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var found = document.RootElement;
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number == SnapshotSchema.Current.Number
            ? SnapshotSchema.Current
            : throw new JsonException($"Found {JsonWords.Describe(found)}; expected {Expected}.");
    }

    public override void Write(Utf8JsonWriter writer, SnapshotSchema value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Number);
}

/// <summary>The digests of references as one text in base64: 8 bytes each, the low ones first, oldest first.</summary>
internal sealed class MoneyReferencesJsonConverter : JsonConverter<MoneyReferences>, IJsonExpectation
{
    private const int Size = sizeof(long);
    private const int Most = 2 * Limits.RememberedReferences * Size;

    public string Expected => Base64List.Expect(Most, Size, "reference");

    public override MoneyReferences Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MoneyReferences.Of(Base64List.Read(ref reader, Most, Size, Expected));

    public override void Write(Utf8JsonWriter writer, MoneyReferences value, JsonSerializerOptions options) => Base64List.Write(writer, value.ToArray());
}

/// <summary>
/// The commands accepted last as one text in base64: 16 bytes each, the hash of the id and the digest of the content, the low bytes of each number first, oldest
/// command first.
/// </summary>
internal sealed class RecentCommandsJsonConverter : JsonConverter<RecentCommands>, IJsonExpectation
{
    private const int Size = 2 * sizeof(long);
    private const int Most = RecentCommands.Max * Size;

    public string Expected => Base64List.Expect(Most, Size, "command");

    public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var numbers = Base64List.Read(ref reader, Most, Size, Expected);
        var commands = new RecentCommand[numbers.Length / 2];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = new RecentCommand(numbers[2 * i], numbers[(2 * i) + 1]);
        return RecentCommands.Of(commands);
    }

    public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options)
    {
        var numbers = new List<long>();
        foreach (var command in value.ToArray())
            numbers.AddRange(command.Id, command.Digest);
        Base64List.Write(writer, [.. numbers]);
    }
}
