using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>An exact amount of money: a whole number of minor units of a currency.</summary>
/// <remarks>
/// <para>The range is that of a <see cref="long"/> in minor units: up to about USD ±92 quadrillion. Beyond it an
/// <see cref="OverflowException"/> is thrown; an amount never wraps and is never rounded without being asked.</para>
/// <para>Currencies are never mixed: adding, subtracting and comparing two of them throws a <see cref="CurrencyMismatchException"/>, also
/// when an amount is zero. Equality is the exception: amounts of two currencies are simply not equal.</para>
/// <para>The default value is zero of XXX, "no currency"; it is not zero of USD. Use <see cref="Zero"/>.</para>
/// <para>Written as text and in JSON as <c>USD -21.89</c>, with exactly the digits of its currency.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<Money>))]
public readonly partial struct Money : IEquatable<Money>, IComparable<Money>, ISpanParsable<Money>, ISpanFormattable, IUtf8SpanFormattable
{
    // Beyond any amount that fits, in any currency; a decimal can hold its minor units.
    private const decimal FarTooMuch = 1e20m;

    private Money(long minorUnits, Currency currency)
    {
        MinorUnits = minorUnits;
        Currency = currency;
    }

    /// <summary>Gets the amount in minor units: 3000 for USD 30.00, 3000 for JPY 3000.</summary>
    public long MinorUnits { get; }

    /// <summary>Gets the currency.</summary>
    public Currency Currency { get; }

    /// <summary>Gets the amount in major units, exact, with the currency's digits: 30.00 for USD 30.00.</summary>
    public decimal Amount
    {
        get
        {
            var magnitude = MinorUnits < 0 ? 0UL - (ulong)MinorUnits : (ulong)MinorUnits;
            return new decimal((int)magnitude, (int)(magnitude >> 32), 0, MinorUnits < 0, (byte)Currency.MinorUnitDigits);
        }
    }

    /// <summary>Gets whether the amount is zero.</summary>
    public bool IsZero => MinorUnits == 0;

    /// <summary>Gets whether the amount is greater than zero.</summary>
    public bool IsPositive => MinorUnits > 0;

    /// <summary>Gets whether the amount is less than zero.</summary>
    public bool IsNegative => MinorUnits < 0;

    /// <summary>Creates an amount from minor units: <c>OfMinor(3000, Currency.USD)</c> is USD 30.00.</summary>
    public static Money OfMinor(long minorUnits, Currency currency) => new(minorUnits, currency);

    /// <summary>Creates an amount from major units: <c>Of(30m, Currency.USD)</c> is USD 30.00.</summary>
    /// <param name="amount">The amount, with at most the decimals of the currency; trailing zeros do not count.</param>
    /// <param name="currency">The currency.</param>
    /// <exception cref="ArgumentException"><paramref name="amount"/> has more decimals than the currency.</exception>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Money Of(decimal amount, Currency currency)
    {
        if (Math.Abs(amount) >= FarTooMuch)
            throw DoesNotFit($"{currency} {amount}");

        // Exact: a decimal product by a power of ten only moves the point.
        var minorUnits = amount * UnitsPerMajor(currency);
        if (!decimal.IsInteger(minorUnits))
        {
            var digits = currency.MinorUnitDigits;
            var message = FormattableString.Invariant($"{amount} has more decimals than {currency}. Expected at most {digits}.");
            throw new ArgumentException(message, nameof(amount));
        }

        return Checked((Int128)minorUnits, currency);
    }

    /// <summary>Returns zero in the given currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Determines whether both are the same amount of the same currency.</summary>
    public bool Equals(Money other) => MinorUnits == other.MinorUnits && Currency == other.Currency;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Money other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (MinorUnits.GetHashCode() * 397) ^ Currency.GetHashCode();

    /// <summary>Determines whether both are the same amount of the same currency.</summary>
    public static bool operator ==(Money left, Money right) => left.Equals(right);

    /// <summary>Determines whether the amounts or their currencies differ.</summary>
    public static bool operator !=(Money left, Money right) => !left.Equals(right);

    private static int UnitsPerMajor(Currency currency) => currency.MinorUnitDigits switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        3 => 1_000,
        _ => 10_000,
    };

    private static Money Checked(Int128 minorUnits, Currency currency)
    {
        if (minorUnits < long.MinValue || minorUnits > long.MaxValue)
            throw DoesNotFit($"{minorUnits} minor units of {currency}");
        return new Money((long)minorUnits, currency);
    }

    private static OverflowException DoesNotFit(FormattableString what) =>
        new($"Out of range: {FormattableString.Invariant(what)}. Expected -9223372036854775808 to 9223372036854775807 minor units.");
}
