using System.Text.Json;

namespace EsimLifecycle;

/// <summary>Items of the same number of bytes as one text in base64.</summary>
internal static class Base64List
{
    public static string Expect(int most, int size, string of) => $"a string in base64 of at most {most} bytes, {size} for each {of}";

    public static byte[] Read(ref Utf8JsonReader reader, int most, int size, string expected)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {expected}.");
        return reader.TryGetBytesFromBase64(out var bytes) && bytes.Length <= most && bytes.Length % size == 0
            ? bytes
            : throw new JsonException($"Found another string; expected {expected}.");
    }
}
