namespace EsimLifecycle;

/// <summary>Splits what was paid into what is used and what is not.</summary>
internal static class Proration
{
    /// <summary>The used part and, of the unused part, what money and what free credit paid; together exactly the price.</summary>
    public static (Money Used, Money Cash, Money Promotional) Split(PaidPeriod period, in ProratedShare unused) =>
        Split(period.Price, period.Promotional, Money.OfMinor(unused.Of(period.Price.MinorUnits), period.Price.Currency));

    /// <summary>The used part and, of the unused part, what money and what free credit paid; together exactly the price.</summary>
    public static (Money Used, Money Cash, Money Promotional) Split(Money price, Money? promotional, Money unused)
    {
        // Of a part of the price free credit paid its share of the price.
        var lapsed = promotional is { } credit && !price.IsZero
            ? unused.MultiplyByFraction(credit.MinorUnits, price.MinorUnits, MoneyRounding.HalfUp)
            : Money.Zero(price.Currency);
        return (price - unused, unused - lapsed, lapsed);
    }

    /// <summary>The unused share of the period.</summary>
    public static ProratedShare Share(PaidPeriod period, LocalDate endsOn, ProrationConvention convention) =>
        convention.UnusedShare(new ServicePeriod(0, period.Start, period.End), endsOn);
}
