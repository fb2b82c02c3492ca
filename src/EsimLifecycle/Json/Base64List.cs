using System.Buffers.Binary;
using System.Text.Json;

namespace EsimLifecycle;

/// <summary>Numbers of 64 bits as one text in base64, the low bytes of each first.</summary>
internal static class Base64List
{
    public static string Expect(int most, int size, string of) => $"a string in base64 of at most {most} bytes, {size} for each {of}";

    public static long[] Read(ref Utf8JsonReader reader, int most, int size, string expected)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Found {JsonWords.Describe(reader.TokenType)}; expected {expected}.");
        if (!reader.TryGetBytesFromBase64(out var bytes) || bytes.Length > most || bytes.Length % size != 0)
            throw new JsonException($"Found another string; expected {expected}.");
        var numbers = new long[bytes.Length / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * sizeof(long)));
        return numbers;
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<long> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        writer.WriteBase64StringValue(bytes);
    }
}
