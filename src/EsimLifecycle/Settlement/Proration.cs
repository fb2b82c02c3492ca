namespace EsimLifecycle;

/// <summary>Splits a price into its used and its unused part.</summary>
internal static class Proration
{
    /// <summary>
    /// Returns the used part and, of the unused part, the shares that money and free credit paid for; together they are exactly the price.
    /// </summary>
    public static (Money Used, Money Cash, Money Promotional) Split(PaidPeriod period, in ProratedShare unused) =>
        Split(period.Price, period.Promotional, Money.OfMinor(unused.Of(period.Price.MinorUnits), period.Price.Currency));

    /// <summary>
    /// Returns the used part and, of the unused part, the shares that money and free credit paid for; together they are exactly the price.
    /// </summary>
    public static (Money Used, Money Cash, Money Promotional) Split(Money price, Money? promotional, Money unused)
    {
        // Of a part of the price free credit paid its share of the price.
        var lapsed = promotional is { } credit && !price.IsZero
            ? unused.MultiplyByFraction(credit.MinorUnits, price.MinorUnits, MoneyRounding.HalfUp)
            : Money.Zero(price.Currency);
        return (price - unused, unused - lapsed, lapsed);
    }

    /// <summary>Returns the unused share of the period.</summary>
    public static ProratedShare Share(PaidPeriod period, LocalDate endsOn, ProrationConvention convention) =>
        convention.UnusedShare(new ServicePeriod(0, period.Start, period.End), endsOn);
}
