using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>The value of an enum as an index, without boxing.</summary>
internal static class EnumIndex
{
    /// <summary>The value; a negative one or one that does not fit becomes a large number, so that one comparison bounds it.</summary>
    public static uint Of<T>(T value)
        where T : struct, Enum => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.BitCast<T, byte>(value),
            sizeof(ushort) => Unsafe.BitCast<T, ushort>(value),
            sizeof(uint) => Unsafe.BitCast<T, uint>(value),
            _ => (uint)Math.Min(Unsafe.BitCast<T, ulong>(value), uint.MaxValue),
        };
}
