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

    public string Expected => Base64List.Expect(Most, Size, "reference");

    public override MoneyReferences Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = Base64List.Read(ref reader, Most, Size, Expected);
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

/// <summary>
/// The commands accepted last as one text in base64: 12 bytes each, the hash of the id and half of the digest of the content, the low bytes of each number first,
/// oldest command first.
/// </summary>
internal sealed class RecentCommandsJsonConverter : JsonConverter<RecentCommands>, IJsonExpectation
{
    private const int Size = sizeof(long) + sizeof(int);
    private const int Most = RecentCommands.Max * Size;

    public string Expected => Base64List.Expect(Most, Size, "command");

    public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = Base64List.Read(ref reader, Most, Size, Expected);
        var commands = new RecentCommand[bytes.Length / Size];
        for (var i = 0; i < commands.Length; i++)
        {
            var item = bytes.AsSpan(i * Size);
            commands[i] = new RecentCommand(BinaryPrimitives.ReadInt64LittleEndian(item), BinaryPrimitives.ReadInt32LittleEndian(item[sizeof(long)..]));
        }

        return RecentCommands.Of(commands);
    }

    public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options)
    {
        var commands = value.ToArray();
        var bytes = new byte[commands.Length * Size];
        for (var i = 0; i < commands.Length; i++)
        {
            var item = bytes.AsSpan(i * Size);
            BinaryPrimitives.WriteInt64LittleEndian(item, commands[i].Id);
            BinaryPrimitives.WriteInt32LittleEndian(item[sizeof(long)..], commands[i].Digest);
        }

        writer.WriteBase64StringValue(bytes);
    }
}
