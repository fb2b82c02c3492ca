using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EsimLifecycle;

/// <summary>SipHash-2-4 with 64 bits (Aumasson and Bernstein), under the key of its published examples: the same in every process and version, so that it can be stored.</summary>
/// <remarks>
/// Who chooses the text can't make it come out like another's, as far as is known. As the key is public, it hides nothing: who has a guess at a text can try it.
/// </remarks>
internal static class SipHash
{
    private const ulong Key0 = 0x0706050403020100;
    private const ulong Key1 = 0x0F0E0D0C0B0A0908;

    /// <summary>Returns the hash of a text in ASCII, a byte for each character.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // One copy, always compiled for speed: as part of what is seldom reached it would not be.
    public static ulong OfAscii(ReadOnlySpan<char> text)
    {
        var state = new State(Key0 ^ 0x736F6D6570736575, Key1 ^ 0x646F72616E646F6D, Key0 ^ 0x6C7967656E657261, Key1 ^ 0x7465646279746573);
        var last = (ulong)text.Length << 56;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        for (; units.Length >= sizeof(ulong); units = units[sizeof(ulong)..])
            state.Take(Vector128.Narrow(Vector128.Create(units), Vector128<ushort>.Zero).AsUInt64().ToScalar());
        for (var i = 0; i < units.Length; i++)
            last |= (ulong)units[i] << (8 * i);
        state.Take(last);
        return state.Finish();
    }

    private struct State(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        private ulong _v0 = v0;
        private ulong _v1 = v1;
        private ulong _v2 = v2;
        private ulong _v3 = v3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(ulong block)
        {
            _v3 ^= block;
            Round();
            Round();
            _v0 ^= block;
        }

        public ulong Finish()
        {
            _v2 ^= 0xFF;
            for (var round = 0; round < 4; round++)
                Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            _v0 += _v1;
            _v2 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v1;
            _v0 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
