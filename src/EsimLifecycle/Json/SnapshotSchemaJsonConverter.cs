using System.Buffers.Binary;
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

    public string Expected => $"a string in base64 of at most {Most} bytes, {Size} for each reference";

    public override MoneyReferences Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");
        if (!reader.TryGetBytesFromBase64(out var bytes) || bytes.Length > Most || bytes.Length % Size != 0)
            throw new JsonException($"Found another string; expected {Expected}.");
        var digests = new long[bytes.Length / Size];
        for (var i = 0; i < digests.Length; i++)
            digests[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * Size));
        return MoneyReferences.Of(digests);
    }

    public override void Write(Utf8JsonWriter writer, MoneyReferences value, JsonSerializerOptions options)
    {
        var digests = value.ToArray();
        var bytes = new byte[digests.Length * Size];
        for (var i = 0; i < digests.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * Size), digests[i]);
        writer.WriteBase64StringValue(bytes);
    }
}

/// <summary>The commands last taken as an array, oldest first.</summary>
internal sealed class RecentCommandsJsonConverter : JsonConverter<RecentCommands>, IJsonExpectation, IJsonListConverter
{
    private static readonly ValueListJsonConverter<RecentCommand> List = new();

    public string Expected => List.Expected;

    public Type ItemType => List.ItemType;

    public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RecentCommands.Of(List.Read(ref reader, typeof(ValueList<RecentCommand>), options));

    public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options) => List.Write(writer, value.ToList(), options);
}
