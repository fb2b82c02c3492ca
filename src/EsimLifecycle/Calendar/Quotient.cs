namespace EsimLifecycle;

/// <summary>Integer division with a stated rounding: the only place where a fraction becomes a whole number.</summary>
internal static class Quotient
{
    /// <summary><paramref name="dividend"/> / <paramref name="divisor"/>, rounded; the divisor is positive.</summary>
    public static Int128 Round(Int128 dividend, Int128 divisor, MoneyRounding rounding)
    {
        var (quotient, rest) = Int128.DivRem(dividend, divisor);
        if (rest == 0)
            return quotient;
        var sign = Int128.IsNegative(dividend) ? -1 : 1;
        var half = (Int128.Abs(rest) * 2).CompareTo(divisor);
        var awayFromZero = rounding switch
        {
            MoneyRounding.HalfUp => half >= 0,
            MoneyRounding.HalfEven => half > 0 || (half == 0 && !Int128.IsEvenInteger(quotient)),
            MoneyRounding.Down => false,
            MoneyRounding.Up => true,
            MoneyRounding.Floor => sign < 0,
            MoneyRounding.Ceiling => sign > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "A declared way of rounding is expected."),
        };
        return awayFromZero ? quotient + sign : quotient;
    }
}
