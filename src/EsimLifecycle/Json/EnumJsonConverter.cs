using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Reads and writes an enumeration's value by its name, exactly; a number or another text is refused with the names there are.</summary>
internal class EnumJsonConverter<T>(T[] values) : JsonConverter<T>, IJsonExpectation where T : struct, Enum
{
    private readonly string[] _names = [.. values.Select(value => value.ToString())];

    public EnumJsonConverter()
        : this(Enum.GetValues<T>())
    {
    }

    public string Expected => JsonWords.OneOf(_names);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");
        var text = reader.GetString()!;
        var index = Array.IndexOf(_names, text);
        return index >= 0
            ? values[index]
            : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {Expected}.{JsonWords.Hint(text, _names)}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Enum.IsDefined(value) ? value.ToString() : throw new JsonException($"Found {value}; expected {Expected}."));
}

/// <summary>Reads and writes a status that a subscription can rest in; a superstate is refused.</summary>
internal sealed class SubscriptionStatusJsonConverter()
    : EnumJsonConverter<SubscriptionStatus>([.. Enum.GetValues<SubscriptionStatus>().Except([SubscriptionStatus.InForce, SubscriptionStatus.PendingCancel])]);
