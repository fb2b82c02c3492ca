using System.Text.Json;

namespace EsimLifecycle;

/// <summary>The names of an enumeration's values in JSON, which are read exactly.</summary>
internal sealed class EnumNames(string[] names)
{
    public string Expected => JsonWords.OneOf(names);

    public string this[int index] => names[index];

    /// <summary>Reads a name.</summary>
    /// <returns>Its index.</returns>
    public int Read(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? Parse(reader.GetString()!)
        : throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {Expected}.");

    /// <summary>Returns the index of a name.</summary>
    public int Parse(string text) => Array.IndexOf(names, text) is var index and >= 0
        ? index
        : throw new JsonException($"Found {JsonWords.Quote(text)}; expected {Expected}.{JsonWords.Hint(text, names)}");
}
