using System.Globalization;

namespace EsimLifecycle;

/// <summary>A prorated share of a period, in days as a <see cref="ProrationConvention"/> counts them, and its worth.</summary>
/// <remarks>The default value is a share of nothing: 0, and worth 0. Thread-safe: it never changes.</remarks>
public readonly record struct ProratedShare
{
    internal ProratedShare(int days, int ofDays, ProrationConvention convention)
    {
        Days = days;
        OfDays = ofDays;
        Convention = convention;
    }

    /// <summary>Gets the number of days in the part.</summary>
    public int Days { get; }

    /// <summary>Gets the number of days in the whole, at least 1; 0 in the default value.</summary>
    public int OfDays { get; }

    /// <summary>Gets the exact share.</summary>
    public Fraction Exact => OfDays == 0 ? default : new Fraction(Days, OfDays);

    /// <summary>Gets the exact rest: the rest and <see cref="Exact"/> add up to 1.</summary>
    public Fraction ExactRest => OfDays == 0 ? default : new Fraction(OfDays - Days, OfDays);

    /// <summary>Gets the share, rounded to the convention's scale; to 28 digits if the convention is exact.</summary>
    public decimal Rounded =>
        OfDays == 0 ? 0 :
        FractionScale is { } scale ? Scaled(scale) / (decimal)PowerOfTen(scale) : (decimal)Days / OfDays;

    /// <summary>Gets a text such as <c>19 of 31 days</c>, built on each call.</summary>
    public string Basis => string.Create(CultureInfo.InvariantCulture, $"{Days} of {OfDays} days");

    /// <summary>Returns the share's worth of <paramref name="amount"/>, in the same minor units, rounded as the convention says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The worth is beyond the range of a <see langword="long"/>.</exception>
    public long Of(long amount)
    {
        if (OfDays == 0)
            return 0;
        var worth = FractionScale is { } scale
            ? Convention!.MoneyRounding.Divide((Int128)amount * Scaled(scale), PowerOfTen(scale))
            : Convention!.MoneyRounding.Divide((Int128)amount * Days, OfDays);
        return worth >= long.MinValue && worth <= long.MaxValue
            ? (long)worth
            : throw new ArgumentOutOfRangeException(
                nameof(amount), amount, $"An amount is expected of which {Basis} are within the range of a long.");
    }

    /// <summary>Returns the share's worth of a price, rounded as the convention says, but to a multiple of a unit; null for the minor unit.</summary>
    internal Money WorthOf(Money price, Money? unit)
    {
        if (OfDays == 0)
            return Money.Zero(price.Currency);
        return FractionScale is { } scale
            ? price.Share(Scaled(scale), PowerOfTen(scale), Convention!.MoneyRounding, unit)
            : price.Share(Days, OfDays, Convention!.MoneyRounding, unit);
    }

    /// <summary>
    /// Returns the rest of <paramref name="amount"/> after <see cref="Of"/>; both add up to the amount, to the last minor unit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The worth or the rest is beyond the range of a <see langword="long"/>.</exception>
    public long RestOf(long amount)
    {
        var rest = (Int128)amount - Of(amount);
        return rest >= long.MinValue && rest <= long.MaxValue
            ? (long)rest
            : throw new ArgumentOutOfRangeException(
                nameof(amount), amount, $"An amount is expected whose rest beside {Basis} is within the range of a long.");
    }

    /// <summary>Returns the <see cref="Basis"/>.</summary>
    public override string ToString() => Basis;

    private ProrationConvention? Convention { get; }

    private int? FractionScale => Convention!.FractionScale;

    private long Scaled(int scale) => (long)Convention!.FractionRounding.Divide((Int128)PowerOfTen(scale) * Days, OfDays);

    private static long PowerOfTen(int scale)
    {
        var power = 1L;
        for (var i = 0; i < scale; i++)
            power *= 10;
        return power;
    }
}
