namespace EsimLifecycle;

/// <summary>Bytes as digits in base 16, in lower case only, so that there is one text for each.</summary>
internal static class HexText
{
    /// <summary>Reads exactly as many bytes as there is room for; false if the text is anything else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == bytes.Length * 2
        && !text.ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
}
