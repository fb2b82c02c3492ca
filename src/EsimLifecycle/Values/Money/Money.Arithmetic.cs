namespace EsimLifecycle;

public readonly partial struct Money
{
    /// <summary>The sum.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money left, Money right)
    {
        RequireSameCurrency(left, right);
        return Checked((Int128)left.MinorUnits + right.MinorUnits, left.Currency);
    }

    /// <summary>The difference.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Money operator -(Money left, Money right)
    {
        RequireSameCurrency(left, right);
        return Checked((Int128)left.MinorUnits - right.MinorUnits, left.Currency);
    }

    /// <summary>The same amount with the other sign.</summary>
    /// <exception cref="OverflowException">It does not fit: there is one more minor unit below zero than above.</exception>
    public static Money operator -(Money value) => Checked(-(Int128)value.MinorUnits, value.Currency);

    /// <summary>The amount without its sign.</summary>
    /// <exception cref="OverflowException">It does not fit: there is one more minor unit below zero than above.</exception>
    public Money Abs() => IsNegative ? -this : this;

    /// <summary>The lesser of two amounts.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money Min(Money left, Money right) => right < left ? right : left;

    /// <summary>The greater of two amounts.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money Max(Money left, Money right) => right > left ? right : left;

    /// <summary>The amount, so many times.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public Money Multiply(int times) => Checked((Int128)MinorUnits * times, Currency);

    /// <summary>The amount times a fraction, such as 19/31: computed exactly, rounded once.</summary>
    /// <param name="numerator">Any number: 19 for 19/31.</param>
    /// <param name="denominator">Greater than zero: 31 for 19/31.</param>
    /// <param name="rounding">How the exact result is brought to whole minor units.</param>
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

    /// <summary>Less than zero, zero or more, as this amount is less than, equal to or more than the other.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        RequireSameCurrency(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>Whether the first amount is less than the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first amount is more than the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first amount is at most the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first amount is at least the second.</summary>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    private static void RequireSameCurrency(Money left, Money right)
    {
        if (left.Currency != right.Currency)
            throw new CurrencyMismatchException(left.Currency, right.Currency);
    }
}
