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

    /// <summary>Returns the share of the period that is unused from a date on.</summary>
    public static ProratedShare Share(PaidPeriod period, LocalDate firstUnused, ProrationConvention convention) =>
        convention.UnusedShareFrom(new ServicePeriod(0, period.Start, period.End), firstUnused);

    /// <summary>
    /// Returns the first day that counts as unused when service ends at an instant: the first moment without it. The day that has begun by
    /// then is the last day of service, and used where the convention counts the ending day.
    /// </summary>
    public static LocalDate FirstUnused(PreparedPolicy rules, Instant end, ProrationConvention convention) =>
        convention.EndingDayIsUsed ? rules.FirstDayFrom(end) : rules.DateOf(end);
}
