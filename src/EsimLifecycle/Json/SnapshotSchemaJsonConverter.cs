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

/// <summary>The commands last taken as an array, oldest first.</summary>
internal sealed class RecentCommandsJsonConverter : JsonConverter<RecentCommands>, IJsonExpectation, IJsonListConverter
{
    private static readonly ValueListJsonConverter<Cause> List = new();

    public string Expected => List.Expected;

    public Type ItemType => List.ItemType;

    public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RecentCommands.Of(List.Read(ref reader, typeof(ValueList<Cause>), options));

    public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options) => List.Write(writer, value.ToList(), options);
}
