namespace FleetSimulation;

/// <summary>
/// Chance: a stream of numbers of its own for each life, drawn from nothing but the seed and the life's number, so that it does not matter on which core or after which other life it
/// is lived. SplitMix64, because what <see cref="Random"/> draws from a seed may change with the runtime.
/// </summary>
internal struct Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Dice(ulong seed, long number) => _state = Mix(Mix(seed + Step) ^ Mix((ulong)number * Step));

    /// <summary>Whether something happens that does so with this probability.</summary>
    public bool Happens(double probability) => Fraction() < probability;

    /// <summary>A whole number from 0, below a bound.</summary>
    public int Below(int bound) => (int)(Fraction() * bound);

    /// <summary>A time up to so many days, in minutes.</summary>
    public Duration Days(double from, double to) => Duration.FromMinutes((long)((from + (Fraction() * (to - from))) * 24 * 60));

    /// <summary>How long it takes until something happens again that happens so many times a year by chance.</summary>
    public Duration Until(double timesAYear) => Duration.FromMinutes(1 + (long)(-Math.Log(1 - Fraction()) / timesAYear * 365 * 24 * 60));

    /// <summary>One of these, each as often as its weight is a part of them all.</summary>
    public T Of<T>(ReadOnlySpan<(T What, double Weight)> choices)
    {
        var sum = 0.0;
        foreach (var (_, weight) in choices)
            sum += weight;
        var left = Fraction() * sum;
        foreach (var (what, weight) in choices)
        {
            left -= weight;
            if (left < 0)
                return what;
        }

        return choices[^1].What;
    }

    /// <summary>A number from 0, below 1.</summary>
    private double Fraction() => (Mix(_state += Step) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
