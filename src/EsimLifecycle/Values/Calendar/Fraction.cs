using System.Globalization;

namespace EsimLifecycle;

/// <summary>An exact fraction in lowest terms: 14/28 is 1/2, and equal to it.</summary>
/// <remarks>The default value is 0. Thread-safe: it never changes.</remarks>
public readonly record struct Fraction
{
    private readonly long _denominatorLessOne; // so that the default value is 0/1

    /// <summary>Creates the fraction <paramref name="numerator"/>/<paramref name="denominator"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The denominator is not positive.</exception>
    public Fraction(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var divisor = CommonDivisor((Int128)numerator, denominator);
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    /// <summary>Gets the numerator, which carries the sign.</summary>
    public long Numerator { get; }

    /// <summary>Gets the denominator, at least 1.</summary>
    public long Denominator => _denominatorLessOne + 1;

    /// <summary>Returns a text such as <c>19/31</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static long CommonDivisor(Int128 a, Int128 b)
    {
        while (a != 0)
            (a, b) = (b % a, a);
        return (long)Int128.Abs(b);
    }
}
