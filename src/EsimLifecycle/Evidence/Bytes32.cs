using System.Buffers.Binary;

namespace EsimLifecycle;

/// <summary>32 bytes as a value, and as 64 digits in base 16.</summary>
internal readonly record struct Bytes32
{
    public const int Size = 32;

    private readonly UInt128 _first;
    private readonly UInt128 _second;

    public Bytes32(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt128BigEndian(bytes[(Size / 2)..]);
    }

    public static byte[] Parse(string s, string what)
    {
        ArgumentNullException.ThrowIfNull(s);
        var bytes = new byte[Size];
        return HexText.TryRead(s, bytes)
            ? bytes
            : throw new FormatException($"{what} has {Size * 2} digits in base 16, in lower case, but found {s.Length} characters.");
    }

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Size / 2)..], _second);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
