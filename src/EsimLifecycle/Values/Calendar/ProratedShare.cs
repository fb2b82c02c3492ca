using System.Globalization;

namespace EsimLifecycle;

/// <summary>A share of a period, in days, as a <see cref="ProrationConvention"/> counts them, and what it is worth.</summary>
/// <remarks>The default value is a share of nothing: 0, and worth 0. Thread-safe: it never changes.</remarks>
public readonly record struct ProratedShare
{
    internal ProratedShare(int days, int ofDays, ProrationConvention convention)
    {
        Days = days;
        OfDays = ofDays;
        Convention = convention;
    }

    /// <summary>The days of the part.</summary>
    public int Days { get; }

    /// <summary>The days of the whole, at least 1; 0 in the default value.</summary>
    public int OfDays { get; }

    /// <summary>The share, exactly.</summary>
    public Fraction Exact => OfDays == 0 ? default : new Fraction(Days, OfDays);

    /// <summary>What is left of the whole, exactly: <see cref="Exact"/> and this make 1.</summary>
    public Fraction ExactRest => OfDays == 0 ? default : new Fraction(OfDays - Days, OfDays);

    /// <summary>The share as the convention's scale and rounding make it; to 28 digits where the convention is exact.</summary>
    public decimal Rounded =>
        OfDays == 0 ? 0 :
        FractionScale is { } scale ? Scaled(scale) / (decimal)PowerOfTen(scale) : (decimal)Days / OfDays;

    /// <summary>Such as <c>19 of 31 days</c>; written when asked for.</summary>
    public string Basis => string.Create(CultureInfo.InvariantCulture, $"{Days} of {OfDays} days");

    /// <summary>What the share of <paramref name="amount"/> is worth, in the same minor units, rounded as the convention says.</summary>
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

    /// <summary>
    /// What is left of <paramref name="amount"/> beside <see cref="Of"/>: together they are the amount, to the last minor unit.
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

    /// <summary>The <see cref="Basis"/>.</summary>
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
