namespace EsimLifecycle;

public readonly partial struct Money
{
    /// <summary>Adds two amounts.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money left, Money right)
    {
        RequireSameCurrency(left, right);
        return Checked((Int128)left.MinorUnits + right.MinorUnits, left.Currency);
    }

    /// <summary>Subtracts one amount from another.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Money operator -(Money left, Money right)
    {
        RequireSameCurrency(left, right);
        return Checked((Int128)left.MinorUnits - right.MinorUnits, left.Currency);
    }

    /// <summary>Negates the amount.</summary>
    /// <exception cref="OverflowException">It does not fit: there is one more minor unit below zero than above.</exception>
    public static Money operator -(Money value) => Checked(-(Int128)value.MinorUnits, value.Currency);

    /// <summary>Returns the absolute amount.</summary>
    /// <exception cref="OverflowException">It does not fit: there is one more minor unit below zero than above.</exception>
    public Money Abs() => IsNegative ? -this : this;

    /// <summary>Returns the lesser of two amounts.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money Min(Money left, Money right) => right < left ? right : left;

    /// <summary>Returns the greater of two amounts.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money Max(Money left, Money right) => right > left ? right : left;

    /// <summary>Multiplies the amount by a whole number.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public Money Multiply(int times) => Checked((Int128)MinorUnits * times, Currency);

    /// <summary>Multiplies the amount by a fraction, such as 19/31; the result is computed exactly and rounded once.</summary>
    /// <param name="numerator">The numerator, of any sign: 19 for 19/31.</param>
    /// <param name="denominator">The denominator, greater than zero: 31 for 19/31.</param>
    /// <param name="rounding">The rounding of the exact result to whole minor units.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="denominator"/> is not greater than zero, or <paramref name="rounding"/> is not one of its names.
    /// </exception>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Money MultiplyByFraction(long numerator, long denominator, MoneyRounding rounding)
    {
        if (denominator <= 0)
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "Expected a denominator greater than zero.");

        // Two longs multiply to at most 2^126: no overflow before the result is known.
        return Checked(rounding.Divide((Int128)MinorUnits * numerator, denominator), Currency);
    }

    /// <summary>
    /// Multiplies the amount by a fraction from 0 to 1 and rounds once, to a multiple of a unit; never beyond the amount, and the whole is
    /// the whole.
    /// </summary>
    /// <param name="numerator">The numerator, from 0 to the denominator.</param>
    /// <param name="denominator">The denominator, greater than zero.</param>
    /// <param name="rounding">The rounding of the exact result to whole units.</param>
    /// <param name="unit">The unit; null for the minor unit, as also in another currency.</param>
    internal Money Share(long numerator, long denominator, MoneyRounding rounding, Money? unit)
    {
        if (unit is not { MinorUnits: > 1 and var size } || unit.Value.Currency != Currency || numerator == denominator)
            return MultiplyByFraction(numerator, denominator, rounding);
        var share = Checked(rounding.Divide((Int128)MinorUnits * numerator, (Int128)denominator * size) * size, Currency);
        return Min(share, this);
    }

    /// <summary>
    /// Compares two amounts: returns a number less than, equal to or greater than zero if this amount is less than, equal to or greater
    /// than the other.
    /// </summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        RequireSameCurrency(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>Determines whether the first amount is less than the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Determines whether the first amount is greater than the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Determines whether the first amount is less than or equal to the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Determines whether the first amount is greater than or equal to the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    private static void RequireSameCurrency(Money left, Money right)
    {
        if (left.Currency != right.Currency)
            throw new CurrencyMismatchException(left.Currency, right.Currency);
    }
}
