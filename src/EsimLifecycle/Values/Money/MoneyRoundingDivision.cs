namespace EsimLifecycle;

/// <summary>Exact division, rounded once at its end.</summary>
internal static class MoneyRoundingDivision
{
    /// <summary>Returns <paramref name="dividend"/> / <paramref name="divisor"/>, rounded to a whole number.</summary>
    /// <param name="rounding">The rounding.</param>
    /// <param name="dividend">The dividend, of any sign.</param>
    /// <param name="divisor">The divisor, greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rounding"/> is not one of its names.</exception>
    public static Int128 Divide(this MoneyRounding rounding, Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        var negative = Int128.IsNegative(dividend);

        // The quotient is rounded toward zero already: what is left to ask is whether to step one away from zero.
        var away = rounding switch
        {
            MoneyRounding.HalfUp => CompareToHalf(remainder, divisor) >= 0,
            MoneyRounding.HalfEven => CompareToHalf(remainder, divisor) >= (Int128.IsOddInteger(quotient) ? 0 : 1),
            MoneyRounding.Down => false,
            MoneyRounding.Up => remainder != 0,
            MoneyRounding.Floor => remainder != 0 && negative,
            MoneyRounding.Ceiling => remainder != 0 && !negative,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Expected one of the names of MoneyRounding."),
        };
        return away ? quotient + (negative ? -1 : 1) : quotient;
    }

    // Compares with what is left rather than doubling, which could overflow.
    private static int CompareToHalf(Int128 remainder, Int128 divisor)
    {
        var part = Int128.Abs(remainder);
        return part.CompareTo(divisor - part);
    }
}
