using System.Runtime.InteropServices;

namespace EsimLifecycle;

/// <summary>A 64-bit digest of a command's content: the same in every process and version, so that it can be stored.</summary>
/// <remarks>
/// Values of enumerations count by their number, so those that commands carry only grow at their end. Tells a redelivery from a different command under the same id. It guards against mistakes, not against forgery.
/// </remarks>
internal struct Fingerprint
{
    // Two odd constants with well-mixed bits (from xxHash64's primes).
    private const ulong Multiplier = 0x9E3779B185EBCA87;
    private const ulong Seed = 0xC2B2AE3D27D4EB4F;

    private ulong _state;

    public static Fingerprint Of(string text)
    {
        Fingerprint fingerprint = default;
        fingerprint.Add(text);
        return fingerprint;
    }

    public readonly long Value
    {
        get
        {
            var mixed = (_state ^ (_state >> 32)) * Seed;
            return (long)(mixed ^ (mixed >> 29));
        }
    }

    public void Add(long value) => _state = Step(_state, value);

    public void Add(int value) => Add((long)value);

    public void Add(bool value) => Add(value ? 1L : 2L);

    public void Add(UInt128 value)
    {
        Add((long)(ulong)(value >> 64));
        Add((long)(ulong)value);
    }

    public void Add(string? text)
    {
        var state = Step(_state, text is null ? -1L : text.Length);
        var units = MemoryMarshal.Cast<char, long>(text.AsSpan());
        var rest = text.AsSpan()[(units.Length * 4)..];
        for (; units.Length >= 2; units = units[2..])
            state = Step(state, units[0], units[1]);
        if (units.Length > 0)
            state = Step(state, units[0]);
        var last = 0L;
        foreach (var unit in rest)
            last = (last << 16) | unit;
        _state = Step(state, last);
    }

    public void Add(Instant? value) => Add(value is { } instant ? instant.ToUnixTimeTicks() : long.MinValue);

    public void Add(LocalDate? value) => Add(value is { } date ? Days(date) : long.MinValue);

    public void Add(Money? value)
    {
        Add(value is null ? -1L : value.Value.MinorUnits);
        Add(value?.Currency.Code);
    }

    public void Add(Msisdn? value) => Add(value?.Number ?? 0);

    public void Add(Iccid? value) => Add(value?.Number ?? 0);

    private static ulong Step(ulong state, long value) => (ulong.RotateLeft(state, 27) ^ (ulong)value ^ Seed) * Multiplier;

    // Two values at once, which takes hardly longer than one. Both stand beside their product too, so that where one factor is zero the other is not lost.
    private static ulong Step(ulong state, long first, long second)
    {
        var mixed = state ^ (ulong)first;
        var product = Math.BigMul(mixed ^ Seed, (ulong)second ^ Multiplier);
        return ulong.RotateLeft(mixed, 27) ^ (ulong)second ^ (ulong)product ^ (ulong)(product >> 64);
    }

    private static long Days(LocalDate date) => (date.Year * 10_000L) + (date.Month * 100) + date.Day;
}
