using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The JSON of an event with a pseudonym in the place of each personal value, and the way back.</summary>
/// <remarks>
/// The event is written as always, but each personal value as an object with one property that no other object has (<c>{"~":"Eid:8904…"}</c>): options go
/// before the converter that a type names for itself. As a quotation mark within a text is always escaped, those bytes are nowhere else.
/// </remarks>
internal static class PersonalJson
{
    private static readonly JsonSerializerOptions Marking = MakeOptions();

    private static ReadOnlySpan<byte> MarkStart => "{\"~\":"u8;

    /// <summary>Writes the event with pseudonyms; adds each personal value and its pseudonym, in the order in which they come.</summary>
    public static byte[] Write(LifecycleEvent @event, HistorySalt salt, Dictionary<string, string> known, List<KeyValuePair<string, string>> personal)
    {
        var marked = Mark(@event).AsSpan();
        var text = new ArrayBufferWriter<byte>(marked.Length);
        while (marked.IndexOf(MarkStart) is var start and >= 0)
        {
            text.Write(marked[..start]);
            marked = marked[(start + MarkStart.Length)..];
            var reader = new Utf8JsonReader(marked);
            reader.Read();
            var typed = reader.GetString()!;
            if (!known.TryGetValue(typed, out var pseudonym))
                known.Add(typed, pseudonym = Pseudonym.Of(typed, salt)!);
            if (!personal.Exists(pair => pair.Key == typed))
                personal.Add(KeyValuePair.Create(typed, pseudonym));
            text.Write(Quote(pseudonym));
            marked = marked[((int)reader.BytesConsumed + 1)..];
        }

        text.Write(marked);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>Returns the event's JSON with the personal values in the place of their pseudonyms.</summary>
    public static byte[] Reveal(ReadOnlySpan<byte> text, ReadOnlySpan<KeyValuePair<string, string>> personal)
    {
        var revealed = text.ToArray();
        foreach (var (typed, pseudonym) in personal)
            revealed = Replace(revealed, Quote(pseudonym), Quote(typed[(typed.IndexOf(':', StringComparison.Ordinal) + 1)..]));
        return revealed;
    }

    /// <summary>The text as a JSON string, as the library writes it.</summary>
    public static byte[] Quote(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];

    private static byte[] Replace(ReadOnlySpan<byte> text, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var replaced = new ArrayBufferWriter<byte>(text.Length);
        while (text.IndexOf(old) is var start and >= 0)
        {
            replaced.Write(text[..start]);
            replaced.Write(replacement);
            text = text[(start + old.Length)..];
        }

        replaced.Write(text);
        return replaced.WrittenSpan.ToArray();
    }

    private static byte[] Mark(LifecycleEvent @event)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(@event, Marking.GetTypeInfo(typeof(LifecycleEvent)));
        }
        catch (JsonException e)
        {
            throw new LifecycleJsonException(JsonWords.InJson(e.Path ?? "$"), e.Message, e);
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(LifecycleJson.StoredOptions);
        options.Converters.Insert(0, new MarkingConverter<PersonalReference>());
        options.Converters.Insert(0, new MarkingConverter<CommandId>());
        options.Converters.Insert(0, new MarkingConverter<ContentDigest>());
        options.Converters.Insert(0, new MarkingConverter<CommandDigest>());
        options.Converters.Insert(0, new MarkingConverter<Msisdn>());
        options.Converters.Insert(0, new MarkingConverter<Iccid>());
        options.Converters.Insert(0, new MarkingConverter<Eid>());
        options.MakeReadOnly();
        return options;
    }

    private sealed class MarkingConverter<T> : JsonConverter<T>
        where T : notnull
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value.ToString() is not { Length: > 0 } text)
                throw new JsonException($"Found none; expected a string ({typeof(T).Name}).");
            writer.WriteStartObject();
            writer.WriteString("~"u8, $"{typeof(T).Name}:{text}");
            writer.WriteEndObject();
        }
    }
}
